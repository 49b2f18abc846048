"""Saying what patterns of failure a contract watches for, and until when.

A warning judges nothing and costs nothing, so closed months do not stand in its way.
"""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction

from contracts.actions import hold_contract
from contracts.calculations.months import Month
from contracts.calculations.pricing import WarningKind
from contracts.models import Contract, User, WarningRule
from contracts.recording import record_changes, record_new
from contracts.refusals import NotAllowed
from kpis.actions import outside

REASON = "added on the page of warnings"


@transaction.atomic
def add_warning(
    *,
    contract: Contract,
    kind: WarningKind,
    number: Decimal,
    months: int,
    month_from: Month,
    clause: str = "",
    by: User,
) -> WarningRule:
    """Watch for a pattern from a month on.

    Raises:
        NotAllowed: it is watched for already, or the month is not one of the contract's.
    """
    hold_contract(contract)
    if refusal := outside(contract, month_from):
        raise NotAllowed(refusal)
    rule = WarningRule(
        contract=contract, kind=kind.value, number=number, months=months, month_from=month_from, clause=clause
    )
    same = WarningRule.objects.filter(contract=contract, kind=rule.kind, number=number, months=months)
    if any(other.month_to is None or other.month_to >= month_from for other in same):
        raise NotAllowed("This is watched for already: end that warning first.")
    record_new([rule], contract=contract, by=by, reason=REASON)
    return rule


@transaction.atomic
def end_warning(*, rule: WarningRule, month_to: Month, reason: str, by: User) -> None:
    """Watch for a pattern until a month and no longer.

    Raises:
        NotAllowed: the month comes before the first in which it is watched for.
    """
    contract = hold_contract(rule.contract)
    rule.refresh_from_db()
    if month_to < rule.month_from:
        raise NotAllowed(f"It is watched for from {rule.month_from.name}: it cannot end before that.")
    rule.month_to = month_to
    record_changes([rule], ["month_to"], contract=contract, by=by, reason=reason)
