"""Statements: the committee's tables, as plain values from the stored record."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date
from decimal import Decimal

import pytest

from contracts.calculations.months import Month
from kpis.calculations.rag import Covers, Outcome, Status
from kpis.models import MitigationState, PeriodState
from reports.statements import statement_for
from tests.factories import (
    make_contract,
    make_kpi,
    make_mitigation,
    make_period,
    make_result,
    make_terms,
)

JULY, AUGUST, DECEMBER = Month(2021, 7), Month(2021, 8), Month(2021, 12)
SUMMARY = ("green", "amber", "red", "blue")


def kpi_of(contract, reference="IMT_KPI_01"):
    return contract.kpis.get(reference=reference)


class TestLincolnshire:
    """The tables of the report of 27 January 2022."""

    def test_table_1_is_as_published(self, lincolnshire, expected):
        statement = statement_for(lincolnshire, JULY, DECEMBER)
        shown = [
            {
                "month": str(row.month),
                **{name: str(getattr(row.counts, name)) for name in SUMMARY},
                "total": str(row.counts.total),
            }
            for row in statement.summary
        ]
        assert shown == expected("table1_summary")

    def test_table_2_is_as_published(self, lincolnshire, expected):
        statement = statement_for(lincolnshire, JULY, DECEMBER)
        shown = [
            {
                "kpi": row.kpi,
                "month": str(row.month),
                "tsl": str(row.tsl),
                "value": str(row.value),
                "status": row.status.value,
            }
            for row in statement.exceptions
        ]
        assert shown == expected("table2_exceptions")

    def test_table_3_is_as_published_for_its_own_months(self, lincolnshire, expected):
        statement = statement_for(lincolnshire, AUGUST, DECEMBER)
        shown = [
            {
                "kpi": each.kpi,
                "months_printed": each.printed_months,
                "months": " ".join(map(str, each.months)),
            }
            for row in statement.mitigations
            for each in row.kpis
        ]
        assert shown == expected("table3_mitigations")

    def test_july_was_mitigated_for_the_kpis_that_table_1_counts_as_blue(self, lincolnshire):
        statement = statement_for(lincolnshire, JULY, DECEMBER)
        mitigated = {each.kpi for row in statement.mitigations for each in row.kpis if JULY in each.months}
        assert mitigated == {"ACF_KPI_03", "ACF_KPI_04", "CSC_KPI_11", "CSC_KPI_12"}
        assert statement.summary[0].counts.blue == len(mitigated)

    def test_kpis_under_one_mitigation_share_a_row_and_its_texts(self, lincolnshire):
        first = statement_for(lincolnshire, AUGUST, DECEMBER).mitigations[0]
        assert [each.kpi for each in first.kpis] == ["ACF_KPI_03", "ACF_KPI_04"]
        assert first.reason.startswith("Automatic under the contract since December 2016")
        assert first.path_to_green.startswith("Two replacement KPIs are agreed")

    def test_the_fall_of_the_total_is_traced_to_the_decommissioned_kpi(self, lincolnshire):
        (change,) = statement_for(lincolnshire, JULY, DECEMBER).total_changes
        assert (change.month, change.before, change.after) == (DECEMBER, 40, 39)
        assert (change.joined, change.left) == ((), ("IMT_KPI_14",))

    def test_contract_and_periods_are_stated(self, lincolnshire):
        statement = statement_for(lincolnshire, JULY, AUGUST)
        assert statement.contract.reference == "LCC-CSS"
        assert statement.contract.supplier == "Serco"
        assert [(str(row.month), row.contract_month, row.state) for row in statement.periods] == [
            ("2021-07", 76, PeriodState.SIGNED_OFF),
            ("2021-08", 77, PeriodState.SIGNED_OFF),
        ]


def test_exceptions_are_the_reds_then_the_ambers_by_month_and_reference(contract):
    for kpi, month, value in [
        ("IMT_KPI_01", "2021-07", "92"),
        ("CSC_KPI_01", "2021-07", "75"),
        ("CSC_KPI_01", "2021-06", "75"),
        ("IMT_KPI_01", "2021-05", "89.99"),
        ("CSC_KPI_01", "2021-08", "69.99"),
        ("IMT_KPI_02", "2021-08", "4"),
    ]:
        make_result(kpi_of(contract, kpi), month, value)
    rows = statement_for(contract, Month(2021, 4), AUGUST).exceptions
    assert [(row.status.value, str(row.month), row.kpi) for row in rows] == [
        ("red", "2021-05", "IMT_KPI_01"),
        ("red", "2021-08", "CSC_KPI_01"),
        ("amber", "2021-06", "CSC_KPI_01"),
        ("amber", "2021-07", "CSC_KPI_01"),
        ("amber", "2021-07", "IMT_KPI_01"),
    ]


def test_an_exception_carries_what_it_was_judged_by_and_what_was_said(contract):
    make_result(
        kpi_of(contract), "2021-07", "92.5", comment="Staff were ill.", impact="Slower.", resolution="Hired."
    )
    (row,) = statement_for(contract, JULY, JULY).exceptions
    assert (row.tsl, row.msl, row.value) == (Decimal("95.00"), Decimal("90.00"), Decimal("92.50"))
    assert (str(row.tsl), row.printed_msl, row.printed_value) == ("95.00", "90.00%", "92.50%")
    assert (row.comment, row.impact, row.resolution) == ("Staff were ill.", "Slower.", "Hired.")
    assert row.description == "What IMT_KPI_01 counts"


def test_stored_columns_count_not_the_terms_in_force_today(contract):
    kpi = kpi_of(contract)
    make_result(kpi, "2021-06", "92")
    make_terms(kpi, "2021-06", tsl="80", msl="70")
    (row,) = statement_for(contract, Month(2021, 6), JULY).exceptions
    assert row.tsl == Decimal(95)


def test_results_without_a_value_are_counted_and_are_no_exceptions(contract):
    make_result(kpi_of(contract), "2021-07", outcome=Outcome.NOT_REPORTED)
    make_result(kpi_of(contract, "IMT_KPI_02"), "2021-07", outcome=Outcome.NO_ACTIVITY)
    statement = statement_for(contract, JULY, JULY)
    assert statement.exceptions == ()
    counts = statement.summary[0].counts
    assert (counts.not_reported, counts.awaiting, counts.no_activity) == (2, 1, 1)
    assert (counts.not_due, counts.information, counts.total) == (1, 1, 3)


class TestMitigations:
    def test_a_shortfall_mitigation_lists_only_the_months_it_turned_blue(self, contract):
        kpi = kpi_of(contract)
        make_mitigation(kpi, month_from="2021-04", reason="Why", impact="What", path_to_green="How")
        for month, value in [("2021-04", "92"), ("2021-05", "96"), ("2021-06", "80"), ("2021-07", "80")]:
            make_result(kpi, month, value)
        (row,) = statement_for(contract, Month(2021, 4), JULY).mitigations
        assert (row.reason, row.impact, row.path_to_green) == ("Why", "What", "How")
        assert [(each.kpi, each.printed_months) for each in row.kpis] == [("IMT_KPI_01", "Apr, Jun-Jul")]

    def test_months_outside_the_range_are_left_out(self, contract):
        kpi = kpi_of(contract)
        make_mitigation(kpi, month_from="2021-04", covers=Covers.EVERY)
        for month in ("2021-05", "2021-06", "2021-07"):
            make_result(kpi, month, "99")
        (row,) = statement_for(contract, Month(2021, 6), Month(2021, 6)).mitigations
        assert row.kpis[0].months == (Month(2021, 6),)

    def test_an_agreed_mitigation_without_a_blue_month_is_not_listed(self, contract):
        make_mitigation(kpi_of(contract), month_from="2021-04")
        make_result(kpi_of(contract), "2021-07", "99")
        assert statement_for(contract, JULY, JULY).mitigations == ()

    def test_a_shortfall_mitigation_does_not_claim_what_only_a_suspension_turned_blue(self, contract):
        kpi = kpi_of(contract)
        make_mitigation(kpi, month_from="2021-04", reference="M1", reason="Standing")
        make_mitigation(kpi, month_from="2021-07", reference="M2", covers=Covers.EVERY, reason="Suspended")
        make_result(kpi, "2021-07", outcome=Outcome.NOT_REPORTED)
        make_result(kpi, "2021-06", "80")
        rows = statement_for(contract, Month(2021, 4), JULY).mitigations
        assert [(row.reason, row.kpis[0].printed_months) for row in rows] == [
            ("Standing", "Jun"),
            ("Suspended", "Jul"),
        ]

    def test_they_come_in_the_order_of_their_first_kpi(self, contract):
        make_mitigation(kpi_of(contract, "IMT_KPI_01"), reference="M1", covers=Covers.EVERY)
        make_mitigation(
            kpi_of(contract, "IMT_KPI_02"),
            kpi_of(contract, "CSC_KPI_01"),
            reference="M2",
            covers=Covers.EVERY,
        )
        for kpi in ("IMT_KPI_01", "IMT_KPI_02", "CSC_KPI_01"):
            make_result(kpi_of(contract, kpi), "2021-07", "1")
        rows = statement_for(contract, JULY, JULY).mitigations
        assert [[each.kpi for each in row.kpis] for row in rows] == [
            ["CSC_KPI_01", "IMT_KPI_02"],
            ["IMT_KPI_01"],
        ]

    def test_a_signed_off_blue_month_stays_when_its_mitigation_is_agreed_no_longer(self, contract):
        kpi = kpi_of(contract)
        mitigation = make_mitigation(kpi, month_from="2021-06")
        make_result(kpi, "2021-06", "80")
        mitigation.state = MitigationState.DECLINED
        mitigation.save()
        (row,) = statement_for(contract, Month(2021, 6), JULY).mitigations
        assert (row.reason, row.kpis[0].printed_months) == ("", "Jun")


def test_a_month_without_a_period_is_not_stated(contract):
    statement = statement_for(contract, Month(2021, 6), Month(2022, 3))
    assert [str(row.month) for row in statement.periods] == ["2021-06", "2021-07"]


def test_a_total_that_changes_by_frequency_alone_names_no_kpi(contract):
    change = statement_for(contract, Month(2021, 5), Month(2021, 6)).total_changes[0]
    assert (change.before, change.after, change.joined, change.left) == (3, 4, (), ())


def test_a_statement_cannot_be_changed(contract):
    statement = statement_for(contract, JULY, JULY)
    with pytest.raises(FrozenInstanceError):
        statement.exceptions = ()


@pytest.mark.parametrize(("kpis", "months"), [(3, 12), (30, 12), (3, 108)], ids=["few", "kpis", "months"])
def test_it_takes_15_queries_whatever_the_size(kpis, months, db, django_assert_num_queries):
    contract = make_contract("BIG", end=date(2031, 3, 31), trend_from=Month(2021, 4))
    made = [make_kpi(contract, f"IMT_KPI_{number:02}") for number in range(kpis)]
    first = contract.first_month
    for number in range(months):
        make_period(contract, first + number)
    for kpi in made:
        make_result(kpi, first, "92")
    with django_assert_num_queries(15):
        statement = statement_for(contract, first, first + months)
    assert len(statement.exceptions) == kpis
    assert {row.status for row in statement.exceptions} == {Status.AMBER}
