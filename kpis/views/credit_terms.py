"""The credit terms of a contract through time, and changing them as a dated step."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from contracts.access import Ability, SignedInRequest, contract_for
from contracts.forms.fields import ReasonForm
from contracts.models import Contract
from contracts.refusals import NotAllowed
from contracts.views.asking import Question, ask, done, taken
from kpis.actions.credit_terms import (
    change_credit_terms,
    why_not_from,
    withdraw_credit_terms,
)
from kpis.actions.open_months import Rejudged, foresee_open_months
from kpis.credit_terms.effect import effect_of, with_new_terms, without_bands
from kpis.credit_terms.effect_words import effect_in_words, points_lines
from kpis.credit_terms.page import credit_terms_page
from kpis.credit_terms.words import in_words
from kpis.figures import unpadded
from kpis.forms.credit_terms import TermsDraft
from kpis.forms.steps import BACK_TO_FORM, Then, carried, fingerprint
from kpis.views.confirming import is_confirmed

MOST_NAMED = 10
"""So many results are named in a message; of the others, how many there are."""


@require_safe
def credit_terms(request: SignedInRequest, reference: str) -> HttpResponse:
    """How points are incurred and priced, latest terms first, and when credits are suspended."""
    contract = contract_for(request.user, reference)
    context = {"contract": contract, "section": "credits", "page": credit_terms_page(contract)}
    return render(request, "kpis/credit_terms.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def credit_terms_change(request: SignedInRequest, reference: str) -> HttpResponse:
    """New terms from a month on: typed, then shown with their effect, then confirmed."""
    contract = contract_for(request.user, reference, Ability.CHANGE_DEFINITIONS)
    if request.method != "POST":
        now = contract.credit_terms.prefetch_related("tiers").order_by("-effective_from").first()
        return _form(request, contract, TermsDraft.of(contract, now))
    draft, then = TermsDraft.sent(contract, request.POST), Then.asked(request.POST)
    if then in BACK_TO_FORM or not draft.is_valid():
        return _form(request, contract, draft)
    if refusal := why_not_from(contract, draft.terms.effective_from):
        draft.form.add_error("effective_from", refusal)
        return _form(request, contract, draft)
    return _preview_or_confirm(request, contract, draft, then)


def _form(request: SignedInRequest, contract: Contract, draft: TermsDraft) -> HttpResponse:
    context = {"contract": contract, "section": "credits", "form": draft.form, "tiers": draft.tiers}
    return render(request, "kpis/credit_terms_form.html", context)


def _preview_or_confirm(
    request: SignedInRequest, contract: Contract, draft: TermsDraft, then: Then
) -> HttpResponse:
    new = draft.terms
    rulebook = with_new_terms(contract, new)
    bandless = without_bands(contract, rulebook, new.effective_from)
    effect, foreseen = effect_of(contract, new), foresee_open_months(contract, rulebook)
    seen = fingerprint((effect, foreseen, bandless))
    if is_confirmed(request, then, seen):
        return _change(request, contract, draft)
    context = {
        "contract": contract,
        "section": "credits",
        "new": new,
        "words": in_words(new.points, new.price),
        "bandless": bandless,
        "effect": effect_in_words(effect) if effect else None,
        "foreseen": points_lines(foreseen),
        "carried": carried(request.POST),
        "seen": seen,
    }
    return render(request, "kpis/credit_terms_preview.html", context)


def _change(request: SignedInRequest, contract: Contract, draft: TermsDraft) -> HttpResponse:
    try:
        changed = change_credit_terms(contract=contract, new=draft.terms, by=request.user)
    except NotAllowed as refused:
        draft.form.add_error("effective_from", str(refused))
        return _form(request, contract, draft)
    messages.success(request, f"New credit terms hold from {draft.terms.effective_from.name}.")
    tell_changed(request, changed)
    return redirect("credit_terms", contract.reference)


@require_http_methods(["GET", "HEAD", "POST"])
def credit_terms_withdraw(request: SignedInRequest, reference: str, terms: int) -> HttpResponse:
    """Take back the latest terms, after asking why."""
    contract = contract_for(request.user, reference, Ability.CHANGE_DEFINITIONS)
    row = get_object_or_404(contract.credit_terms.select_related("contract"), pk=terms)
    form = ReasonForm(request.POST or None)
    month = row.effective_from.name
    question = Question(
        heading=f"Withdraw the credit terms from {month}",
        before="The terms before them hold on, and the open months are judged and priced by those.",
        button="Withdraw the terms",
        page="Credit terms",
        back="credit_terms",
    )
    changed = form.is_valid() and taken(form, withdraw_credit_terms, terms=row, by=request.user)
    if changed is False:
        return ask(request, contract, form, question)
    answer = done(request, contract, question, f"The credit terms from {month} are withdrawn.")
    tell_changed(request, changed)
    return answer


def tell_changed(request: SignedInRequest, changed: list[Rejudged]) -> None:
    """Say which results of open months incur other points than before."""
    if not changed:
        messages.info(request, "No result of an open month incurs other points than before.")
        return
    named = "; ".join(_in_words(each) for each in changed[:MOST_NAMED])
    more = f"; and {len(changed) - MOST_NAMED} more" if len(changed) > MOST_NAMED else ""
    messages.info(request, f"Points of open months that changed: {named}{more}.")


def _in_words(each: Rejudged) -> str:
    are, were = unpadded(each.points_are), unpadded(each.points_were)
    return f"{each.kpi} in {each.month.short_name} incurs {are}, was {were}"
