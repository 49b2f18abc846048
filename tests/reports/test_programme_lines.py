"""The dashboard's line for each workstream: its stage in the month, and how it stood by the report of it."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.calculations.months import Month
from contracts.models import WorkstreamStage, WorkstreamUpdate
from reports.programme import programme_lines
from tests.factories import make_membership
from tests.reports.pages import tables
from tests.rows import unsaved

JULY = Month(2021, 7)


def written(model, contract, **columns):
    row = unsaved(model, contract, **columns)
    row.save()
    return row


def told(contract, month: Month = JULY) -> list[tuple]:
    return [(line.name, line.stages, line.standing, line.as_at) for line in programme_lines(contract, month)]


@pytest.mark.parametrize(
    ("month", "stages"),
    [
        pytest.param(Month(2021, 3), [], id="before-it"),
        pytest.param(Month(2021, 4), ["Investigation"], id="its-first-month"),
        pytest.param(Month(2021, 6), ["Investigation"], id="its-last-month"),
        pytest.param(Month(2021, 7), [], id="after-it"),
    ],
)
def test_tells_the_stage_of_the_month(contract, month, stages):
    written(WorkstreamStage, contract)
    assert told(contract, month) == [("IMT", stages, "", None)]


@pytest.mark.parametrize(
    ("as_at", "standing"),
    [
        pytest.param(date(2021, 8, 31), "Late", id="said-on-the-last-day-of-the-month-after"),
        pytest.param(date(2021, 9, 1), "On plan", id="said-a-day-later"),
    ],
)
def test_tells_how_it_stood_when_the_month_was_reported(contract, as_at, standing):
    written(WorkstreamUpdate, contract, as_at=as_at, status="late")
    written(WorkstreamUpdate, contract, as_at=date(2021, 7, 31))
    ((_, _, found, _),) = told(contract)
    assert found == standing


def test_keeps_the_order_of_the_programme_and_forgets_no_workstream(contract):
    written(WorkstreamUpdate, contract, workstream="HR")
    written(WorkstreamStage, contract, workstream="CSC", position=2)
    written(WorkstreamStage, contract, workstream="IMT", position=1)
    assert [name for name, *_ in told(contract)] == ["IMT", "CSC", "HR"]


def test_costs_one_query_however_many_there_are(contract, django_assert_num_queries):
    for number in range(12):
        written(WorkstreamStage, contract, workstream=f"W{number}", position=number)
        written(WorkstreamUpdate, contract, workstream=f"W{number}")
    with django_assert_num_queries(1):
        assert len(told(contract)) == 12


def test_the_dashboard_of_lincolnshire_tells_where_each_workstream_stood(lincolnshire, client_of, member):
    make_membership(member, lincolnshire, "member")
    html = client_of(member).get(f"/contracts/{lincolnshire.reference}/?month=2021-12").content.decode()
    (table,) = [table for table in tables(html) if table.caption == "Where each workstream stood"]
    assert table.headers == ["Workstream", "Stage in December 2021", "Status", "As at"]
    assert table.rows[:2] == [
        ["IMT", "Options Appraisal", "On plan", "31 December 2021"],
        ["CSC", "Investigation", "On plan", "31 December 2021"],
    ]


def test_a_contract_without_a_programme_has_no_section_of_it(barnet, client_of, member):
    make_membership(member, barnet, "member")
    html = client_of(member).get(f"/contracts/{barnet.reference}/").content.decode()
    assert 'id="programme"' not in html
