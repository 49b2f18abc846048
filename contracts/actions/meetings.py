"""Meetings: recorded where an assurance names them, moved with what was asked for there, and removed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from contracts.actions import hold_contract
from contracts.actions.records import hold_as_seen, remove_held
from contracts.meetings import asked_at, unrecorded_meetings
from contracts.models import Assurance, Contract, Meeting, User
from contracts.recording import record_changes, record_new
from contracts.refusals import NotAllowed

NAMED = "An assurance names it"


@transaction.atomic
def name_meetings(
    *, contract: Contract, by: User | None, reason: str = NAMED, at: datetime | None = None
) -> list[Meeting]:
    """Record every meeting that assurances name and the record has not; returns the new ones."""
    return record_missing(hold_contract(contract), by=by, reason=reason, at=at)


def record_missing(
    contract: Contract, *, by: User | None, reason: str = NAMED, at: datetime | None = None
) -> list[Meeting]:
    """``name_meetings`` for a contract that is held."""
    meetings = unrecorded_meetings(contract)
    record_new(meetings, contract=contract, by=by, reason=reason, at=at)
    return meetings


@transaction.atomic
def change_meeting(*, meeting: Meeting, fields: Collection[str], seen: int, by: User) -> list[Assurance]:
    """Write some fields of a meeting; what was asked for there goes by its new committee and day.

    Returns:
        the assurances that follow it.

    Raises:
        ChangedMeanwhile: somebody changed or removed the meeting since.
        NotAllowed: something asked for there was answered before the new day.
    """
    contract = hold_as_seen(meeting, seen)
    before = Meeting.objects.get(pk=meeting.pk)
    record_changes([meeting], fields, contract=contract, by=by)
    following = asked_at(before) if _name(before) != _name(meeting) else []
    for assurance in following:
        if assurance.answered_on and assurance.answered_on < meeting.held_on:
            raise NotAllowed(f"{assurance} was asked for there and answered before this day.")
        assurance.meeting, assurance.requested = meeting.committee, meeting.held_on
    reason = f"Meeting {meeting.reference} was renamed or moved"
    record_changes(following, ["meeting", "requested"], contract=contract, by=by, reason=reason)
    return following


@transaction.atomic
def remove_meeting(*, meeting: Meeting, seen: int, by: User, reason: str) -> None:
    """Delete a meeting that was a mistake.

    Raises:
        ChangedMeanwhile: somebody changed or removed it since.
        NotAllowed: something was asked for there, it has papers, or no reason is given.
    """
    hold_as_seen(meeting, seen)
    if asked := asked_at(meeting):
        names = ", ".join(str(assurance) for assurance in asked)
        raise NotAllowed(
            f"It has what was asked for there ({names}): say first that it was at another meeting."
        )
    remove_held(meeting, by=by, reason=reason)


def _name(meeting: Meeting) -> tuple[object, ...]:
    return meeting.committee, meeting.held_on
