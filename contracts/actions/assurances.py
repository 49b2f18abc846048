"""What a committee asked for: recorded with its meeting, answered, closed, reopened."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction

from contracts.actions import hold_contract
from contracts.actions.meetings import record_missing
from contracts.actions.records import hold_as_seen, next_reference, owner_of
from contracts.models import Assurance, Contract, User
from contracts.models.assurances import AssuranceStatus
from contracts.outstanding import KEEPING_ROLES
from contracts.recording import record_changes, record_new
from contracts.refusals import NotAllowed

LETTER = "A"


@transaction.atomic
def ask_for(*, assurance: Assurance, by: User) -> None:
    """Record what a committee asked for, under the next number, and its meeting where that is new."""
    contract = hold_contract(owner_of(assurance))
    assurance.reference = next_reference(contract, Assurance, LETTER)
    record_new([assurance], contract=contract, by=by)
    record_missing(contract, by=by)


@transaction.atomic
def change_assurance(*, assurance: Assurance, fields: Collection[str], seen: int, by: User) -> None:
    """Write some fields of what was asked for, and the meeting where it names a new one.

    Raises:
        ChangedMeanwhile: somebody changed or removed it since.
    """
    contract = hold_as_seen(assurance, seen)
    record_changes([assurance], fields, contract=contract, by=by)
    record_missing(contract, by=by)


@transaction.atomic
def answer(*, assurance: Assurance, on: date, text: str, seen: int, by: User) -> None:
    """Say when and how an open one was answered.

    Raises:
        ChangedMeanwhile: somebody changed or removed it since.
        NotAllowed: it is not open, it would be answered before it was asked for, or with nothing.
    """
    contract = hold_as_seen(assurance, seen)
    if assurance.status != AssuranceStatus.OPEN:
        raise NotAllowed(f"It is {assurance.get_status_display().lower()} already.")
    if on < assurance.requested:
        raise NotAllowed("It cannot be answered before it was asked for.")
    if not text.strip():
        raise NotAllowed("Say how it was answered.")
    assurance.status, assurance.answered_on = AssuranceStatus.ANSWERED, on
    assurance.response = text
    record_changes([assurance], ["status", "answered_on", "response"], contract=contract, by=by)


@transaction.atomic
def close(*, assurance: Assurance, reason: str, seen: int, by: User) -> None:
    """Close one that the committee is content with, or asks for no longer; the reason says which.

    Raises:
        ChangedMeanwhile: somebody changed or removed it since.
        NotAllowed: it is closed, or no reason is given.
    """
    _move(assurance, AssuranceStatus.CLOSED, reason, seen, by)


@transaction.atomic
def reopen(*, assurance: Assurance, reason: str, seen: int, by: User) -> None:
    """Take back that one was answered or closed; what was answered stays, without its day.

    Raises:
        ChangedMeanwhile: somebody changed or removed it since.
        NotAllowed: it is open, or no reason is given.
    """
    assurance.answered_on = None
    _move(assurance, AssuranceStatus.OPEN, reason, seen, by)


def _move(assurance: Assurance, to: AssuranceStatus, reason: str, seen: int, by: User) -> None:
    contract = hold_as_seen(assurance, seen)
    if assurance.status == to:
        raise NotAllowed(f"It is {to.label.lower()} already.")
    if not reason.strip():
        raise NotAllowed("Say why.")
    assurance.status = to
    record_changes([assurance], ["status", "answered_on"], contract=contract, by=by, reason=reason)


def keepers_of(contract: Contract) -> list[int]:
    """The primary keys of the people who keep a contract's registers: they can be given what is asked for."""
    rows = contract.memberships.filter(role__in=KEEPING_ROLES, user__is_active=True)
    return list(rows.order_by().values_list("user", flat=True).distinct())
