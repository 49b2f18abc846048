"""The bands of a KPI through time, and changing them as a dated step."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from contracts.access import Ability, SignedInRequest, contract_for
from contracts.calculations.months import Month
from contracts.forms.fields import ReasonForm
from contracts.models import Contract
from contracts.refusals import NotAllowed
from contracts.views.asking import Question, ask, done, taken
from kpis.actions.bands import set_bands, why_not_from, withdraw_bands
from kpis.actions.open_months import foresee_open_months
from kpis.bands import bands_now, fallen_of, lines_of, sets_of, with_new_bands
from kpis.credit_terms.effect_words import points_lines
from kpis.forms.bands import BandsDraft
from kpis.forms.steps import BACK_TO_FORM, Then, carried, fingerprint
from kpis.models import Kpi, KpiBand
from kpis.views.confirming import is_confirmed
from kpis.views.credit_terms import tell_changed


@require_safe
def kpi_bands(request: SignedInRequest, reference: str, kpi: str) -> HttpResponse:
    """A KPI's sets of bands, latest first."""
    contract = contract_for(request.user, reference)
    found = _kpi(contract, kpi)
    return render(request, "kpis/bands.html", _context(contract, found, sets=sets_of(found)))


@require_http_methods(["GET", "HEAD", "POST"])
def kpi_bands_change(request: SignedInRequest, reference: str, kpi: str) -> HttpResponse:
    """New bands from a month on: typed, then shown with the values in them, then confirmed."""
    contract = contract_for(request.user, reference, Ability.CHANGE_DEFINITIONS)
    found = _kpi(contract, kpi)
    if request.method != "POST":
        return _form(request, found, BandsDraft.of(bands_now(found, contract.last_month)))
    draft, then = BandsDraft.sent(request.POST), Then.asked(request.POST)
    if then in BACK_TO_FORM or not draft.is_valid():
        return _form(request, found, draft)
    if refusal := why_not_from(found, draft.new.effective_from):
        draft.form.add_error("effective_from", refusal)
        return _form(request, found, draft)
    return _preview_or_confirm(request, found, draft, then)


def _form(request: SignedInRequest, kpi: Kpi, draft: BandsDraft) -> HttpResponse:
    context = _context(kpi.contract, kpi, form=draft.form, rows=draft.rows)
    return render(request, "kpis/bands_form.html", context)


def _preview_or_confirm(request: SignedInRequest, kpi: Kpi, draft: BandsDraft, then: Then) -> HttpResponse:
    new = draft.new
    fallen = fallen_of(kpi, new)
    foreseen = foresee_open_months(kpi.contract, with_new_bands(kpi, new), kpis=[kpi])
    seen = fingerprint((fallen, foreseen))
    if is_confirmed(request, then, seen):
        return _set(request, kpi, draft)
    shown = {"new": new, "lines": lines_of(kpi, new.bands), "fallen": fallen}
    shown |= {"foreseen": points_lines(foreseen), "carried": carried(request.POST), "seen": seen}
    return render(request, "kpis/bands_preview.html", _context(kpi.contract, kpi, **shown))


def _set(request: SignedInRequest, kpi: Kpi, draft: BandsDraft) -> HttpResponse:
    try:
        changed = set_bands(kpi=kpi, new=draft.new, by=request.user)
    except NotAllowed as refused:
        draft.form.add_error("effective_from", str(refused))
        return _form(request, kpi, draft)
    messages.success(request, f"New bands of {kpi} hold from {draft.new.effective_from.name}.")
    tell_changed(request, changed)
    return redirect("kpi_bands", kpi.contract.reference, kpi.reference)


@require_http_methods(["GET", "HEAD", "POST"])
def kpi_bands_withdraw(request: SignedInRequest, reference: str, kpi: str, month: Month) -> HttpResponse:
    """Take back the latest bands, after asking why."""
    contract = contract_for(request.user, reference, Ability.CHANGE_DEFINITIONS)
    found = _kpi(contract, kpi)
    get_object_or_404(KpiBand.objects.filter(kpi=found, effective_from=month.first_day)[:1])
    form = ReasonForm(request.POST or None)
    question = Question(
        heading=f"Withdraw the bands of {found} from {month.name}",
        before="The bands before them hold on, and the open months are judged by those.",
        button="Withdraw the bands",
        page="Bands",
        back="kpi_bands",
        behind=(found.reference,),
        section="kpis",
    )
    changed = form.is_valid() and taken(form, withdraw_bands, kpi=found, month=month, by=request.user)
    if changed is False:
        return ask(request, contract, form, question)
    answer = done(request, contract, question, f"The bands of {found} from {month.name} are withdrawn.")
    tell_changed(request, changed)
    return answer


def _kpi(contract: Contract, reference: str) -> Kpi:
    kpis = contract.kpis.select_related("contract", "service_area")
    return get_object_or_404(kpis, reference=reference)


def _context(contract: Contract, kpi: Kpi, **shown: object) -> dict[str, object]:
    return {"contract": contract, "section": "kpis", "kpi": kpi, **shown}
