"""Every action on commitments, assurances and meetings, with who takes it and what must be there first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from contracts.actions import assurances, commitments, meetings
from contracts.actions.records import version_of
from contracts.models import Assurance, Commitment, Meeting
from tests.kpis.ways_of_writing import OFFICER, World, after, at_once
from tests.rows import unsaved


def saved(model: type[Any], **columns: Any) -> Callable[[World], Any]:
    """Makes a row."""

    def made(world: World) -> Any:
        row = unsaved(model, world.contract, **columns)
        row.save()
        return row

    return made


def step(action: Callable[..., Any], name: str, **said: Any) -> Callable[[World, Any], None]:
    """Takes a step of a row, which the action calls by a name."""

    def taken(world: World, row: Any) -> None:
        action(**{name: row}, seen=version_of(row), by=world.officer, **said)

    return taken


def moved(world: World, row: Meeting) -> None:
    row.held_on = date(2021, 4, 2)
    step(meetings.change_meeting, "meeting", fields=["held_on"])(world, row)


def with_its_meeting(world: World) -> Meeting:
    """A meeting at which something was asked for."""
    saved(Assurance)(world)
    return saved(Meeting)(world)


def put_otherwise(world: World, row: Assurance) -> None:
    row.meeting = "Cabinet"
    step(assurances.change_assurance, "assurance", fields=["meeting"])(world, row)


SAID = {"on": date(2021, 8, 3), "text": "A letter"}
WHY = {"reason": "It came"}
WAYS: dict[Callable[..., Any], tuple[str, Callable[[World], Callable[[], Any]]]] = {
    commitments.deliver: (OFFICER, after(saved(Commitment), step(commitments.deliver, "commitment", **SAID))),
    commitments.miss: (OFFICER, after(saved(Commitment), step(commitments.miss, "commitment", **SAID))),
    commitments.reopen: (
        OFFICER,
        after(saved(Commitment, status="missed"), step(commitments.reopen, "commitment", **WHY)),
    ),
    assurances.ask_for: (
        OFFICER,
        at_once(lambda w: assurances.ask_for(assurance=unsaved(Assurance, w.contract), by=w.officer)),
    ),
    assurances.change_assurance: (OFFICER, after(saved(Assurance), put_otherwise)),
    assurances.answer: (OFFICER, after(saved(Assurance), step(assurances.answer, "assurance", **SAID))),
    assurances.close: (OFFICER, after(saved(Assurance), step(assurances.close, "assurance", **WHY))),
    assurances.reopen: (
        OFFICER,
        after(saved(Assurance, status="closed"), step(assurances.reopen, "assurance", **WHY)),
    ),
    meetings.name_meetings: (
        OFFICER,
        after(saved(Assurance), lambda w, _: meetings.name_meetings(contract=w.contract, by=w.officer)),
    ),
    meetings.record_missing: (
        OFFICER,
        after(saved(Assurance), lambda w, _: meetings.record_missing(w.contract, by=w.officer)),
    ),
    meetings.change_meeting: (OFFICER, after(with_its_meeting, moved)),
    meetings.remove_meeting: (
        OFFICER,
        after(saved(Meeting), step(meetings.remove_meeting, "meeting", **WHY)),
    ),
}
