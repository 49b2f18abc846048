"""What each side says of an objective: recorded, approved or sent back, put otherwise, removed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods

from contracts.access import Ability, SignedInRequest, contract_for
from contracts.actions import assessments
from contracts.assessments import DONE, AssessmentStep, refusal, written_by
from contracts.forms.objectives import AssessmentForm
from contracts.forms.steps import StepForm, WhyForm
from contracts.models import Contract, ObjectiveAssessment
from contracts.models.sides import Owner
from contracts.views.asking import Question
from contracts.views.records import SECTION, RowPage, is_written, row_page, told
from contracts.views.steps import step

asks = require_http_methods(["GET", "HEAD", "POST"])
COUNTS = "The provider's view of {} is recorded."
WAITS = "The client's view of {} is recorded. It counts once a manager who did not write it approves it."


@asks
def assessment_add(request: SignedInRequest, reference: str, objective: str) -> HttpResponse:
    """Record what one side says of an objective."""
    contract = contract_for(request.user, reference, Ability.KEEP_GOVERNANCE)
    found = get_object_or_404(contract.objectives.select_related("contract"), reference=objective)
    row = ObjectiveAssessment(objective=found)
    form = AssessmentForm(contract, request.POST or None, instance=row, today=timezone.localdate())
    if is_written(request, form):
        sentence = WAITS if row.view == Owner.CLIENT else COUNTS
        return told(request, sentence.format(found), "objective_detail", reference, objective)
    return row_page(request, contract, form, _page(f"Assess objective {found}", found.text, row))


@asks
def assessment_change(
    request: SignedInRequest, reference: str, objective: str, assessment: int
) -> HttpResponse:
    """Put otherwise what nobody has approved."""
    contract, row = _row(request, reference, objective, assessment, Ability.KEEP_GOVERNANCE)
    if response := _refused(request, contract, row, AssessmentStep.CHANGE):
        return response
    form = AssessmentForm(contract, request.POST or None, instance=row, today=timezone.localdate())
    if is_written(request, form):
        return told(request, f"{capfirst(_called(row))} is saved.", "objective_detail", reference, objective)
    sent_back = f"It was sent back: {row.decision_note}" if row.decision_note else ""
    return row_page(request, contract, form, _page(f"Change {_called(row)}", sent_back, row))


@asks
def assessment_approve(
    request: SignedInRequest, reference: str, objective: str, assessment: int
) -> HttpResponse:
    """Let the client's view count, as a second person."""
    contract, row = _row(request, reference, objective, assessment, Ability.APPROVE_ASSESSMENT)
    action, kind = assessments.approve_assessment, AssessmentStep.APPROVE
    return _ask(request, contract, row, kind, StepForm, action, "Approve")


@asks
def assessment_send_back(
    request: SignedInRequest, reference: str, objective: str, assessment: int
) -> HttpResponse:
    """Ask for the client's view to be put otherwise, with a reason."""
    contract, row = _row(request, reference, objective, assessment, Ability.APPROVE_ASSESSMENT)
    action, kind = assessments.send_back_assessment, AssessmentStep.SEND_BACK
    return _ask(request, contract, row, kind, WhyForm, action, "Send back")


@asks
def assessment_remove(
    request: SignedInRequest, reference: str, objective: str, assessment: int
) -> HttpResponse:
    """Take an assessment away that was a mistake."""
    contract, row = _row(request, reference, objective, assessment, Ability.KEEP_GOVERNANCE)
    action, kind = assessments.remove_assessment, AssessmentStep.REMOVE
    return _ask(request, contract, row, kind, WhyForm, action, "Remove")


def _row(
    request: SignedInRequest, reference: str, objective: str, assessment: int, ability: Ability
) -> tuple[Contract, ObjectiveAssessment]:
    """An assessment of an objective, and the contract, if the person may do that on it."""
    contract = contract_for(request.user, reference, ability)
    rows = ObjectiveAssessment.objects.filter(objective__contract=contract, objective__reference=objective)
    return contract, get_object_or_404(rows.select_related("objective__contract"), pk=assessment)


def _refused(
    request: SignedInRequest, contract: Contract, row: ObjectiveAssessment, kind: AssessmentStep
) -> HttpResponse | None:
    """Back to the objective, saying why a step cannot be taken; None where it can."""
    is_own = row.pk in written_by(request.user, row.objective)
    if why := refusal(kind, row, contract.abilities, is_own=is_own):
        messages.error(request, why)
        return redirect("objective_detail", contract.reference, row.objective.reference)
    return None


def _ask(
    request: SignedInRequest,
    contract: Contract,
    row: ObjectiveAssessment,
    kind: AssessmentStep,
    form: type[StepForm],
    action: Callable[..., Any],
    button: str,
) -> HttpResponse:
    if response := _refused(request, contract, row, kind):
        return response
    question = Question(
        heading=f"{button} {_called(row)}?",
        before=f"{row.get_rating_display()}. {row.narrative}",
        button=button,
        page=row.objective.reference,
        back="objective_detail",
        behind=(row.objective.reference,),
        section=SECTION,
    )
    typed = form(row, request.POST or None, today=timezone.localdate())
    sentence = f"{capfirst(_called(row))} is {DONE[kind]}."
    return step(request, contract, typed, question, partial(action, assessment=row), sentence)


def _called(row: ObjectiveAssessment) -> str:
    """An assessment in a heading or a sentence."""
    side = row.get_view_display().lower()
    return f"the {side}'s view of {row.objective} as at {date_format(row.as_at, 'j F Y')}"


def _page(heading: str, said: str, row: ObjectiveAssessment) -> RowPage:
    names = [row.objective.contract.reference, row.objective.reference]
    return RowPage(
        heading=heading,
        button="Save",
        parent=row.objective.reference,
        back=reverse("objective_detail", args=names),
        help=said,
    )
