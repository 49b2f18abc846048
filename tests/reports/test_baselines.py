"""What is said of a KPI beside what was before the contract, and since it began."""

import pytest

from contracts.calculations.months import Month
from reports.baselines import baseline_rows, load_firsts, with_baselines
from reports.statements import load_periods, load_record
from tests.factories import make_kpi, make_result


def rows_of(contract, last, *, first=None, firsts=True):
    record = load_record(contract, load_periods(contract), first or last, last)
    return {row.kpi: row for row in baseline_rows(record, last, load_firsts(contract) if firsts else None)}


class TestBarnet:
    """May 2014, as the briefing of June 2014 tells it."""

    @pytest.fixture
    def rows(self, barnet):
        return rows_of(barnet, Month(2014, 5))

    def test_a_rate_stands_beside_what_was_before(self, rows):
        assert rows["CS_01"].comparison == "97.0% in May 2014; 90.0% before the contract"
        assert rows["CS_01"].verdict == "Better"

    def test_a_volume_is_neither_better_nor_worse(self, rows):
        assert rows["CS_02"].comparison == "80,900 in May 2014; 70,000 before the contract"
        assert rows["CS_02"].verdict == "Higher"
        assert rows["CS_02"].trajectory == "Up 4,700 since September 2013 (76,200)"

    def test_a_baseline_known_only_in_words_is_said_in_words(self, rows):
        assert rows["REV_01"].comparison == (
            "8 days in May 2014; before the contract: well above today's figure; not printed"
        )
        assert rows["REV_01"].verdict == ""

    def test_the_trajectory_is_told_since_the_first_month(self, rows):
        assert rows["CS_01"].trajectory == ("Up 6.0 percentage points since September 2013 (91.0%): better")
        assert rows["REV_01"].trajectory == "Down 6 days since September 2013 (14 days): better"

    def test_the_first_figures_are_read_in_one_query(self, barnet, django_assert_num_queries):
        with django_assert_num_queries(1):
            load_firsts(barnet)


@pytest.fixture
def kpi(contract):
    return make_kpi(contract, "IMT_KPI_09", decimals=1, baseline="96.0")


def test_a_month_without_a_figure_shows_the_last_one_loaded(contract, kpi):
    make_result(kpi, "2021-05", value="95.5")
    row = rows_of(contract, Month(2021, 6), first=Month(2021, 4))[kpi.reference]
    assert (row.latest.month, row.comparison, row.verdict) == (
        Month(2021, 5),
        "95.5% in May 2021; 96.0% before the contract",
        "Worse",
    )


def test_the_first_month_itself_has_no_trajectory(contract, kpi):
    make_result(kpi, "2021-05", value="95.5")
    row = rows_of(contract, Month(2021, 5))[kpi.reference]
    assert (row.first, row.trajectory) == (None, "")


def test_a_figure_that_came_back_is_the_same(contract, kpi):
    make_result(kpi, "2021-04", value="95.5")
    make_result(kpi, "2021-05", value="97.0")
    make_result(kpi, "2021-06", value="95.5")
    assert rows_of(contract, Month(2021, 6))[kpi.reference].trajectory == "The same since April 2021 (95.5%)"


def test_a_kpi_out_of_service_or_without_a_figure_is_left_out(contract, kpi):
    make_result(kpi, "2021-05", value="95.5")
    kpi.in_service_to = Month(2021, 5)
    kpi.save()
    assert kpi.reference in rows_of(contract, Month(2021, 5))
    assert kpi.reference not in rows_of(contract, Month(2021, 6), first=Month(2021, 4))
    assert kpi.reference not in rows_of(contract, Month(2021, 4))


def test_only_kpis_with_something_before_the_contract_are_compared_with_it(contract, kpi):
    other = make_kpi(contract, "IMT_KPI_10")
    for each in (kpi, other):
        make_result(each, "2021-05", value="95.5")
    rows = rows_of(contract, Month(2021, 5)).values()
    assert [row.kpi for row in with_baselines(rows) if row.kpi in (kpi.reference, other.reference)] == [
        kpi.reference
    ]
