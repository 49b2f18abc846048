"""The counts of a month, as Table 1 of the committee report gives them."""

from __future__ import annotations

import pytest

from kpis.calculations.rag import UNJUDGED, Status
from kpis.calculations.schedule import Frequency
from kpis.calculations.summary import Counts, count_statuses, status_unrecorded
from kpis.models import PeriodSummary
from kpis.models.periods import COUNTED, SUMMARISED


def test_december_2021_counts_as_the_report_prints_it():
    statuses = ["green"] * 33 + ["amber"] + ["blue"] * 5
    counts = count_statuses(statuses)
    assert counts == Counts(green=33, amber=1, blue=5)
    assert counts.total == 39


@pytest.mark.parametrize("status", Status)
def test_every_status_is_counted_under_its_own_name(status):
    counts = count_statuses([status, status])
    assert counts == Counts(**{status.value: 2})


@pytest.mark.parametrize("status", Status)
def test_only_kpis_that_were_due_are_in_the_total(status):
    assert count_statuses([status]).total == (0 if status in UNJUDGED else 1)


def test_what_is_awaited_is_not_reported_and_due():
    counts = count_statuses([Status.GREEN, Status.NOT_REPORTED, None, None, None])
    assert (counts.not_reported, counts.awaiting, counts.total) == (4, 3, 5)
    assert counts.said_not_reported == 1


def test_a_month_without_anything_counts_nothing():
    assert count_statuses([]) == Counts()
    assert Counts().total == 0


@pytest.mark.parametrize(
    ("frequency", "contract_month", "has_target", "status"),
    [
        pytest.param(Frequency.MONTHLY, 1, True, None, id="awaited"),
        pytest.param(Frequency.MONTHLY, 1, False, Status.INFORMATION, id="without-a-target"),
        pytest.param(Frequency.QUARTERLY, 2, True, Status.NOT_DUE, id="between-its-months"),
        pytest.param(Frequency.QUARTERLY, 2, False, Status.NOT_DUE, id="between-and-without-a-target"),
        pytest.param(Frequency.QUARTERLY, 3, True, None, id="in-its-month"),
    ],
)
def test_what_a_kpi_without_a_result_is(frequency, contract_month, has_target, status):
    assert status_unrecorded(frequency, contract_month, has_target=has_target) is status


def test_an_unknown_status_is_not_passed_over():
    with pytest.raises(ValueError, match="purple"):
        count_statuses(["purple"])


def test_the_summary_row_keeps_every_count_the_points_and_the_credit():
    kept = {field.name for field in PeriodSummary._meta.get_fields()} - {"period", "contract", "month"}
    assert set(SUMMARISED) == kept == {*COUNTED, "points", "credit"}
