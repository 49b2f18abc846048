"""Writing down the programme: stages and updates of workstreams, and their names."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from contracts.access import Ability, SignedInRequest, contract_for
from contracts.actions.programme import Part, rename_workstream
from contracts.actions.records import remove_record
from contracts.forms.programme import NameForm, PartForm, StageForm, UpdateForm, workstreams_of
from contracts.forms.steps import WhyForm
from contracts.models import Contract, WorkstreamStage, WorkstreamUpdate
from contracts.views.asking import Question, ask, done, taken
from contracts.views.records import SECTION, RowPage, is_written, row_page, told
from contracts.views.steps import removal, step

asks = require_http_methods(["GET", "HEAD", "POST"])


@asks
def stage_add(request: SignedInRequest, reference: str) -> HttpResponse:
    """Plan a stage of a workstream, which may be a new one."""
    contract = contract_for(request.user, reference, Ability.KEEP_GOVERNANCE)
    row = WorkstreamStage(contract=contract, workstream=request.GET.get("workstream", ""))
    return _written(request, StageForm(contract, request.POST or None, instance=row), "Add a stage", "Add")


@asks
def stage_change(request: SignedInRequest, reference: str, stage: int) -> HttpResponse:
    """Plan a stage otherwise."""
    contract = contract_for(request.user, reference, Ability.KEEP_GOVERNANCE)
    row = get_object_or_404(contract.workstream_stages, pk=stage)
    return _written(
        request, StageForm(contract, request.POST or None, instance=row), "Change a stage", "Save"
    )


@asks
def stage_remove(request: SignedInRequest, reference: str, stage: int) -> HttpResponse:
    """Take a stage out of the programme."""
    contract = contract_for(request.user, reference, Ability.KEEP_GOVERNANCE)
    row = get_object_or_404(contract.workstream_stages, pk=stage)
    months = f"{row.month_from.name} to {row.month_to.name}"
    return _removed(request, contract, row, "Remove this stage?", f"{row}, {months}")


@asks
def update_add(request: SignedInRequest, reference: str) -> HttpResponse:
    """Say where a workstream stands."""
    contract = contract_for(request.user, reference, Ability.KEEP_GOVERNANCE)
    row = WorkstreamUpdate(contract=contract, workstream=request.GET.get("workstream", ""))
    return _written(request, _update_form(request, row), "Say where a workstream stands", "Add")


@asks
def update_change(request: SignedInRequest, reference: str, update: int) -> HttpResponse:
    """Correct what was said of a workstream."""
    contract = contract_for(request.user, reference, Ability.KEEP_GOVERNANCE)
    row = get_object_or_404(contract.workstream_updates, pk=update)
    return _written(request, _update_form(request, row), "Change an update", "Save")


@asks
def update_remove(request: SignedInRequest, reference: str, update: int) -> HttpResponse:
    """Take away what was said of a workstream by mistake."""
    contract = contract_for(request.user, reference, Ability.KEEP_GOVERNANCE)
    row = get_object_or_404(contract.workstream_updates, pk=update)
    return _removed(request, contract, row, "Remove this update?", f"{row}\n{row.narrative}")


@asks
def workstream_rename(request: SignedInRequest, reference: str, workstream: str) -> HttpResponse:
    """Call a workstream otherwise, in all its stages and updates."""
    contract = contract_for(request.user, reference, Ability.KEEP_GOVERNANCE)
    if workstream not in workstreams_of(contract):
        raise Http404("There is no such workstream.")
    form = NameForm(request.POST or None, initial={"name": workstream})
    action = partial(rename_workstream, contract=contract, workstream=workstream)
    question = Question(
        heading=f"Rename {workstream}",
        before="All its stages and updates go by the new name.",
        button="Rename",
        page="Programme",
        back="programme",
        section=SECTION,
    )
    if form.is_valid() and taken(form, action, by=request.user) is not False:
        name = form.cleaned_data["name"]
        return done(request, contract, question, f"{workstream} is now called {name}.")
    return ask(request, contract, form, question)


def _update_form(request: SignedInRequest, row: WorkstreamUpdate) -> UpdateForm:
    return UpdateForm(row.contract, request.POST or None, instance=row, today=timezone.localdate())


def _written(request: SignedInRequest, form: PartForm, heading: str, button: str) -> HttpResponse:
    """Write what a form says, or show it."""
    reference = form.contract.reference
    if is_written(request, form):
        name = form.instance.workstream
        return told(request, "The programme is saved.", "workstream_detail", reference, name)
    back = reverse("programme", args=[reference])
    page = RowPage(heading=heading, button=button, parent="Programme", back=back)
    return row_page(request, form.contract, form, page)


def _removed(
    request: SignedInRequest, contract: Contract, row: Part, heading: str, before: str
) -> HttpResponse:
    form = WhyForm(row, request.POST or None, today=timezone.localdate())
    action: Any = partial(remove_record, row=row)
    question = removal(heading, before, page="Programme", back="programme")
    return step(request, contract, form, question, action, "It is removed.")
