"""Suspending the credits of a contract, ending that and taking it back."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from contracts.access import Ability, SignedInRequest, contract_for
from contracts.forms.fields import ReasonForm
from contracts.models import Contract, CreditSuspension
from contracts.views.asking import Question, ask, done, taken
from kpis.actions.suspensions import end_suspension, suspend_credits, withdraw_suspension
from kpis.forms.suspensions import LastMonthForm, SuspensionForm

POINTS_STAY = "Points are incurred as ever; only, no credit is payable in these months."


@require_http_methods(["GET", "HEAD", "POST"])
def suspension_add(request: SignedInRequest, reference: str) -> HttpResponse:
    """Suspend credits for some months."""
    contract = contract_for(request.user, reference, Ability.CHANGE_DEFINITIONS)
    form = SuspensionForm(request.POST or None)
    question = _question("Suspend service credits", POINTS_STAY, "Suspend credits")
    if form.is_valid() and taken(form, suspend_credits, contract=contract, by=request.user) is not False:
        first = form.cleaned_data["month_from"].name
        return done(request, contract, question, f"Credits are suspended from {first}.")
    return ask(request, contract, form, question)


@require_http_methods(["GET", "HEAD", "POST"])
def suspension_end(request: SignedInRequest, reference: str, suspension: int) -> HttpResponse:
    """Say until when a suspension lasts."""
    contract = contract_for(request.user, reference, Ability.CHANGE_DEFINITIONS)
    row = _suspension(contract, suspension)
    form = LastMonthForm(request.POST or None)
    heading = f"End the suspension of credits from {row.month_from.name}"
    question = _question(heading, row.reason, "End the suspension")
    if form.is_valid() and taken(form, end_suspension, suspension=row, by=request.user) is not False:
        last = form.cleaned_data["month_to"].name
        return done(request, contract, question, f"The suspension of credits lasts until {last}.")
    return ask(request, contract, form, question)


@require_http_methods(["GET", "HEAD", "POST"])
def suspension_withdraw(request: SignedInRequest, reference: str, suspension: int) -> HttpResponse:
    """Take a suspension back as if it had never been."""
    contract = contract_for(request.user, reference, Ability.CHANGE_DEFINITIONS)
    row = _suspension(contract, suspension)
    form = ReasonForm(request.POST or None)
    first = row.month_from.name
    question = _question(f"Withdraw the suspension from {first}", row.reason, "Withdraw the suspension")
    if form.is_valid() and taken(form, withdraw_suspension, suspension=row, by=request.user) is not False:
        return done(request, contract, question, f"The suspension of credits from {first} is withdrawn.")
    return ask(request, contract, form, question)


def _suspension(contract: Contract, key: int) -> CreditSuspension:
    return get_object_or_404(contract.credit_suspensions.select_related("contract"), pk=key)


def _question(heading: str, before: str, button: str) -> Question:
    return Question(heading=heading, before=before, button=button, page="Credit terms", back="credit_terms")
