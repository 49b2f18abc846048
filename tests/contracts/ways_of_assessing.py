"""Every action on assessments that writes, with who takes it and what must be there first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from contracts.actions import assessments
from contracts.actions.records import version_of
from contracts.models import ObjectiveAssessment, User
from tests.kpis.ways_of_writing import MANAGER, OFFICER, World, after
from tests.rows import unsaved


def spoken(world: World) -> ObjectiveAssessment:
    """The client's view of an objective, before it is recorded."""
    return unsaved(ObjectiveAssessment, world.contract)


def recorded(world: World, row: ObjectiveAssessment) -> ObjectiveAssessment:
    """The same as the officer recorded it."""
    assessments.record_assessment(assessment=row, by=world.officer)
    return row


def proposed(world: World) -> ObjectiveAssessment:
    return recorded(world, spoken(world))


def step(action: Callable[..., Any], who: str, **said: Any) -> Callable[[World, ObjectiveAssessment], None]:
    """Takes a step of an assessment as a person sees it."""

    def taken(world: World, row: ObjectiveAssessment) -> None:
        by: User = getattr(world, who)
        action(assessment=row, seen=version_of(row), by=by, **said)

    return taken


def put_otherwise(world: World, row: ObjectiveAssessment) -> None:
    row.narrative = "Better than it was"
    step(assessments.change_assessment, OFFICER, fields=["narrative"])(world, row)


WAYS: dict[Callable[..., Any], tuple[str, Callable[[World], Callable[[], Any]]]] = {
    assessments.record_assessment: (OFFICER, after(spoken, recorded)),
    assessments.change_assessment: (OFFICER, after(proposed, put_otherwise)),
    assessments.approve_assessment: (MANAGER, after(proposed, step(assessments.approve_assessment, MANAGER))),
    assessments.send_back_assessment: (
        MANAGER,
        after(proposed, step(assessments.send_back_assessment, MANAGER, reason="Too kind")),
    ),
    assessments.remove_assessment: (
        OFFICER,
        after(proposed, step(assessments.remove_assessment, OFFICER, reason="Twice")),
    ),
}
