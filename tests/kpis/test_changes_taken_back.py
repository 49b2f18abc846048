"""Terms that were a mistake: taken back with their history, while no closed month was judged by them."""

from __future__ import annotations

import pytest

from contracts.calculations.months import Month
from contracts.refusals import NotAllowed
from kpis.actions.changes import preview
from kpis.actions.rejudging import differences_of
from kpis.calculations.rag import Status
from kpis.changes.points import Redistribution
from kpis.changes.rules import ClosedMonthsError
from kpis.changes.standing import Standing
from kpis.changes.values import Under
from kpis.changes.withdrawal import Withdrawal, can_be_taken_back
from kpis.models import KpiTerms, Result
from tests.factories import make_result, make_terms
from tests.kpis.changing import AUGUST, JULY, JUNE, NO_NOTICE, kpi_of, made, new_terms, rows_of

FIRST = ("2021-04", 95, 90, 10, "initial")


def taken_back(month: Month = JULY, kpi: str = "IMT_KPI_01") -> Withdrawal:
    return Withdrawal(kpi=kpi, month=month, under=Under(reason="Typed wrong."))


def test_the_terms_of_before_hold_on_and_open_results_are_judged_by_them(contract, administrator):
    result = make_result(kpi_of(contract), "2021-07", "95.5")
    made(contract, new_terms(points="12"), administrator)
    done = made(contract, taken_back(), administrator)
    assert rows_of(contract) == [FIRST]
    assert Result.objects.get(pk=result.pk).status == Status.GREEN
    assert [(row.was, row.now) for row in done.rejudged] == [(Status.AMBER, Status.GREEN)]
    assert done.plan.notes == ("The terms of IMT_KPI_01 from April 2021 hold on instead.",)
    assert [(row.name, row.before, row.after) for row in done.plan.totals][0] == ("IMT", 32, 30)
    assert list(differences_of(contract)) == []


def test_history_keeps_them_and_says_who_took_them_back_and_why(contract, administrator):
    made(contract, new_terms(), administrator)
    made(contract, taken_back(), administrator)
    gone = KpiTerms.history.get(kpi=kpi_of(contract), history_type="-")
    assert (gone.tsl, gone.history_user, gone.history_change_reason) == (
        96,
        administrator,
        "Take back the terms of IMT_KPI_01 from July 2021: Typed wrong.",
    )


def test_a_glide_path_is_taken_back_from_the_month_on(contract, administrator):
    for number, tsl in enumerate(("96", "97", "98")):
        make_terms(kpi_of(contract), f"2021-{7 + number:02}", tsl=tsl, change="glide")
    make_terms(kpi_of(contract), "2021-10", tsl="99", change="revision")
    done = made(contract, taken_back(AUGUST), administrator)
    assert [row[:2] for row in rows_of(contract)] == [("2021-04", 95), ("2021-07", 96), ("2021-10", 99)]
    assert done.plan.notes[1] == "Terms of IMT_KPI_01 that begin in October 2021 or later stand as they are."


@pytest.mark.parametrize(
    ("month", "why"),
    [
        pytest.param(AUGUST, "No terms of IMT_KPI_01 begin in August 2021", id="nothing-begins"),
        pytest.param(Month(2021, 4), "These are the first terms of IMT_KPI_01", id="the-first-terms"),
        pytest.param(Month(2021, 3), "The contract begins in April 2021", id="before-the-contract"),
    ],
)
def test_what_cannot_be_taken_back_is_refused(contract, month, why):
    with pytest.raises(NotAllowed, match=why):
        preview(contract=contract, ask=taken_back(month))


def test_terms_that_judged_a_closed_month_stay(contract):
    make_terms(kpi_of(contract), "2021-06", tsl="97")
    with pytest.raises(ClosedMonthsError, match="Jun 2021"):
        preview(contract=contract, ask=taken_back(JUNE))


def test_points_that_moved_between_kpis_are_not_taken_back_from_one_of_them(contract, administrator):
    make_terms(kpi_of(contract, "IMT_KPI_02"), "2021-07", tsl="3", msl="7", points="22")
    made(contract, Redistribution(kpi="IMT_KPI_01", month=JULY, under=NO_NOTICE), administrator)
    for kpi in ("IMT_KPI_01", "IMT_KPI_02"):
        with pytest.raises(NotAllowed, match=f"concerns more than {kpi} alone"):
            preview(contract=contract, ask=taken_back(kpi=kpi))


def test_only_kpis_with_such_terms_are_offered(contract):
    kpi, other = kpi_of(contract), kpi_of(contract, "IMT_KPI_02")
    make_terms(kpi, "2021-07", tsl="97")
    make_terms(other, "2021-06", tsl="3", msl="7")
    standing = Standing.of(contract)
    assert [can_be_taken_back(standing, each) for each in (kpi, other)] == [True, False]
