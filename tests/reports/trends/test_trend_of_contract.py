"""The green trend of a contract, from its rows to what statements and pages show."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from contracts.calculations.months import Month
from kpis.models import Result
from reports.export import as_data
from reports.statements import statement_for
from reports.trends.of_contract import trend_of_contract
from reports.trends.words import forecast_sentence, reserve_sentence, share_sentence
from tests.reports.trends.tracking import APRIL, DECEMBER, JUNE, result_of, tracked_contract

JANUARY = Month(2021, 1)


@pytest.fixture
def tracked(db):
    return tracked_contract()


@pytest.fixture
def row(tracked):
    return trend_of_contract(tracked, JUNE, DECEMBER)


def test_the_kpis_behind_each_number_are_known_in_the_order_of_the_contract(row):
    assert row.improving_kpis == ("IMT_KPI_01",)
    assert row.stable_kpis == ("IMT_KPI_03", "CSC_KPI_01")
    assert row.deteriorating_kpis == ("IMT_KPI_02", "CSC_KPI_02")
    assert (row.tracked, row.improving, row.stable, row.deteriorating) == (5, 1, 2, 2)
    assert row.stable_or_improving_percent == Decimal(60)


def test_it_is_told_how_it_was_at_the_previous_report(row):
    assert (row.as_at, row.previous.as_at, row.previous.previous) == (JUNE, DECEMBER, None)
    assert row.previous.tracked == 5
    assert row.previous.deteriorating_kpis == ("CSC_KPI_02",)
    assert row.no_longer_tracked == ("IMT_KPI_04",)


def test_a_line_through_few_green_months_is_told_apart(row):
    assert [(each.kpi, str(each.month)) for each in row.failing_before_end] == [
        ("CSC_KPI_01", "2021-12"),
        ("CSC_KPI_02", "2024-02"),
    ]
    assert [each.kpi for each in row.expected_to_fail] == ["CSC_KPI_02"]
    assert [each.kpi for each in row.perhaps_failing] == ["CSC_KPI_01"]
    assert row.provisional_kpis == ("CSC_KPI_01",)


def test_what_is_not_green_counts_for_nothing(tracked):
    result = result_of("IMT_KPI_02", JUNE)
    result.status = "blue"
    result.save()

    row = trend_of_contract(tracked, JUNE, DECEMBER)
    assert "IMT_KPI_02" in row.stable_kpis
    assert {each.kpi: each.month for each in row.kpis}["IMT_KPI_02"] == Month(2021, 5)


@pytest.mark.parametrize(
    ("trend_from", "as_at"),
    [
        pytest.param(None, JUNE, id="it-is-not-tracked"),
        pytest.param(Month(2021, 7), JUNE, id="tracking-begins-the-month-after"),
    ],
)
def test_without_tracking_there_is_no_trend_and_nothing_is_asked(
    trend_from, as_at, tracked, django_assert_num_queries
):
    tracked.trend_from = trend_from
    with django_assert_num_queries(1):  # The KPIs.
        assert trend_of_contract(tracked, as_at, DECEMBER) is None
    assert as_data(statement_for(tracked, JANUARY, JUNE))["trend"] is None


def test_without_a_green_month_there_is_no_trend(tracked):
    for result in Result.objects.filter(contract=tracked):
        result.status = "amber"
        result.save()
    assert trend_of_contract(tracked, JUNE, DECEMBER) is None


def test_before_tracking_began_there_was_nothing_to_compare_with(tracked):
    tracked.trend_from = JANUARY
    row = trend_of_contract(tracked, JUNE, DECEMBER)
    assert (row.previous, row.no_longer_tracked) == (None, ())


class TestStatement:
    def test_it_is_as_at_the_last_month_and_compared_with_the_month_before_the_first(self, tracked):
        trend = statement_for(tracked, JANUARY, JUNE).trend
        assert (trend.as_at, trend.previous.as_at) == (JUNE, DECEMBER)

    def test_it_is_compared_with_the_last_month_of_the_report_before_where_that_is_given(self, tracked):
        trend = statement_for(tracked, JANUARY, JUNE, previous=APRIL).trend
        assert (trend.as_at, trend.previous.as_at) == (JUNE, APRIL)

    def test_its_data_have_the_documented_keys_in_the_documented_order(self, tracked):
        trend = json.loads(json.dumps(as_data(statement_for(tracked, JANUARY, JUNE))["trend"]))
        numbers = ["as_at", "tracked", "improving", "stable", "deteriorating", "stable_or_improving_percent"]
        assert list(trend) == [
            *numbers,
            *("previous", "failing_before_end", "provisional", "no_longer_tracked"),
        ]
        assert list(trend["previous"]) == [*numbers, "failing_before_end", "provisional"]
        assert (trend["as_at"], trend["stable_or_improving_percent"]) == ("2021-06", "60")
        assert trend["failing_before_end"][0] == {"kpi": "CSC_KPI_01", "month": "2021-12"}
        assert trend["provisional"] == ["CSC_KPI_01"]
        assert trend["no_longer_tracked"] == ["IMT_KPI_04"]

    def test_lincolnshire_is_told_as_of_its_report(self, lincolnshire):
        """As at November 2021 with July 2021 before, as section 7 of the report of 27 January 2022 has it."""
        trend = statement_for(lincolnshire, Month(2021, 8), Month(2021, 11)).trend
        assert (str(trend.as_at), str(trend.previous.as_at)) == ("2021-11", "2021-07")
        assert trend.trend_from == Month(2018, 4)
        assert trend.expected_to_fail == ()


class TestWords:
    def test_the_share_now_stands_beside_the_share_before(self, row):
        assert share_sentence(row) == (
            "60% of the 5 KPIs tracked were stable or improving as at June 2021, "
            "against 80% of 5 as at December 2020"
        )

    def test_without_a_share_before_only_that_of_now_is_told(self, row):
        assert share_sentence(row.previous) == (
            "80% of the 5 KPIs tracked were stable or improving as at December 2020"
        )

    def test_kpis_on_course_to_miss_their_target_are_named(self, row):
        assert forecast_sentence(row, Month(2024, 3)) == (
            "CSC_KPI_02 is on course to miss its target before the contract ends in March 2024"
        )
        assert reserve_sentence(row) == "CSC_KPI_01 may be, but has too few green months to say"

    def test_that_none_is_is_said(self, tracked):
        tracked.trend_from = Month(2021, 5)
        row = trend_of_contract(tracked, Month(2021, 5), DECEMBER)
        assert forecast_sentence(row, Month(2024, 3)) == (
            "No KPI is on course to miss its target before the contract ends in March 2024"
        )
        assert reserve_sentence(row) == ""
