"""Which steps an assessment of an objective can take, and who may take them when.

The client's is ``proposed -> approved`` or ``sent back`` by a manager who did not write it, and is proposed
again by changing it. The provider's counts at once. What is approved is followed by a later one, not changed.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from contracts.access import ABILITIES, Ability
from contracts.models import Objective, ObjectiveAssessment, User
from contracts.models.objectives import AssessmentState
from contracts.models.sides import Owner


class AssessmentStep(StrEnum):
    """What can be done with an assessment once it is recorded."""

    APPROVE = "approve"
    SEND_BACK = "send_back"
    CHANGE = "change"
    REMOVE = "remove"


DONE = {
    AssessmentStep.APPROVE: "approved",
    AssessmentStep.SEND_BACK: "sent back",
    AssessmentStep.CHANGE: "changed",
    AssessmentStep.REMOVE: "removed",
}
DECIDING = frozenset({AssessmentStep.APPROVE, AssessmentStep.SEND_BACK})


def refusal(
    step: AssessmentStep, row: ObjectiveAssessment, abilities: Collection[str], *, is_own: bool
) -> str:
    """Why a person may not take a step, in one sentence; empty if they may.

    Args:
        is_own: whether its words are, in part, the person's own, as ``written_by`` knows.
    """
    is_settled = row.view == Owner.CLIENT and row.state == AssessmentState.APPROVED
    decides = step in DECIDING or (is_settled and step is AssessmentStep.REMOVE)
    needed = Ability.APPROVE_ASSESSMENT if decides else Ability.KEEP_GOVERNANCE
    if needed not in abilities:
        return _by_others(step, needed, is_settled=is_settled)
    if step is AssessmentStep.CHANGE and is_settled:
        return "This assessment is approved: record a later one, which then takes its place."
    if step not in DECIDING:
        return ""
    if row.state != AssessmentState.PROPOSED:
        return f"This assessment does not wait for approval, so it cannot be {DONE[step]}."
    return "You wrote this assessment, so someone else must decide on it." if is_own else ""


def _by_others(step: AssessmentStep, needed: Ability, *, is_settled: bool) -> str:
    roles = " or a ".join(role.label.lower() for role, can in ABILITIES.items() if needed in can)
    what = "An approved assessment" if is_settled else "An assessment"
    return f"{what} is {DONE[step]} by a {roles}, which you are not."


def written_by(user: User, objective: Objective) -> set[int]:
    """The primary keys of an objective's assessments that a person recorded or changed.

    Whoever puts words into the assessment of another would otherwise approve their own.
    """
    rows = ObjectiveAssessment.history.filter(objective=objective, state=AssessmentState.PROPOSED)
    written = set(rows.filter(history_user=user).order_by().values_list("id", flat=True))
    recorded = ObjectiveAssessment.objects.filter(objective=objective, recorded_by=user)
    return written | set(recorded.values_list("pk", flat=True))
