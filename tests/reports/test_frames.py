"""The record as pandas frames: their columns, types, units and gaps."""

from __future__ import annotations

import pandas as pd
import pytest

from contracts.calculations.months import Month
from kpis.calculations.rag import Outcome
from reports.frames import results_frame, trends_frame, values_frame
from tests.factories import make_kpi, make_mitigation, make_result

TYPES = {
    "kpi": "category",
    "area": "category",
    "month": "period[M]",
    "outcome": "category",
    "value": "float64",
    "unit": "category",
    "better": "category",
    "tsl": "float64",
    "msl": "float64",
    "status": "category",
    "underlying_status": "category",
    "points": "float64",
    "points_incurred": "float64",
    "is_repeat": "bool",
    "in_service": "bool",
}


@pytest.fixture
def recorded(contract):
    """Three KPIs: one with a gap of each kind, one mitigated, one out of service for one of its months."""
    first, second = (contract.kpis.get(reference=f"IMT_KPI_0{number}") for number in (1, 2))
    make_result(first, "2021-04", numerator="193", denominator="200")
    make_result(first, "2021-06", outcome=Outcome.NO_ACTIVITY)
    make_result(first, "2021-07", "97")
    make_mitigation(second, month_from="2021-07")
    make_result(second, "2021-07", "9")
    late = make_kpi(contract, "CSC_KPI_09", in_service_from="2021-07", tsl=None, msl=None, points=None)
    make_result(late, "2021-06", "1")
    make_result(late, "2021-07", "2")
    return contract


class TestResults:
    def test_the_columns_have_the_promised_types(self, recorded):
        frame = results_frame(recorded)
        assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == TYPES
        assert list(frame.columns) == list(TYPES)
        assert isinstance(frame.index, pd.RangeIndex)

    def test_a_frame_without_rows_has_them_too(self, contract):
        frame = results_frame(contract)
        assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == TYPES
        assert len(frame) == 0

    def test_rows_stand_by_area_kpi_and_month(self, recorded):
        frame = results_frame(recorded)
        assert [(row.area, row.kpi, str(row.month)) for row in frame.itertuples()] == [
            *(("IMT", "IMT_KPI_01", month) for month in ("2021-04", "2021-06", "2021-07")),
            ("IMT", "IMT_KPI_02", "2021-07"),
            *(("CSC", "CSC_KPI_09", month) for month in ("2021-06", "2021-07")),
        ]

    def test_a_result_is_told_as_it_was_judged(self, recorded):
        row = results_frame(recorded).iloc[0]
        assert (row.value, row.unit, row.tsl, row.msl, row.points) == (96.5, "percent", 95.0, 90.0, 10.0)
        assert (row.outcome, row.status, row.points_incurred, row.is_repeat) == (
            "measured",
            "green",
            0,
            False,
        )

    def test_what_was_not_measured_is_a_gap_and_not_zero(self, recorded):
        row = results_frame(recorded).iloc[1]
        assert pd.isna(row.value)
        assert (row.outcome, row.status) == ("no_activity", "no_activity")

    def test_the_status_under_a_mitigation_stays_visible(self, recorded):
        row = results_frame(recorded).iloc[3]
        assert (row.status, row.underlying_status) == ("blue", "red")

    def test_without_levels_there_are_gaps(self, recorded):
        row = results_frame(recorded).iloc[5]
        assert row[["tsl", "msl", "points"]].isna().all()

    def test_whether_the_kpi_was_in_service_is_said(self, recorded):
        kpi = recorded.kpis.get(reference="IMT_KPI_02")
        kpi.in_service_to = Month(2021, 6)
        kpi.save()
        assert list(results_frame(recorded)["in_service"]) == [True, True, True, False, False, True]

    @pytest.mark.parametrize(
        ("first", "last", "months"),
        [
            (None, None, ["2021-04", "2021-06", "2021-07"]),
            (Month(2021, 6), None, ["2021-06", "2021-07"]),
            (None, Month(2021, 6), ["2021-04", "2021-06"]),
            (Month(2021, 5), Month(2021, 5), []),
        ],
    )
    def test_a_range_includes_both_its_ends(self, first, last, months, recorded):
        found = results_frame(recorded, first, last)
        assert sorted({str(month) for month in found["month"]}) == months

    def test_other_contracts_stay_out_of_it_and_it_takes_one_query(
        self, recorded, other_contract, django_assert_num_queries
    ):
        make_result(other_contract.kpis.get(), "2021-07", "99")
        with django_assert_num_queries(1):
            frame = results_frame(recorded)
        assert len(frame) == 6


class TestValues:
    def test_kpis_stand_side_by_side_with_every_month_between(self, recorded):
        frame = values_frame(recorded)
        assert [str(month) for month in frame.index] == ["2021-04", "2021-05", "2021-06", "2021-07"]
        assert (frame.index.name, frame.columns.name) == ("month", "kpi")
        assert list(frame.columns) == ["IMT_KPI_01", "IMT_KPI_02", "CSC_KPI_09"]
        assert set(map(str, frame.dtypes)) == {"float64"}

    def test_gaps_are_gaps_whatever_their_reason(self, recorded):
        frame = values_frame(recorded)
        shown = frame.astype("object").where(frame.notna(), None)
        assert list(shown["IMT_KPI_01"]) == [96.5, None, None, 97.0]
        assert list(shown["CSC_KPI_09"]) == [None, None, None, 2.0]

    def test_without_results_it_is_empty(self, contract):
        assert values_frame(contract).shape == (0, 0)

    def test_of_lincolnshire_there_are_81_months_of_40_kpis(self, lincolnshire):
        frame = values_frame(lincolnshire)
        assert frame.shape == (81, 40)
        assert frame.loc["2021-12", "IMT_KPI_01"] == 97.72


class TestTrends:
    def test_each_kpi_has_a_row_with_its_lines(self, lincolnshire):
        frame = trends_frame(lincolnshire)
        figures = values_frame(lincolnshire)["IMT_KPI_01"]
        assert frame.index.name == "kpi"
        assert len(frame) == 39  # one of the forty has never been measured
        assert frame.loc["IMT_KPI_01", "points"] == figures.notna().sum()
        assert frame.loc["IMT_KPI_01", "mean"] == pytest.approx(figures.mean())

    def test_its_columns_have_the_promised_types(self, recorded):
        frame = trends_frame(recorded)
        assert list(frame.columns) == ["points", "mean", "lower", "upper", "is_provisional", "cause", "mark"]
        assert frame["is_provisional"].all()
        assert frame.loc["CSC_KPI_09", "points"] == 1
        assert frame.loc[["CSC_KPI_09"], ["mean", "lower", "upper"]].isna().all(axis=None)

    def test_a_latest_value_far_off_is_told(self, contract):
        kpi = contract.kpis.get(reference="IMT_KPI_01")
        months = ["2021-04", "2021-05", "2021-06", "2021-07", "2021-08", "2021-09", "2021-10"]
        for month, value in zip(months, ["97", "97.1", "97", "97.1", "97", "97.1", "90"], strict=True):
            make_result(kpi, month, value)
        row = trends_frame(contract).loc["IMT_KPI_01"]
        assert (row["cause"], row["mark"]) == ("outside_limits", "concern")

    def test_without_results_it_is_empty(self, contract):
        assert len(trends_frame(contract)) == 0
