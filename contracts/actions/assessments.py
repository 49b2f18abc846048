"""What each side says of an objective: the provider's counts at once, the client's once it is approved."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from contracts.access import abilities_of
from contracts.actions import hold_contract
from contracts.actions.records import remove_record, still_as_seen
from contracts.assessments import AssessmentStep, refusal, written_by
from contracts.models import Contract, ObjectiveAssessment, User
from contracts.models.objectives import AssessmentState
from contracts.models.sides import Owner
from contracts.recording import record_changes, record_new
from contracts.refusals import NotAllowed

DECIDED = ("state", "decided_by", "decision_note")


@transaction.atomic
def record_assessment(*, assessment: ObjectiveAssessment, by: User) -> None:
    """Write what a side says of an objective: the client's waits for approval.

    Raises:
        NotAllowed: that side has spoken of that day already, or nobody says where the provider's view
            comes from.
    """
    contract = hold_contract(assessment.objective.contract)
    _check(assessment)
    waits = assessment.view == Owner.CLIENT
    assessment.state = AssessmentState.PROPOSED if waits else AssessmentState.APPROVED
    assessment.recorded_by = by
    record_new([assessment], contract=contract, by=by)


@transaction.atomic
def change_assessment(
    *, assessment: ObjectiveAssessment, fields: Collection[str], seen: int, by: User
) -> None:
    """Write some fields of an assessment that nobody has approved; one sent back waits for approval again.

    Raises:
        ChangedMeanwhile: somebody changed or decided on it since the version ``seen``.
        NotAllowed: it is approved, or says what ``record_assessment`` would refuse.
    """
    contract = _held(AssessmentStep.CHANGE, assessment, seen=seen, by=by)
    _check(assessment)
    written = set(fields)
    if assessment.view == Owner.CLIENT:
        assessment.state, assessment.decided_by, assessment.decision_note = AssessmentState.PROPOSED, None, ""
        written.update(DECIDED)
    record_changes([assessment], written, contract=contract, by=by)


@transaction.atomic
def approve_assessment(*, assessment: ObjectiveAssessment, seen: int, by: User) -> None:
    """Let the client's view count, as a second person.

    Raises:
        ChangedMeanwhile: somebody changed or decided on it since the version ``seen``.
        NotAllowed: it does not wait, or the person may not or wrote it.
    """
    contract = _held(AssessmentStep.APPROVE, assessment, seen=seen, by=by)
    assessment.state, assessment.decided_by = AssessmentState.APPROVED, by
    record_changes([assessment], DECIDED, contract=contract, by=by)


@transaction.atomic
def send_back_assessment(*, assessment: ObjectiveAssessment, seen: int, by: User, reason: str) -> None:
    """Ask for the client's view to be put otherwise, with a reason; it does not count meanwhile.

    Raises:
        ChangedMeanwhile: somebody changed or decided on it since the version ``seen``.
        NotAllowed: it does not wait, the person may not or wrote it, or no reason is given.
    """
    contract = _held(AssessmentStep.SEND_BACK, assessment, seen=seen, by=by)
    if not reason.strip():
        raise NotAllowed("Say why it is sent back.")
    assessment.state, assessment.decided_by = AssessmentState.SENT_BACK, by
    assessment.decision_note = reason.strip()
    record_changes([assessment], DECIDED, contract=contract, by=by, reason=reason)


@transaction.atomic
def remove_assessment(*, assessment: ObjectiveAssessment, seen: int, by: User, reason: str) -> None:
    """Delete an assessment that was a mistake; history keeps it.

    Raises:
        ChangedMeanwhile: somebody changed or decided on it since the version ``seen``.
        NotAllowed: it is approved and the person no manager, or no reason is given.
    """
    _held(AssessmentStep.REMOVE, assessment, seen=seen, by=by)
    remove_record(row=assessment, seen=seen, by=by, reason=reason)


def _held(step: AssessmentStep, assessment: ObjectiveAssessment, *, seen: int, by: User) -> Contract:
    """The contract, held, if a person may take a step with an assessment as it stands now."""
    contract = hold_contract(assessment.objective.contract)
    still_as_seen(assessment, seen)
    now = ObjectiveAssessment.objects.get(pk=assessment.pk)
    is_own = now.pk in written_by(by, assessment.objective)
    if why := refusal(step, now, abilities_of(by, contract), is_own=is_own):
        raise NotAllowed(why)
    return contract


def _check(assessment: ObjectiveAssessment) -> None:
    """Raises NotAllowed if an assessment cannot stand beside the others, or has no source it needs."""
    if assessment.view == Owner.PROVIDER and not assessment.source.strip():
        raise NotAllowed("Say where the provider's view comes from.")
    if why := is_taken(assessment):
        raise NotAllowed(why)


def is_taken(assessment: ObjectiveAssessment) -> str:
    """That a side has spoken of an objective and a day in another assessment, in a sentence; empty if not."""
    same = {"objective": assessment.objective, "as_at": assessment.as_at, "view": assessment.view}
    others = ObjectiveAssessment.objects.filter(**same)
    if not others.exclude(pk=assessment.pk).exists():
        return ""
    side = assessment.get_view_display().lower()
    return f"The {side}'s view of this objective on that day is recorded already."
