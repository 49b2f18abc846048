"""What a statement tells of changes: Table 4, and the redistribution inside the row that caused it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from contracts.calculations.months import Month
from contracts.models import ChangeNotice
from kpis.models import Change
from reports.export import as_data
from reports.statements import statement_for
from tests.factories import make_kpi, make_terms

APRIL, AUGUST, DECEMBER = Month(2021, 4), Month(2021, 8), Month(2021, 12)
JUNE, JULY = Month(2021, 6), Month(2021, 7)


def changes(contract, first=APRIL, last=DECEMBER):
    return statement_for(contract, first, last).changes


def kpi_of(contract, reference="IMT_KPI_01"):
    return contract.kpis.get(reference=reference)


def notice_of(contract, reference="CCN1"):
    return ChangeNotice.objects.create(
        contract=contract, reference=reference, date=date(2021, 6, 1), title="A change"
    )


def told(rows):
    """Each row as its KPI, month, kind and the KPIs whose points it moved."""
    return [
        (row.kpi, str(row.effective_from), row.change.value, [each.kpi for each in row.redistributed])
        for row in rows
    ]


class TestLincolnshire:
    def test_table_4_is_as_published(self, lincolnshire, expected):
        rows = as_data(statement_for(lincolnshire, AUGUST, DECEMBER))["changes"]
        assert [
            {
                "kpi": row["kpi"],
                **{
                    f"{which}_{name}": row[which][name] or ""
                    for which in ("previous", "revised")
                    for name in ("points", "tsl", "msl")
                },
                "change": row["change"],
                "change_notice": row["change_notice"],
            }
            for row in rows
        ] == expected("table4_changes")

    def test_the_redistribution_stands_inside_the_row_that_caused_it(self, lincolnshire):
        (row,) = as_data(statement_for(lincolnshire, AUGUST, DECEMBER))["changes"]
        assert row["effective_from"] == "2021-12"
        assert row["status"] == "Discontinued. Its abatement points are shared over the other IMT KPIs."
        assert len(row["redistributed"]) == 12
        assert row["redistributed"][0] == {"kpi": "IMT_KPI_01", "points_before": "25", "points_after": "28"}
        gained = sum(
            Decimal(each["points_after"]) - Decimal(each["points_before"]) for each in row["redistributed"]
        )
        assert gained == 35

    def test_one_without_a_cause_stands_by_itself_and_a_new_kpi_is_a_change(self, lincolnshire):
        rows = changes(lincolnshire, JUNE, JULY)
        assert told(rows) == [
            ("CSC_KPI_11", "2021-06", "initial", []),
            ("CSC_KPI_12", "2021-06", "initial", []),
            (
                "CSC_KPI_12",
                "2021-07",
                "redistribution",
                [f"CSC_KPI_{number:02}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 11)],
            ),
            ("IMT_KPI_18", "2021-07", "initial", []),
        ]
        assert (rows[2].previous.points, rows[2].revised.points) == (20, 0)

    def test_a_revision_years_ago_is_told_with_what_held_before(self, lincolnshire):
        (row,) = changes(lincolnshire, Month(2017, 6), Month(2017, 6))
        assert (row.kpi, row.word, row.previous.printed_tsl, row.revised.printed_msl) == (
            "F_KPI_01",
            "Revised",
            "98.00%",
            "90.00%",
        )

    def test_kpis_in_service_from_the_start_are_not_new(self, lincolnshire):
        assert changes(lincolnshire, Month(2015, 4), Month(2016, 3)) == ()
        assert {row.kpi for row in changes(lincolnshire, Month(2016, 4), Month(2016, 4))} >= {"ACF_KPI_05"}


def test_the_keys_of_a_row_are_those_documented(contract):
    make_terms(kpi_of(contract), "2021-07", tsl="96", msl="91")
    (row,) = as_data(statement_for(contract, JULY, JULY))["changes"]
    assert list(row) == [
        *("kpi", "description", "previous", "revised", "effective_from", "change"),
        *("change_notice", "reason", "status", "redistributed"),
    ]
    assert row["previous"] == {"points": "10", "tsl": "95.00", "msl": "90.00"}
    assert row["revised"] == {"points": "10", "tsl": "96.00", "msl": "91.00"}
    assert row["change_notice"] is None


def test_the_steps_of_a_glide_path_are_not_changes(contract):
    make_terms(kpi_of(contract), "2021-07", tsl="96", change=Change.GLIDE)
    assert changes(contract) == ()


def test_a_step_before_a_change_is_what_held_before_it(contract):
    make_terms(kpi_of(contract), "2021-06", tsl="96", change=Change.GLIDE)
    make_terms(kpi_of(contract), "2021-07", tsl="97")
    (row,) = changes(contract)
    assert row.previous.tsl == 96


@pytest.mark.parametrize(
    ("month", "number"), [("2021-06", 0), ("2021-07", 1), ("2021-08", 0)], ids=["before", "in", "after"]
)
def test_only_changes_of_the_range_are_told(contract, month, number):
    make_terms(kpi_of(contract), "2021-07", tsl="96")
    assert len(changes(contract, Month.parse(month), Month.parse(month))) == number


def test_redistributions_of_another_area_notice_or_month_are_not_taken_in(contract):
    notice, other = notice_of(contract), notice_of(contract, "CCN2")
    make_kpi(contract, "IMT_KPI_03")
    make_terms(
        kpi_of(contract),
        "2021-07",
        tsl=None,
        msl=None,
        points=None,
        change="decommission",
        change_notice=notice,
    )
    shares = {"change": Change.REDISTRIBUTION, "points": "25"}
    make_terms(kpi_of(contract, "IMT_KPI_02"), "2021-07", tsl="4", msl="7", **shares, change_notice=notice)
    make_terms(kpi_of(contract, "IMT_KPI_03"), "2021-07", **shares, change_notice=other)
    make_terms(kpi_of(contract, "CSC_KPI_01"), "2021-07", **shares, change_notice=notice)
    make_terms(kpi_of(contract, "CSC_KPI_02"), "2021-08", **shares, change_notice=notice)
    assert told(changes(contract)) == [
        ("CSC_KPI_01", "2021-07", "redistribution", []),
        ("IMT_KPI_01", "2021-07", "decommission", ["IMT_KPI_02"]),
        ("IMT_KPI_03", "2021-07", "redistribution", []),
        ("CSC_KPI_02", "2021-08", "redistribution", []),
    ]


def test_a_revision_without_a_notice_causes_no_redistribution(contract):
    make_terms(kpi_of(contract), "2021-07", tsl="96")
    make_terms(
        kpi_of(contract, "IMT_KPI_02"), "2021-07", tsl="4", msl="7", points="21", change="redistribution"
    )
    assert told(changes(contract)) == [
        ("IMT_KPI_01", "2021-07", "revision", []),
        ("IMT_KPI_02", "2021-07", "redistribution", []),
    ]


def test_a_decommissioned_kpi_counts_as_the_cause_before_a_revised_one(contract):
    notice = notice_of(contract)
    make_kpi(contract, "IMT_KPI_03")
    make_terms(kpi_of(contract), "2021-07", tsl="96", change_notice=notice)
    make_terms(
        kpi_of(contract, "IMT_KPI_02"),
        "2021-07",
        tsl=None,
        msl=None,
        points=None,
        change="decommission",
        change_notice=notice,
    )
    make_terms(
        kpi_of(contract, "IMT_KPI_03"), "2021-07", points="30", change="redistribution", change_notice=notice
    )
    assert told(changes(contract)) == [
        ("IMT_KPI_01", "2021-07", "revision", []),
        ("IMT_KPI_02", "2021-07", "decommission", ["IMT_KPI_03"]),
    ]
