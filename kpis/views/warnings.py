"""The patterns of failure that a contract is to be warned of."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from contracts.access import Ability, SignedInRequest, contract_for
from contracts.views.asking import Question, ask, done, taken
from kpis.actions.warnings import add_warning, end_warning
from kpis.forms.suspensions import LastMonthForm
from kpis.forms.warnings import WarningForm
from kpis.warned import rule_of

EXPLAINED = (
    "The dashboard and the review of a month show a warning when its pattern is complete. "
    "It judges nothing and costs nothing."
)


@require_safe
def warning_list(request: SignedInRequest, reference: str) -> HttpResponse:
    """What is and was watched for."""
    contract = contract_for(request.user, reference)
    rules = contract.warning_rules.order_by("kind", "month_from", "number")
    context = {
        "contract": contract,
        "section": "credits",
        "lines": [(row, rule_of(row).in_words) for row in rules],
    }
    return render(request, "kpis/warnings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def warning_add(request: SignedInRequest, reference: str) -> HttpResponse:
    """Watch for a pattern from a month on."""
    contract = contract_for(request.user, reference, Ability.CHANGE_DEFINITIONS)
    form = WarningForm(request.POST or None)
    question = _question("Add a warning", EXPLAINED, "Add the warning")
    rule = form.is_valid() and taken(form, add_warning, contract=contract, by=request.user)
    if rule:
        return done(request, contract, question, f"Watched for: {rule_of(rule).in_words}.")
    return ask(request, contract, form, question)


@require_http_methods(["GET", "HEAD", "POST"])
def warning_end(request: SignedInRequest, reference: str, warning: int) -> HttpResponse:
    """Stop watching for a pattern after a month."""
    contract = contract_for(request.user, reference, Ability.CHANGE_DEFINITIONS)
    row = get_object_or_404(contract.warning_rules.select_related("contract"), pk=warning)
    form = LastMonthForm(request.POST or None)
    watched = f"Watched for from {row.month_from.name}: {rule_of(row).in_words}."
    question = _question("End a warning", watched, "End the warning")
    if form.is_valid() and taken(form, end_warning, rule=row, by=request.user) is not False:
        last = form.cleaned_data["month_to"].name
        return done(request, contract, question, f"It is watched for until {last}.")
    return ask(request, contract, form, question)


def _question(heading: str, before: str, button: str) -> Question:
    return Question(heading=heading, before=before, button=button, page="Warnings", back="warning_list")
