"""Repeat failures through time: a result that changes may change what the one after it costs."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contracts.models import CreditTerms
from kpis.actions.open_months import judge_open_months
from kpis.actions.rejudging import differences_of
from kpis.entered import NOTHING
from kpis.judging import Rulebook
from kpis.models import KpiTerms, Result
from kpis.summaries import summarise
from tests.factories import make_contract, make_kpi, make_mitigation, make_period, make_result
from tests.kpis.test_review_money import close, make_credit_terms
from tests.kpis.test_saving import measured, save

OPEN = ("2021-07", "2021-08", "2021-09")


@pytest.fixture
def doubled(contract):
    """The contract where repeats cost double; July, August and September are open and nothing is entered."""
    make_credit_terms(contract, repeat_multiplier=2)
    for month in OPEN[1:]:
        make_period(contract, month)
    summarise(contract, contract.periods.all(), Rulebook.of_contract(contract))
    return contract


@pytest.fixture
def kpi(doubled):
    return doubled.kpis.get(reference="IMT_KPI_01")


def incurred(kpi):
    """What each month's result incurs; those of repeats are marked."""
    rows = Result.objects.filter(kpi=kpi).order_by("month")
    return [f"{row.points_incurred.normalize():f}{'r' if row.is_repeat else ''}" for row in rows]


def enter(kpi, by, month, entered, version=0):
    return save(kpi.contract.periods.get(month=month), by, (kpi, version, entered))


def test_each_failure_after_a_failure_costs_double(doubled, kpi, officer):
    for month in OPEN:
        enter(kpi, officer, month, measured("80", comment="Down"))
    assert incurred(kpi) == ["10", "20r", "20r"]
    assert list(differences_of(doubled)) == []


def test_months_entered_in_any_order_come_out_alike(doubled, kpi, officer):
    for month in ("2021-09", "2021-07", "2021-08"):
        enter(kpi, officer, month, measured("80"))
    assert incurred(kpi) == ["10", "20r", "20r"]
    assert list(differences_of(doubled)) == []


@pytest.mark.parametrize(
    ("entered", "after"),
    [
        pytest.param(measured("96"), ["0", "10", "20r"], id="green"),
        pytest.param(measured("91"), ["5", "20r", "20r"], id="amber-is-a-failure-too"),
        pytest.param(NOTHING, ["10", "20r"], id="cleared"),
    ],
)
def test_a_restated_result_judges_the_repeats_after_it_again(doubled, kpi, officer, entered, after):
    for month in OPEN:
        enter(kpi, officer, month, measured("80"))
    enter(kpi, officer, "2021-07", entered, version=1)
    assert incurred(kpi) == after
    assert list(differences_of(doubled)) == []
    august = Result.objects.get(kpi=kpi, month="2021-08").history.latest()
    if after[-2] == "10":
        assert (august.history_user, august.history_change_reason) == (
            officer,
            "judged again after a change in July 2021",
        )


def test_a_closed_month_in_between_stands_and_the_open_ones_follow_it(doubled, kpi, officer):
    for month in OPEN:
        enter(kpi, officer, month, measured("80"))
    close(doubled, "2021-08")
    enter(kpi, officer, "2021-07", measured("96"), version=1)
    assert incurred(kpi) == ["0", "20r", "20r"]


def test_a_mitigated_month_ends_the_run(doubled, kpi, officer):
    make_mitigation(kpi, month_from="2021-08", month_to="2021-08")
    for month in OPEN:
        enter(kpi, officer, month, measured("80"))
    assert incurred(kpi) == ["10", "0", "10"]


def test_a_quarterly_kpi_repeats_from_quarter_to_quarter(doubled, officer):
    quarterly = doubled.kpis.get(reference="CSC_KPI_02")
    make_result(quarterly, "2021-06", "50")
    enter(quarterly, officer, "2021-09", measured("50"))
    assert incurred(quarterly) == ["15", "30r"]


def test_other_kpis_and_months_before_are_left_alone(doubled, kpi, officer):
    other = doubled.kpis.get(reference="IMT_KPI_02")
    for month in OPEN:
        enter(kpi, officer, month, measured("80"))
        enter(other, officer, month, measured("9"))
    before = Result.history.exclude(kpi=kpi).count()
    of_july = Result.objects.get(kpi=kpi, month="2021-07").history.count()
    enter(kpi, officer, "2021-08", measured("96"), version=1)
    assert (incurred(kpi), incurred(other)) == (["10", "0", "10"], ["20", "40r", "40r"])
    assert Result.history.exclude(kpi=kpi).count() == before
    assert Result.objects.get(kpi=kpi, month="2021-07").history.count() == of_july


def test_queries_do_not_grow_with_kpis_or_months(officer):
    counted = []
    for size in (2, 15):
        contract = make_contract(f"RPT-{size}")
        make_credit_terms(contract, repeat_multiplier=2)
        kpis = [make_kpi(contract, f"IMT_KPI_{number:02}") for number in range(size)]
        for month in range(4, 6 + size // 3):
            for kpi in kpis:
                make_result(kpi, f"2021-{month:02}", "80")
        period = contract.periods.select_related("contract").get(month="2021-04")
        with CaptureQueriesContext(connection) as queries:
            save(period, officer, *((kpi, 1, measured("96")) for kpi in kpis))
        counted.append(len(queries))
        assert list(differences_of(contract)) == []
    assert counted[0] == counted[1]
    assert CreditTerms.objects.filter(contract__reference__startswith="RPT").count() == 2


def test_a_month_is_judged_in_as_many_queries_however_many_kpis_it_has(officer):
    """Left to itself Django sends SQLite 999 values at a time, 40 histories in two statements."""
    counted = []
    for size in (2, 40):
        contract = make_contract(f"JDG-{size}")
        make_credit_terms(contract, repeat_multiplier=2)
        for number in range(size):
            make_result(make_kpi(contract, f"IMT_KPI_{number:02}"), "2021-05", "80")
        KpiTerms._base_manager.filter(kpi__contract=contract).update(points=7)
        with CaptureQueriesContext(connection) as queries:
            judged = judge_open_months(contract=contract, by=officer, reason="Other weights")
        assert len(judged) == size
        counted.append(len(queries))
    assert counted[0] == counted[1]
