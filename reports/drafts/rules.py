"""A report's life: its steps, and who may take which when.

``draft -> in review -> published``; from review it can be sent back. Who publishes a report is not who
submitted it: a second person reads it before the meeting does.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from contracts.access import ABILITIES, Ability
from contracts.models import User
from reports.models import Report, ReportState


class ReportStep(StrEnum):
    """What can be done with a report once it is there."""

    CHANGE = "change"
    DELETE = "delete"
    SUBMIT = "submit"
    SEND_BACK = "send_back"
    PUBLISH = "publish"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """In which state a step can be taken, by whom, whether by a second person, and what it is called."""

    state: ReportState
    ability: Ability
    done: str
    by_another: bool = False


DRAFT, IN_REVIEW = ReportState.DRAFT, ReportState.IN_REVIEW
RULES = {
    ReportStep.CHANGE: Rule(state=DRAFT, ability=Ability.WRITE_REPORT, done="changed"),
    ReportStep.DELETE: Rule(state=DRAFT, ability=Ability.WRITE_REPORT, done="deleted"),
    ReportStep.SUBMIT: Rule(state=DRAFT, ability=Ability.WRITE_REPORT, done="submitted for review"),
    ReportStep.SEND_BACK: Rule(state=IN_REVIEW, ability=Ability.PUBLISH_REPORT, done="sent back"),
    ReportStep.PUBLISH: Rule(
        state=IN_REVIEW, ability=Ability.PUBLISH_REPORT, done="published", by_another=True
    ),
}


def refusal(step: ReportStep, report: Report, by: User, abilities: Collection[str]) -> str:
    """Why a person may not take a step, in one sentence; empty if they may."""
    rule = RULES[step]
    if rule.ability not in abilities:
        roles = [role.label.lower() for role, can in ABILITIES.items() if rule.ability in can]
        return f"A report is {rule.done} by a {' or a '.join(roles)}, which you are not."
    if report.state != rule.state:
        state = ReportState(report.state).label.lower()
        return f"{report} is {state}, so it cannot be {rule.done}."
    if rule.by_another and report.submitted_by_id == by.pk:
        return f"You submitted {report} for review, so someone else must publish it."
    return ""


def steps_open_to(report: Report, by: User, abilities: Collection[str]) -> frozenset[ReportStep]:
    """The steps that a person may take with a report now."""
    return frozenset(step for step in ReportStep if not refusal(step, report, by, abilities))
