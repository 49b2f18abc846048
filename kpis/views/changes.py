"""Changing definitions: choose a kind, fill in its form, look at every row it will write, confirm."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from contracts.access import Ability, SignedInRequest, contract_for
from contracts.calculations.months import Month
from contracts.models import Contract
from contracts.refusals import NotAllowed
from kpis.actions.changes import Done, OvertakenError, make_change, plan_of
from kpis.changes.rules import ClosedMonthsError
from kpis.changes.shown import shown
from kpis.changes.standing import Standing
from kpis.changes.values import Kind, PlannedChange
from kpis.figures import unpadded
from kpis.forms.change_base import ChangeForm
from kpis.forms.changes import (
    DecommissionForm,
    EndOfRedistributionForm,
    GlidePathForm,
    NewTermsForm,
    RedistributionForm,
    ReviewForm,
    WithdrawalForm,
)
from kpis.forms.new_kpis import NewKpiForm, ReplacementForm
from kpis.forms.steps import BACK_TO_FORM, SEEN, Then, carried
from kpis.words import STATUS_WORDS

FORMS: dict[Kind, type[ChangeForm]] = {
    form.kind: form
    for form in (
        *(NewKpiForm, NewTermsForm, GlidePathForm, ReplacementForm),
        *(DecommissionForm, RedistributionForm, EndOfRedistributionForm),
        *(WithdrawalForm, ReviewForm),
    )
}
DONE = "change_done"
"""The key of the session under which the last change stands, for the page that says what was done."""


@require_safe
def change_choose(request: SignedInRequest, reference: str) -> HttpResponse:
    """The kinds of change there are; ``?kpi=`` names the KPI that is meant."""
    contract = contract_for(request.user, reference, Ability.CHANGE_DEFINITIONS)
    kinds = [(kind.value, form.title, form.lead) for kind, form in FORMS.items()]
    context = {"contract": contract, "section": "kpis", "kinds": kinds, "kpi": request.GET.get("kpi", "")}
    return render(request, "kpis/change_choose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def change_new(request: SignedInRequest, reference: str, change: str) -> HttpResponse:
    """The form of a change, its preview, and its confirmation; nothing is written before the last."""
    contract = contract_for(request.user, reference, Ability.CHANGE_DEFINITIONS)
    if change not in list(Kind):
        raise Http404("There is no such change.")
    form_of = partial(FORMS[Kind(change)], standing=Standing.of(contract), today=timezone.localdate())
    then = Then.asked(request.POST)
    if request.method != "POST" or then in BACK_TO_FORM:
        typed = request.POST if request.method == "POST" else request.GET
        return _form(request, form_of(initial=typed.dict()))
    form = form_of(request.POST)
    if not form.is_valid():
        return _form(request, form)
    try:
        plan = plan_of(form.ask(), form.standing)
        return _confirm(request, form, plan) if then is Then.CONFIRM else _preview(request, form, plan)
    except NotAllowed as refused:
        form.add_error(None, str(refused))
        return _form(request, form, refused.months if isinstance(refused, ClosedMonthsError) else ())


def _form(request: SignedInRequest, form: ChangeForm, closed: Sequence[Month] = ()) -> HttpResponse:
    context = {"contract": form.contract, "section": "kpis", "form": form, "closed": closed}
    return render(request, "kpis/change_form.html", context)


def _preview(request: SignedInRequest, form: ChangeForm, plan: PlannedChange) -> HttpResponse:
    context = {
        "contract": form.contract,
        "section": "kpis",
        "form": form,
        "shown": shown(plan, form.standing),
        "carried": carried(request.POST),
    }
    return render(request, "kpis/change_preview.html", context)


def _confirm(request: SignedInRequest, form: ChangeForm, plan: PlannedChange) -> HttpResponse:
    contract = form.contract
    try:
        done = make_change(
            contract=contract, ask=form.ask(), seen=request.POST.get(SEEN, ""), by=request.user
        )
    except OvertakenError as overtaken:
        messages.warning(request, str(overtaken))
        return _preview(request, form, plan)
    request.session[DONE] = {"contract": contract.reference, **_in_words(done)}
    return redirect("change_done", contract.reference)


def _in_words(done: Done) -> dict[str, object]:
    """What was done, as a session can keep it."""
    plan = done.plan
    return {
        "heading": plan.heading,
        "kpis": sorted(plan.kpis),
        "rows": sum(row.after is not None for row in plan.terms),
        "taken": sum(row.after is None for row in plan.terms),
        "notice": plan.under.notice.reference if plan.under.notice else "",
        "rejudged": [
            {
                "kpi": row.kpi,
                "month": str(row.month),
                "name": row.month.name,
                "was": STATUS_WORDS[row.was],
                "now": STATUS_WORDS[row.now],
                "points_were": unpadded(row.points_were),
                "points_are": unpadded(row.points_are),
            }
            for row in done.rejudged
        ],
    }


@require_safe
def change_done(request: SignedInRequest, reference: str) -> HttpResponse:
    """What the change that was just confirmed did."""
    contract: Contract = contract_for(request.user, reference, Ability.CHANGE_DEFINITIONS)
    done = request.session.get(DONE)
    if not done or done["contract"] != contract.reference:
        return redirect("change_list", contract.reference)
    return render(request, "kpis/change_done.html", {"contract": contract, "section": "kpis", "done": done})
