"""Adding, changing and removing one row of the record of governance, never over somebody else's change."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from contracts.actions import hold_contract, remove
from contracts.models import Contract, User
from contracts.recording import Recorded, record_changes, record_new
from contracts.refusals import ChangedMeanwhile, NotAllowed

MEANWHILE = "Somebody changed this while you were looking at it. Nothing of yours is saved yet."


def version_of(row: Recorded) -> int:
    """A number that moves with every change of a row; 0 for one that is not written yet."""
    if row.pk is None:
        return 0
    latest = row.history.order_by("-history_id").values_list("history_id", flat=True)
    return latest.first() or 0


def next_reference(contract: Contract, model: type[Recorded], prefix: str) -> str:
    """The reference after the highest with a prefix that the contract ever had, such as I5 after I4.

    That of a row that was removed stays its own.
    """
    known = model.history.filter(contract=contract).order_by().values_list("reference", flat=True)
    given = re.compile(rf"{prefix}(\d+)")
    numbers = [int(found[1]) for name in known.distinct() if (found := given.fullmatch(name))]
    return f"{prefix}{max(numbers, default=0) + 1}"


@transaction.atomic
def add_record(*, row: Any, by: User, numbered: str = "", reason: str = "") -> None:
    """Write a new row.

    Args:
        numbered: the letter of its reference, if it gets the next one: of two people who add one at the
            same moment, each gets a number of their own.
    """
    contract = hold_contract(owner_of(row))
    if numbered:
        row.reference = next_reference(contract, type(row), numbered)
    record_new([row], contract=contract, by=by, reason=reason)


@transaction.atomic
def change_record(*, row: Recorded, fields: Collection[str], seen: int, by: User, reason: str = "") -> None:
    """Write some fields of a row, if it still is as the person saw it.

    Args:
        seen: ``version_of`` the row when it was shown.

    Raises:
        ChangedMeanwhile: somebody changed or removed it since.
    """
    contract = hold_as_seen(row, seen)
    record_changes([row], fields, contract=contract, by=by, reason=reason)


@transaction.atomic
def remove_record(*, row: Recorded, seen: int, by: User, reason: str) -> None:
    """Delete a row that was a mistake; history keeps it.

    Raises:
        ChangedMeanwhile: somebody changed or removed it since.
        NotAllowed: other rows hang on it, or no reason is given.
    """
    hold_as_seen(row, seen)
    remove_held(row, by=by, reason=reason)


def remove_held(row: Recorded, *, by: User, reason: str) -> None:
    """Delete a row whose contract is held.

    Raises:
        NotAllowed: other rows hang on it, or no reason is given.
    """
    if not reason.strip():
        raise NotAllowed("Say why it is removed.")
    try:
        remove(row, by=by, reason=reason)
    except ProtectedError as error:
        what = type(next(iter(error.protected_objects)))._meta.verbose_name_plural
        raise NotAllowed(f"It has {what}: remove these first.") from error


def hold_as_seen(row: Recorded, seen: int) -> Contract:
    """The contract of a row, held; raises ChangedMeanwhile if the row is not as somebody saw it."""
    contract = hold_contract(owner_of(row))
    still_as_seen(row, seen)
    return contract


def still_as_seen(row: Recorded, seen: int) -> None:
    """Raises ChangedMeanwhile if a row is not as it was when somebody saw it."""
    if version_of(row) != seen or not type(row).objects.filter(pk=row.pk).exists():
        raise ChangedMeanwhile(MEANWHILE)


def owner_of(row: Recorded) -> Contract:
    """The contract that a row belongs to."""
    return Contract(pk=row.owner_id)
