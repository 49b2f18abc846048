"""Suspending service credits, ending that and taking it back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse

from contracts.calculations.months import Month
from contracts.models import CreditSuspension
from contracts.refusals import NotAllowed
from kpis.actions.rejudging import differences_of
from kpis.actions.suspensions import end_suspension, suspend_credits, withdraw_suspension
from kpis.models import ServiceCredit
from tests.factories import make_period, make_result
from tests.kpis.crediting import make_credit_terms, make_payment, who_and_why
from tests.kpis.sheets import held, text_of

JUNE, JULY, AUGUST, SEPTEMBER = (Month(2021, number) for number in (6, 7, 8, 9))


@pytest.fixture
def terms(contract):
    """A red of IMT in July, which is open: 10 points, £4,500 of which the cap leaves £2,000."""
    terms = make_credit_terms(contract)
    make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-07", "80")
    make_payment(contract, "IMT", "2021-07", "20000")
    return terms


@pytest.fixture
def july(contract, terms, administrator):
    """Suspended from July 2021 until it is ended."""
    return suspend(contract, administrator)


def suspend(contract, by, first=JULY, last=None, reason="A flood"):
    return suspend_credits(contract=contract, month_from=first, month_to=last, reason=reason, by=by)


def payable(contract, month: str = "2021-07") -> tuple[Decimal, Decimal, bool]:
    """What IMT incurred in a month, what is payable of it, and whether credits are suspended."""
    row = ServiceCredit.objects.get(contract=contract, month=month, service_area__code="IMT")
    return row.points, row.payable, row.is_suspended


def test_points_stay_and_nothing_is_payable(contract, terms, administrator):
    assert payable(contract) == (10, 2000, False)
    suspension = suspend(contract, administrator)
    assert payable(contract) == (10, 0, True)
    assert who_and_why(suspension) == (administrator, "A flood")
    assert not list(differences_of(contract))


@pytest.mark.parametrize(
    ("first", "last", "refusal"),
    [
        pytest.param(JUNE, None, "Jun 2021, which is submitted or signed off", id="a-closed-month"),
        pytest.param(AUGUST, JULY, "The last month cannot come before the first", id="backwards"),
        pytest.param(Month(2021, 3), None, "The contract runs from April 2021", id="before-the-contract"),
        pytest.param(Month(2024, 4), None, "The contract runs from April 2021", id="after-the-contract"),
        pytest.param(
            JULY, Month(2024, 4), "The contract runs from April 2021", id="until-after-the-contract"
        ),
    ],
)
def test_months_that_cannot_be_suspended(contract, terms, administrator, first, last, refusal):
    with pytest.raises(NotAllowed, match=refusal):
        suspend(contract, administrator, first, last)
    assert not contract.credit_suspensions.exists()


@pytest.mark.parametrize(
    ("first", "last", "overlaps"),
    [
        pytest.param(JULY, JULY, False, id="ends-before-it"),
        pytest.param(JULY, AUGUST, True, id="ends-in-its-first-month"),
        pytest.param(SEPTEMBER, None, True, id="begins-in-its-last-month"),
        pytest.param(SEPTEMBER + 1, None, False, id="begins-after-it"),
        pytest.param(JULY, None, True, id="around-it"),
    ],
)
def test_suspensions_do_not_overlap(contract, terms, administrator, first, last, overlaps):
    suspend(contract, administrator, AUGUST, SEPTEMBER)
    if overlaps:
        with pytest.raises(NotAllowed, match="already from August 2021 until September 2021"):
            suspend(contract, administrator, first, last)
    else:
        suspend(contract, administrator, first, last)
    assert contract.credit_suspensions.count() == (1 if overlaps else 2)


def test_ending_it_makes_credits_payable_again(contract, july, administrator):
    make_period(contract, "2021-08")
    make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-08", "80")
    make_payment(contract, "IMT", "2021-08", "20000")
    assert payable(contract, "2021-08") == (10, 0, True)
    end_suspension(suspension=july, month_to=JULY, reason="The water is gone", by=administrator)
    assert (payable(contract), payable(contract, "2021-08")) == ((10, 0, True), (10, 2000, False))
    assert who_and_why(july) == (administrator, "The water is gone")


@pytest.mark.parametrize(
    ("month", "refusal"),
    [
        pytest.param(JUNE, "begins in July 2021: it cannot end before that", id="before-it-begins"),
        pytest.param(AUGUST, "ends in August 2021 already", id="when-it-ends-already"),
        pytest.param(SEPTEMBER + 2, "Credits are suspended already from October 2021", id="into-another"),
        pytest.param(Month(2024, 4), "The contract runs from April 2021", id="after-the-contract"),
        pytest.param(Month(9999, 12), "The contract runs from April 2021", id="in-the-last-month-of-all"),
    ],
)
def test_when_a_suspension_cannot_end(contract, july, administrator, month, refusal):
    end_suspension(suspension=july, month_to=AUGUST, reason="Dry by then", by=administrator)
    suspend(contract, administrator, SEPTEMBER + 1)
    with pytest.raises(NotAllowed, match=refusal):
        end_suspension(suspension=july, month_to=month, reason="On second thoughts", by=administrator)
    assert CreditSuspension.objects.get(pk=july.pk).month_to == AUGUST


def test_closed_months_stay_suspended_or_not(contract, administrator):
    covid = CreditSuspension.objects.create(contract=contract, month_from=Month(2021, 4), reason="Covid-19")
    with pytest.raises(NotAllowed, match="Jun 2021, which is submitted"):
        end_suspension(suspension=covid, month_to=Month(2021, 5), reason="Sooner", by=administrator)
    end_suspension(suspension=covid, month_to=JUNE, reason="As agreed", by=administrator)
    with pytest.raises(NotAllowed, match="Apr-Jun 2021"):
        withdraw_suspension(suspension=covid, reason="A mistake", by=administrator)


def test_withdrawing_it_leaves_no_trace_in_the_credits(contract, july, administrator):
    withdraw_suspension(suspension=july, reason="Wrong contract", by=administrator)
    assert payable(contract) == (10, 2000, False)
    gone = CreditSuspension.history.filter(history_type="-").latest()
    assert (gone.history_user, gone.history_change_reason) == (administrator, "Wrong contract")


@pytest.mark.parametrize("reason", ["", "  "], ids=["empty", "blank"])
@pytest.mark.parametrize(
    "step",
    [
        pytest.param(lambda row, why, by: suspend(row.contract, by, Month(2022, 1), None, why), id="suspend"),
        pytest.param(
            lambda row, why, by: end_suspension(suspension=row, month_to=JULY, reason=why, by=by), id="end"
        ),
        pytest.param(
            lambda row, why, by: withdraw_suspension(suspension=row, reason=why, by=by), id="withdraw"
        ),
    ],
)
def test_every_step_wants_a_reason(contract, terms, administrator, step, reason):
    row = suspend(contract, administrator, JULY, AUGUST)
    with pytest.raises(NotAllowed, match="Say why"):
        step(row, reason, administrator)
    assert [each.month_to for each in contract.credit_suspensions.all()] == [AUGUST]


class TestThePages:
    @pytest.fixture
    def visitor(self, administrator, client_of):
        return client_of(administrator)

    @staticmethod
    def address(contract, name: str, *more: int) -> str:
        return reverse(name, args=[contract.reference, *more])

    def test_everyone_reads_them(self, contract, july, member, client_of):
        text = text_of(client_of(member).get(self.address(contract, "credit_terms")))
        assert "July 2021 Until it is ended A flood" in text
        assert "End it" not in text

    def test_suspending(self, contract, terms, visitor):
        typed = {"month_from": "2021-07", "month_to": "2021-08", "reason": "A flood"}
        text = text_of(visitor.post(self.address(contract, "suspension_add"), typed, follow=True))
        assert "Credits are suspended from July 2021." in text
        assert "July 2021 August 2021 A flood" in text
        assert payable(contract) == (10, 0, True)

    def test_a_refusal_keeps_what_was_typed(self, contract, terms, visitor):
        typed = {"month_from": "2021-05", "month_to": "", "reason": "A flood in May"}
        response = visitor.post(self.address(contract, "suspension_add"), typed)
        assert "May-Jun 2021, which are submitted or signed off" in text_of(response)
        assert (held(response, "month_from"), held(response, "reason")) == ("2021-05", "A flood in May")
        assert not contract.credit_suspensions.exists()

    def test_ending(self, contract, july, visitor):
        address = self.address(contract, "suspension_end", july.pk)
        text = text_of(visitor.post(address, {"month_to": "2021-09", "reason": "Dry"}, follow=True))
        assert "The suspension of credits lasts until September 2021." in text

    def test_ending_too_early_is_told(self, contract, july, visitor):
        address = self.address(contract, "suspension_end", july.pk)
        response = visitor.post(address, {"month_to": "2021-06", "reason": "Dry"})
        assert "it cannot end before that" in text_of(response)
        assert held(response, "month_to") == "2021-06"

    def test_withdrawing(self, contract, july, visitor):
        address = self.address(contract, "suspension_withdraw", july.pk)
        text = text_of(visitor.post(address, {"reason": "Wrong contract"}, follow=True))
        assert "The suspension of credits from July 2021 is withdrawn." in text
        assert not contract.credit_suspensions.exists()

    def test_another_contracts_suspension_is_not_found(self, contract, other_contract, visitor):
        theirs = CreditSuspension.objects.create(
            contract=other_contract, month_from=JULY, reason="A flood elsewhere"
        )
        for name in ("suspension_end", "suspension_withdraw"):
            assert visitor.get(self.address(contract, name, theirs.pk)).status_code == 404
