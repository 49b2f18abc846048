"""The steps of a month's life, from its opening to its signing off and back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from contracts.access import abilities_of
from contracts.calculations.months import Month
from contracts.models import Contract, Role, User
from contracts.recording import record_changes, record_new
from contracts.refusals import NotAllowed
from kpis.actions import locked
from kpis.actions.notices import Notice, announce, people_of, who_entered
from kpis.actions.open_months import judge_open_months
from kpis.judging import Rulebook
from kpis.lifecycle import RULES, WANTS_ALL, Standing, Step, refusal
from kpis.missing import missing_in
from kpis.models import Period, Result
from kpis.summaries import summarise

LIVED = ("state", "submitted_by", "submitted_at", "signed_off_by", "signed_off_at", "returned_because")
UNSUBMITTED = {"submitted_by": None, "submitted_at": None, "signed_off_by": None, "signed_off_at": None}


@transaction.atomic
def submit(*, period: Period, by: User, at: datetime, link: str = "") -> Notice:
    """Hand a month to the managers, complete: every KPI due answered for, every shortfall explained.

    Raises:
        NotAllowed: it is not open, the person may not, or something is missing.
    """
    period = _permitted(Step.SUBMIT, period, by)
    _move(period, Step.SUBMIT, by=by, submitted_by=by, submitted_at=at)
    managers = people_of(period.contract, but=by, roles=[Role.MANAGER])
    return announce(Step.SUBMIT, period, by=by, to=managers, link=link)


@transaction.atomic
def send_back(*, period: Period, by: User, reason: str, link: str = "") -> Notice:
    """Open a submitted month again for those who entered it, with what is to be put right.

    Raises:
        NotAllowed: it is not submitted, the person may not, or no reason is given.
    """
    period = _permitted(Step.SEND_BACK, period, by, reason)
    concerned = [period.submitted_by_id, *who_entered(period)]
    _move(period, Step.SEND_BACK, by=by, reason=reason, **UNSUBMITTED)
    to = people_of(period.contract, but=by, also=concerned)
    return announce(Step.SEND_BACK, period, by=by, to=to, reason=reason, link=link)


@transaction.atomic
def sign_off(*, period: Period, by: User, at: datetime, link: str = "") -> Notice:
    """Make a submitted month final; from here on nothing re-judges it.

    Raises:
        NotAllowed: it is not submitted, something is missing, or the person may not, entered some of it
            or submitted it.
    """
    period = _permitted(Step.SIGN_OFF, period, by)
    _move(period, Step.SIGN_OFF, by=by, signed_off_by=by, signed_off_at=at)
    to = people_of(period.contract, but=by, roles=[Role.OFFICER], also=[period.submitted_by_id])
    return announce(Step.SIGN_OFF, period, by=by, to=to, link=link)


@transaction.atomic
def reopen(*, period: Period, by: User, reason: str, link: str = "") -> Notice:
    """Open a month that was final, and judge its results by the terms and mitigations of today.

    Raises:
        NotAllowed: it is not signed off, the person may not, or no reason is given.
    """
    period = _permitted(Step.REOPEN, period, by, reason)
    signed_off_by = period.signed_off_by_id
    _move(period, Step.REOPEN, by=by, reason=reason, **UNSUBMITTED)
    judge_open_months(contract=period.contract, by=by, reason=reason)
    to = people_of(period.contract, but=by, roles=[Role.OFFICER], also=[signed_off_by])
    return announce(Step.REOPEN, period, by=by, to=to, reason=reason, link=link)


@transaction.atomic
def open_next_month(*, contract: Contract, by: User, expected: Month | None = None) -> Period:
    """Open the month after a contract's latest one, or its first, for entry.

    Args:
        expected: the month that the person was offered, should another have opened it meanwhile.

    Raises:
        NotAllowed: the contract ends before that month, or it is another than was expected.
    """
    contract = Contract.objects.select_for_update(no_key=True).get(pk=contract.pk)
    month = next_month(contract)
    if expected is not None and expected != month:
        raise NotAllowed(
            f"{expected.name} is not the next month to open. Somebody may have opened it already."
        )
    if month is None:
        raise NotAllowed(f"The contract ends in {contract.last_month.name}: there is no month after it.")
    period = Period(contract=contract, month=month)
    record_new([period], contract=contract, by=by)
    summarise(contract, [period], Rulebook.of_contract(contract))
    return period


def next_month(contract: Contract) -> Month | None:
    """The month of a contract that is opened next; None once its last month is there."""
    latest = contract.periods.order_by("-month").values_list("month", flat=True).first()
    month = contract.first_month if latest is None else latest + 1
    return month if month <= contract.last_month else None


def entered_by(person: User, period: Period) -> list[str]:
    """The references of the month's KPIs whose results a person ever entered or cleared, in order."""
    theirs = Q(entered_by=person) | Q(history_type="-", history_user=person)
    rows = Result.history.filter(theirs, period=period).order_by("kpi__reference")
    return list(rows.values_list("kpi__reference", flat=True).distinct())


def _permitted(step: Step, period: Period, by: User, reason: str = "") -> Period:
    """The period, locked, if the person may take the step now."""
    period = locked(period)
    standing = Standing(
        by=by,
        abilities=abilities_of(by, period.contract),
        missing=_missing(period) if step in WANTS_ALL and period.state == RULES[step].before else (),
        entered=entered_by(by, period) if step is Step.SIGN_OFF else (),
    )
    if why_not := refusal(step, period, standing):
        raise NotAllowed(why_not)
    if RULES[step].needs_reason and not reason.strip():
        raise NotAllowed(f"Say why {period} is {RULES[step].done}.")
    return period


def _missing(period: Period) -> list:
    return missing_in(period, Rulebook.of_contract(period.contract))


def _move(period: Period, step: Step, *, by: User, reason: str = "", **values: Any) -> None:
    period.state = RULES[step].after
    if reason:
        period.returned_because = reason
    for name, value in values.items():
        setattr(period, name, value)
    record_changes([period], LIVED, contract=period.contract, by=by, reason=reason)
