"""Changing how failures cost points and points cost money, from a month on; and undoing that."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from contracts.actions import hold_contract, remove
from contracts.calculations.months import Month
from contracts.models import ChangeNotice, Contract, CreditTerms, CreditTier, User
from contracts.recording import record_new
from contracts.refusals import NotAllowed
from kpis.actions import outside
from kpis.actions.change_notices import take_down
from kpis.actions.open_months import Rejudged, hold_open_months, judge_open_months
from kpis.calculations.credits import Price
from kpis.calculations.points import PointTerms
from kpis.closed import closed_months, in_words, why_not
from kpis.models import ServiceCredit


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTerms:
    """Credit terms that somebody asks for.

    Attributes:
        notice: unsaved where it is new.
    """

    effective_from: Month
    points: PointTerms
    price: Price
    notice: ChangeNotice | None = None
    reason: str


@transaction.atomic
def change_credit_terms(*, contract: Contract, new: NewTerms, by: User) -> list[Rejudged]:
    """Lay down terms from a month on, judge and price the open months by them.

    Returns:
        The results of open months that incur other points than before.

    Raises:
        NotAllowed: a closed month would change, or terms begin in that month already.
    """
    hold_contract(contract)
    hold_open_months(contract)
    if refusal := why_not_from(contract, new.effective_from):
        raise NotAllowed(refusal)
    notice = take_down(new.notice, by=by, reason=new.reason)
    terms = _row(contract, new, notice)
    record_new([terms], contract=contract, by=by, reason=new.reason)
    tiers = [
        CreditTier(credit_terms=terms, above=tier.above, multiplier=tier.multiplier)
        for tier in new.price.tiers
    ]
    record_new(tiers, contract=contract, by=by, reason=new.reason)
    return judge_open_months(contract=contract, by=by, reason=f"credit terms from {terms.effective_from}")


def _row(contract: Contract, new: NewTerms, notice: ChangeNotice | None) -> CreditTerms:
    return CreditTerms(
        contract=contract,
        effective_from=new.effective_from,
        regime=new.points.regime.value,
        amber_share=new.points.amber_share,
        red_share=new.points.red_share,
        repeat_multiplier=new.points.repeat_multiplier,
        pricing=new.price.pricing.value,
        credit_per_point=new.price.per_point,
        charge_percent=new.price.charge_percent,
        cap_percent=new.price.cap_percent,
        change_notice=notice,
        reason=new.reason,
    )


def why_not_from(contract: Contract, month: Month) -> str:
    """Why credit terms cannot begin in a month, in a sentence; empty if they can."""
    if refusal := outside(contract, month):
        return refusal
    if contract.credit_terms.filter(effective_from=month.first_day).exists():
        return (
            f"Terms begin in {month.name} already. Terms are never edited: withdraw those first, "
            "or let the new ones begin in another month."
        )
    after = contract.credit_terms.filter(effective_from__gt=month).order_by("effective_from").first()
    closed = closed_months(contract, month, after.effective_from + -1 if after else None)
    return f"{why_not(closed)}." if closed else ""


@transaction.atomic
def withdraw_credit_terms(*, terms: CreditTerms, by: User, reason: str) -> list[Rejudged]:
    """Take back the latest terms, by which no closed month was judged; those before hold on.

    Returns:
        The results of open months that incur other points than before.

    Raises:
        NotAllowed: they are not the latest, a closed month was judged by them, or no reason is given.
    """
    contract = hold_contract(terms.contract)
    hold_open_months(contract)
    if refusal := why_not_withdrawn(terms):
        raise NotAllowed(refusal)
    if not reason.strip():
        raise NotAllowed("Say why the terms are withdrawn.")
    # The credits of the open months name the terms they came from: they are priced again below.
    ServiceCredit.objects.filter(credit_terms=terms).delete()
    for tier in terms.tiers.all():
        remove(tier, by=by, reason=reason)
    month = terms.effective_from
    remove(terms, by=by, reason=reason)
    return judge_open_months(
        contract=contract, by=by, reason=f"credit terms from {month} withdrawn: {reason}"
    )


def why_not_withdrawn(terms: CreditTerms) -> str:
    """Why terms cannot be withdrawn, in a sentence; empty if they can."""
    if terms.contract.credit_terms.filter(effective_from__gt=terms.effective_from).exists():
        return "Only the latest terms can be withdrawn."
    closed = closed_months(terms.contract, terms.effective_from)
    return f"They judged {in_words(closed)}: have the month sent back or reopened first." if closed else ""
