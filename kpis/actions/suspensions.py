"""Suspending service credits for some months, ending that and taking it back."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from contracts.actions import hold_contract, remove
from contracts.calculations.months import Month
from contracts.models import Contract, CreditSuspension, User
from contracts.recording import record_changes, record_new
from contracts.refusals import NotAllowed
from kpis.actions import outside
from kpis.actions.open_months import hold_open_months, judge_open_months
from kpis.closed import closed_months, why_not


@transaction.atomic
def suspend_credits(
    *, contract: Contract, month_from: Month, month_to: Month | None, reason: str, by: User
) -> CreditSuspension:
    """Make no credit payable from one month to another, or until it is ended; points count as before.

    Raises:
        NotAllowed: the months are not the contract's, credits are suspended in one of them already, a
            closed month would change, or no reason is given.
    """
    hold_contract(contract)
    hold_open_months(contract)
    if refusal := _why_not_suspended(contract, month_from, month_to):
        raise NotAllowed(refusal)
    _want_reason(reason, "credits are suspended")
    suspension = CreditSuspension(contract=contract, month_from=month_from, month_to=month_to, reason=reason)
    record_new([suspension], contract=contract, by=by, reason=reason)
    judge_open_months(contract=contract, by=by, reason=reason)
    return suspension


def _why_not_suspended(contract: Contract, first: Month, last: Month | None) -> str:
    if last is not None and last < first:
        return "The last month cannot come before the first."
    if refusal := outside(contract, first) or (outside(contract, last) if last else ""):
        return refusal
    overlapping = CreditSuspension.objects.filter(Q(month_to__isnull=True) | Q(month_to__gte=first))
    if last is not None:
        overlapping = overlapping.filter(month_from__lte=last)
    if other := overlapping.filter(contract=contract).order_by("month_from").first():
        until = other.month_to.name if other.month_to else "it is ended"
        return f"Credits are suspended already from {other.month_from.name} until {until}."
    return _why_not_changed(contract, first, last)


def _why_not_changed(contract: Contract, first: Month, last: Month | None) -> str:
    closed = closed_months(contract, first, last)
    return f"{why_not(closed)}." if closed else ""


def _want_reason(reason: str, what: str) -> None:
    if not reason.strip():
        raise NotAllowed(f"Say why {what}.")


@transaction.atomic
def end_suspension(*, suspension: CreditSuspension, month_to: Month, reason: str, by: User) -> None:
    """Let a suspension last until a month, sooner or later than it would have.

    Raises:
        NotAllowed: the month comes before its first or is not the contract's, another suspension begins by
            then, a closed month would change, or no reason is given.
    """
    contract = hold_contract(suspension.contract)
    hold_open_months(contract)
    suspension.refresh_from_db()
    if refusal := _why_not_ended(contract, suspension, month_to):
        raise NotAllowed(refusal)
    _want_reason(reason, "the suspension ends")
    suspension.month_to = month_to
    record_changes([suspension], ["month_to"], contract=contract, by=by, reason=reason)
    judge_open_months(contract=contract, by=by, reason=reason)


def _why_not_ended(contract: Contract, suspension: CreditSuspension, last: Month) -> str:
    if last < suspension.month_from:
        return f"The suspension begins in {suspension.month_from.name}: it cannot end before that."
    if last == suspension.month_to:
        return f"The suspension ends in {last.name} already."
    if refusal := outside(contract, last):
        return refusal
    was = suspension.month_to
    if was is not None and last > was:
        others = CreditSuspension.objects.filter(contract=contract, month_from__gt=was, month_from__lte=last)
        if other := others.order_by("month_from").first():
            return f"Credits are suspended already from {other.month_from.name}."
        return _why_not_changed(contract, was + 1, last)
    return _why_not_changed(contract, last + 1, was)


@transaction.atomic
def withdraw_suspension(*, suspension: CreditSuspension, reason: str, by: User) -> None:
    """Take a suspension back as if it had never been, while no month of it is closed.

    Raises:
        NotAllowed: a month of it is closed, or no reason is given.
    """
    contract = hold_contract(suspension.contract)
    hold_open_months(contract)
    if refusal := _why_not_changed(contract, suspension.month_from, suspension.month_to):
        raise NotAllowed(refusal)
    _want_reason(reason, "the suspension is withdrawn")
    remove(suspension, by=by, reason=reason)
    judge_open_months(contract=contract, by=by, reason=reason)
