"""After an upgrade: closed months that were judged before points and credits were kept."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kpis.actions.filling import REASON, fill_unpriced
from kpis.actions.rejudging import differences_of
from kpis.models import PeriodSummary, Result, ServiceCredit
from tests.factories import make_result
from tests.kpis.test_rejudge import said
from tests.kpis.test_review_money import make_credit_terms, pay

KEPT = ("status", "underlying_status", "value", "tsl", "msl", "points", "version", "entered_by")


@pytest.fixture
def upgraded(contract):
    """April to June signed off and July open, KPI 1 failing in each, as an earlier version left them."""
    make_credit_terms(contract, repeat_multiplier=2)
    for month in ("2021-04", "2021-05", "2021-06", "2021-07"):
        pay(contract, "IMT", month, "50000")
        make_result(contract.kpis.get(reference="IMT_KPI_01"), month, "80")
    forget_prices(contract)
    return contract


def forget_prices(contract):
    Result._base_manager.filter(contract=contract).update(points_incurred=0, is_repeat=False, severity="")
    PeriodSummary._base_manager.filter(contract=contract).update(points=0, credit=0)
    ServiceCredit._base_manager.filter(contract=contract).delete()


def judged(contract):
    return list(Result.objects.filter(contract=contract).order_by("pk").values(*KEPT))


def incurred(contract):
    rows = Result.objects.filter(contract=contract).order_by("month")
    return [(str(row.month), row.points_incurred, row.is_repeat) for row in rows]


def test_closed_months_get_their_points_and_credits(upgraded, administrator):
    before = judged(upgraded)
    counts = list(PeriodSummary.objects.filter(contract=upgraded).order_by("month").values("red", "awaiting"))
    filled = fill_unpriced(contract=upgraded, by=administrator)
    assert [str(month) for month in filled] == ["2021-04", "2021-05", "2021-06"]
    assert incurred(upgraded) == [
        ("2021-04", 10, False),
        ("2021-05", 20, True),
        ("2021-06", 20, True),
        ("2021-07", 0, False),
    ]
    summaries = PeriodSummary.objects.filter(contract=upgraded).order_by("month")
    assert [summary.credit for summary in summaries] == [1000, 2000, 2000, 0]
    assert list(summaries.values("red", "awaiting")) == counts
    assert judged(upgraded) == before
    newest = Result.objects.get(contract=upgraded, month="2021-05").history.latest()
    assert (newest.history_user, newest.history_change_reason) == (administrator, REASON)


def test_it_happens_once(upgraded):
    fill_unpriced(contract=upgraded)
    credits = list(ServiceCredit.objects.filter(contract=upgraded).values())
    terms = upgraded.credit_terms.get()
    terms.credit_per_point = 1
    terms.save()
    assert fill_unpriced(contract=upgraded) == []
    assert list(ServiceCredit.objects.filter(contract=upgraded).values()) == credits


def test_what_was_judged_by_other_terms_stands_and_is_priced_by_them(upgraded):
    """The weight that the result was judged by counts, not the terms as somebody left them since."""
    Result._base_manager.filter(contract=upgraded, month="2021-04").update(points=4, status="amber")
    fill_unpriced(contract=upgraded)
    april = Result.objects.get(contract=upgraded, month="2021-04")
    assert (april.status, april.points, april.points_incurred) == ("amber", 4, 2)


def test_a_contract_without_credit_terms_has_nothing_to_fill_in(contract):
    make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-04", "80")
    assert fill_unpriced(contract=contract) == []


def test_the_command_fills_closed_months_and_mends_open_ones(upgraded):
    text = said("TST-1", fill=True)
    assert text.startswith("TST-1 2021-04: points and credits filled in\nTST-1 2021-05: points")
    assert "TST-1 IMT_KPI_01 2021-07 points_incurred: stored 0, derived 20: mended\n" in text
    assert list(differences_of(upgraded)) == []
    assert said("TST-1", fill=True) == "Stored equals derived.\n"


def test_lincolnshire_comes_out_as_if_it_had_been_loaded_today(lincolnshire):
    before = list(
        ServiceCredit.objects.filter(contract=lincolnshire).order_by("period", "service_area").values()
    )
    forget_prices(lincolnshire)
    fill_unpriced(contract=lincolnshire)
    after = ServiceCredit.objects.filter(contract=lincolnshire).order_by("period", "service_area").values()
    assert [{**row, "id": 0} for row in after] == [{**row, "id": 0} for row in before]
    assert sum(row["points"] for row in before) > Decimal(0)
    assert list(differences_of(lincolnshire)) == []
