"""Steps of what the provider undertook: delivered or missed, and reopened where that was wrong."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from contracts.actions.records import hold_as_seen
from contracts.models import Commitment, User
from contracts.models.commitments import CommitmentStatus
from contracts.recording import record_changes
from contracts.refusals import NotAllowed


@transaction.atomic
def deliver(*, commitment: Commitment, on: date, text: str, seen: int, by: User) -> None:
    """Say that an open commitment was delivered on a day; ``text`` is what shows it.

    Raises:
        ChangedMeanwhile: somebody changed or removed it since.
        NotAllowed: it is not open, or nothing shows that it was delivered.
    """
    if not text.strip():
        raise NotAllowed("Say what shows that it was delivered.")
    _settle(commitment, CommitmentStatus.DELIVERED, on, text, seen, by)


@transaction.atomic
def miss(*, commitment: Commitment, on: date, text: str, seen: int, by: User) -> None:
    """Say that an open commitment was found on a day to be missed; ``text`` says how.

    Raises:
        ChangedMeanwhile: somebody changed or removed it since.
        NotAllowed: it is not open, or it is not said how it was missed.
    """
    if not text.strip():
        raise NotAllowed("Say how it was missed.")
    _settle(commitment, CommitmentStatus.MISSED, on, text, seen, by)


@transaction.atomic
def reopen(*, commitment: Commitment, reason: str, seen: int, by: User) -> None:
    """Take back that a commitment was delivered or missed; its evidence stays.

    Raises:
        ChangedMeanwhile: somebody changed or removed it since.
        NotAllowed: it is open, or no reason is given.
    """
    contract = hold_as_seen(commitment, seen)
    if commitment.status == CommitmentStatus.OPEN:
        raise NotAllowed("It is open already.")
    if not reason.strip():
        raise NotAllowed("Say why it is reopened.")
    commitment.status, commitment.settled_on = CommitmentStatus.OPEN, None
    record_changes([commitment], ["status", "settled_on"], contract=contract, by=by, reason=reason)


def _settle(
    commitment: Commitment, status: CommitmentStatus, on: date, text: str, seen: int, by: User
) -> None:
    contract = hold_as_seen(commitment, seen)
    if commitment.status != CommitmentStatus.OPEN:
        raise NotAllowed(f"It is {commitment.get_status_display().lower()} already.")
    commitment.status, commitment.settled_on, commitment.evidence = status, on, text
    record_changes([commitment], ["status", "settled_on", "evidence"], contract=contract, by=by)
