"""Credit terms, tiers, suspensions and payments in the Django admin: open months are priced again at once,
closed ones stand."""

from __future__ import annotations

import pytest

from contracts.models import CreditSuspension, CreditTerms, CreditTier, ServicePayment
from kpis.actions.rejudging import differences_of
from kpis.judging import Rulebook
from kpis.models import ServiceCredit
from kpis.summaries import summarise
from tests.factories import make_period, make_result
from tests.kpis.test_review_money import make_credit_terms, pay
from tests.support.admin_pages import address, errors_of, save_page

NO_TIERS = {"tiers-TOTAL_FORMS": "0", "tiers-INITIAL_FORMS": "0"}
TERMS = {
    "regime": "shares",
    "amber_share": "0.5",
    "red_share": "1",
    "pricing": "flat",
    "credit_per_point": "200",
    "cap_percent": "10",
    **NO_TIERS,
}
CLOSED = "which is submitted or signed off"


@pytest.fixture
def terms(contract):
    """£100 a point since April; KPI 1 red in June, which is signed off, and in July, which is open."""
    terms = make_credit_terms(contract)
    for month in ("2021-06", "2021-07"):
        pay(contract, "IMT", month, "100000")
        make_result(contract.kpis.get(reference="IMT_KPI_01"), month, "80")
    summarise(contract, contract.periods.all(), Rulebook.of_contract(contract))
    return terms


@pytest.fixture
def area(contract):
    return contract.service_areas.get(code="IMT")


def payable(contract):
    """What the area IMT costs in June and July, if all that is stored is as the rules derive it."""
    assert list(differences_of(contract)) == []
    rows = ServiceCredit.objects.filter(contract=contract, service_area__code="IMT", month__gte="2021-06")
    return [row.payable for row in rows.order_by("month")]


# Credit terms.


def test_new_terms_price_the_open_months_at_once(root, contract, terms):
    page = save_page(root, CreditTerms, contract=contract.pk, effective_from="2021-07", **TERMS)
    assert page.status_code == 302
    assert payable(contract) == [1000, 2000]


@pytest.mark.parametrize("month", ["2021-04", "2021-06"])
def test_terms_that_would_price_a_closed_month_are_refused_naming_it(month, root, contract):
    page = save_page(root, CreditTerms, contract=contract.pk, effective_from=month, **TERMS)
    assert "submitted or signed off" in errors_of(page)
    assert not contract.credit_terms.exists()


def test_terms_that_priced_a_closed_month_are_only_looked_at(root, contract, terms):
    page = save_page(root, CreditTerms, terms, credit_per_point="500")
    assert page.status_code == 403
    assert root.post(address(CreditTerms, "delete", terms.pk), {"post": "yes"}).status_code == 403
    assert payable(contract) == [1000, 1000]


def test_a_ratchet_is_saved_with_its_tiers(root, contract, terms):
    tiers = {
        "tiers-TOTAL_FORMS": "1",
        "tiers-INITIAL_FORMS": "0",
        "tiers-0-above": "4",
        "tiers-0-multiplier": "2",
    }
    typed = {**TERMS, **tiers, "pricing": "ratchet"}
    save_page(root, CreditTerms, contract=contract.pk, effective_from="2021-07", **typed)
    assert CreditTier.objects.get(credit_terms__contract=contract).above == 4
    assert payable(contract) == [1000, 2400]


@pytest.mark.parametrize(
    ("pricing", "tiers", "said"),
    [
        pytest.param("ratchet", NO_TIERS, "A ratchet needs tiers", id="ratchet-without"),
        pytest.param(
            "flat",
            {"tiers-TOTAL_FORMS": "1", "tiers-0-above": "4", "tiers-0-multiplier": "2"},
            "Only a ratchet has tiers",
            id="flat-with",
        ),
    ],
)
def test_only_a_ratchet_has_tiers(pricing, tiers, said, root, contract, terms):
    typed = {**TERMS, **tiers, "pricing": pricing}
    page = save_page(root, CreditTerms, contract=contract.pk, effective_from="2021-07", **typed)
    assert said in page.content.decode()
    assert payable(contract) == [1000, 1000]


# Suspensions.


def test_a_suspension_of_open_months_leaves_nothing_payable(root, contract, terms):
    page = save_page(root, CreditSuspension, contract=contract.pk, month_from="2021-07", reason="A flood")
    assert page.status_code == 302
    assert payable(contract) == [1000, 0]


@pytest.mark.parametrize(("first", "last"), [("2021-06", ""), ("2021-04", "2021-06")])
def test_a_closed_month_is_not_suspended(first, last, root, contract, terms):
    page = save_page(
        root, CreditSuspension, contract=contract.pk, month_from=first, month_to=last, reason="A flood"
    )
    assert "submitted or signed off" in errors_of(page)
    assert payable(contract) == [1000, 1000]


def test_a_suspension_is_ended_after_the_closed_months_it_covers(root, contract, terms):
    suspension = contract.credit_suspensions.create(month_from="2021-06", reason="A flood")
    summarise(contract, contract.periods.all(), Rulebook.of_contract(contract))
    assert save_page(root, CreditSuspension, suspension, month_to="2021-06").status_code == 302
    assert payable(contract) == [0, 1000]
    assert root.post(address(CreditSuspension, "delete", suspension.pk), {"post": "yes"}).status_code == 403


# Payments.


def test_a_payment_prices_its_month_at_once(root, contract, terms, area):
    payment = ServicePayment.objects.get(service_area=area, month="2021-07")
    assert save_page(root, ServicePayment, payment, amount="5000").status_code == 302
    assert payable(contract) == [1000, 500]
    assert root.post(address(ServicePayment, "delete", payment.pk), {"post": "yes"}).status_code == 302
    assert payable(contract) == [1000, None]


def test_the_payment_of_a_closed_month_stands(root, contract, terms, area):
    payment = ServicePayment.objects.get(service_area=area, month="2021-06")
    assert save_page(root, ServicePayment, payment, amount="5000").status_code == 403
    assert root.post(address(ServicePayment, "delete", payment.pk), {"post": "yes"}).status_code == 403
    page = save_page(root, ServicePayment, service_area=area.pk, month="2021-05", amount="5000")
    assert f"This would change May 2021, {CLOSED}" in errors_of(page)
    assert payable(contract) == [1000, 1000]


def test_a_payment_of_a_month_to_come_may_be_recorded(root, contract, terms, area):
    page = save_page(root, ServicePayment, service_area=area.pk, month="2021-08", amount="5000")
    assert page.status_code == 302
    make_period(contract, "2021-08")
    assert list(differences_of(contract)) == []
