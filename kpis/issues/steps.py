"""The steps by which an entry in its log moves an issue, and which of them it can take.

Whether an issue is snagging or substantive, where it is in its life and whether it is under control
change by these steps only, so that the log tells of every change.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from contracts.calculations.issues import Control, Entry, Kind, Standing, Status


class IssueStep(StrEnum):
    """What an entry in the log does."""

    UPDATE = "update"
    ESCALATE = "escalate"
    STEP_BACK = "step_back"
    RESOLVE = "resolve"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A step as its page asks for it and tells of it.

    Attributes:
        heading, done: sentences in which ``{}`` is the reference of the issue.
        asked: the label of the text, and ``missing`` what is said where there is none.
    """

    button: str
    heading: str
    hint: str
    asked: str
    missing: str
    done: str


WORDS = {
    IssueStep.UPDATE: Words(
        button="Add an update",
        heading="Add an update to {}",
        hint="It goes into the log of the issue, with what it changes.",
        asked="What was said or done",
        missing="Enter what was said or done.",
        done="The update of {} is in its log.",
    ),
    IssueStep.ESCALATE: Words(
        button="Escalate to substantive",
        heading="Escalate {} to a substantive issue",
        hint="The reason stays with the issue, and reports show it among what does not go well.",
        asked="Why it is substantive now",
        missing="Enter why it is substantive now.",
        done="{} is a substantive issue now.",
    ),
    IssueStep.STEP_BACK: Words(
        button="Back to snagging",
        heading="Count {} as snagging again",
        hint="The reason stays with the issue, as does that of its escalation.",
        asked="Why it is snagging again",
        missing="Enter why it is snagging again.",
        done="{} is snagging again.",
    ),
    IssueStep.RESOLVE: Words(
        button="Resolve",
        heading="Resolve {}",
        hint="It ages no further. Should it come back, reopen it: its page then says that it did.",
        asked="What resolved it",
        missing="Enter what resolved it.",
        done="{} is resolved.",
    ),
    IssueStep.REOPEN: Words(
        button="Reopen",
        heading="Reopen {}",
        hint="It came back. It ages from the day on which it was first raised.",
        asked="How it came back",
        missing="Enter how it came back.",
        done="{} is open again.",
    ),
}

UNRESOLVED = (Status.OPEN, Status.MONITORING)


def refusal(step: IssueStep, standing: Standing) -> str:
    """Why an issue that stands like this cannot take a step, in a sentence; empty if it can."""
    if step == IssueStep.REOPEN:
        return "" if standing.is_resolved else "It is not resolved, so it cannot be reopened."
    if step == IssueStep.UPDATE:
        return ""
    if standing.is_resolved:
        return "It is resolved: reopen it first."
    if step == IssueStep.ESCALATE and standing.kind == Kind.SUBSTANTIVE:
        return "It is a substantive issue already."
    if step == IssueStep.STEP_BACK and standing.kind == Kind.SNAGGING:
        return "It is snagging already."
    return ""


def steps_from(standing: Standing) -> tuple[IssueStep, ...]:
    """The steps that an issue can take, in the order in which its page offers them."""
    return tuple(step for step in IssueStep if not refusal(step, standing))


def step_of(entry: Entry) -> IssueStep:
    """The step that an entry took."""
    if entry.resolves:
        return IssueStep.RESOLVE
    if entry.recurs:
        return IssueStep.REOPEN
    if entry.escalates:
        return IssueStep.ESCALATE
    return IssueStep.STEP_BACK if entry.steps_back else IssueStep.UPDATE


def led_to(step: IssueStep, was: Standing) -> Standing:
    """Where a step leads by itself; what else changes with it is for the person to say."""
    if step == IssueStep.ESCALATE:
        return replace(was, kind=Kind.SUBSTANTIVE)
    if step == IssueStep.STEP_BACK:
        return replace(was, kind=Kind.SNAGGING)
    if step == IssueStep.RESOLVE:
        return replace(was, status=Status.RESOLVED, under_control=Control.YES)
    return replace(was, status=Status.OPEN) if step == IssueStep.REOPEN else was


def asked_with(step: IssueStep, was: Standing) -> tuple[str, ...]:
    """What a step leaves the person to say of where the issue stands from then on."""
    if step == IssueStep.REOPEN or (step == IssueStep.UPDATE and not was.is_resolved):
        return ("status", "under_control")
    return ("under_control",) if step in (IssueStep.ESCALATE, IssueStep.STEP_BACK) else ()
