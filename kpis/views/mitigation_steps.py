"""What becomes of a mitigation: agreed, declined, withdrawn, ended. Each step asks before it is taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from contracts.access import SignedInRequest, contract_for
from contracts.refusals import NotAllowed
from kpis.actions import mitigations
from kpis.actions.mitigations import Done, version_of
from kpis.forms.mitigations import AgreeForm, DeclineForm, EndForm, WithdrawForm
from kpis.mitigations.load import load_page, mitigation_of
from kpis.mitigations.rules import RULES, MitigationStep, refusal
from kpis.models import Mitigation
from kpis.views.mitigations import SECTION, address_in, told

asks = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A step as its page asks for it.

    Attributes:
        foresees: whether the page shows what the step would change.
    """

    step: MitigationStep
    form: type[forms.Form]
    button: str
    hint: str
    foresees: bool = False


AGREE = Question(
    step=MitigationStep.AGREE,
    form=AgreeForm,
    button="Agree",
    hint="It counts from now on. Results of open months are judged again at once.",
    foresees=True,
)
DECLINE = Question(
    step=MitigationStep.DECLINE,
    form=DeclineForm,
    button="Decline",
    hint="No status changes. Whoever proposed it is told the reason by e-mail.",
)
WITHDRAW = Question(
    step=MitigationStep.WITHDRAW,
    form=WithdrawForm,
    button="Withdraw",
    hint="It stays on record as withdrawn. To ask again, propose a new one.",
)
END = Question(
    step=MitigationStep.END,
    form=EndForm,
    button="End",
    hint="Results of open months after the last month are judged again at once. "
    "KPIs whose months all lie after it are no longer covered.",
)


@asks
def mitigation_agree(request: SignedInRequest, reference: str, mitigation: str) -> HttpResponse:
    """Grant a mitigation, having seen what that changes."""
    return _ask(request, reference, mitigation, AGREE, partial(mitigations.agree, at=timezone.now()))


@asks
def mitigation_decline(request: SignedInRequest, reference: str, mitigation: str) -> HttpResponse:
    """Refuse a mitigation, with a reason."""
    return _ask(request, reference, mitigation, DECLINE, partial(mitigations.decline, at=timezone.now()))


@asks
def mitigation_withdraw(request: SignedInRequest, reference: str, mitigation: str) -> HttpResponse:
    """Take a proposal back."""
    return _ask(request, reference, mitigation, WITHDRAW, mitigations.withdraw)


@asks
def mitigation_end(request: SignedInRequest, reference: str, mitigation: str) -> HttpResponse:
    """Give an agreed mitigation a last month."""
    return _ask(request, reference, mitigation, END, mitigations.end)


def _ask(
    request: SignedInRequest, reference: str, code: str, question: Question, action: Callable[..., Done]
) -> HttpResponse:
    """The page that asks, or the step that was confirmed on it; a refusal keeps what was typed."""
    contract = contract_for(request.user, reference, RULES[question.step].ability)
    found = mitigation_of(contract, code)
    form = question.form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            values = {"mitigation": found, "by": request.user, "address": address_in(request)}
            done = action(**values, **form.cleaned_data)
            return told(request, done, _sentence(done, question.step))
        except NotAllowed as refused:
            form.add_error(None, str(refused))
            found.refresh_from_db()
            found.contract = contract
    if why := refusal(question.step, found, request.user, contract.abilities):
        messages.error(request, f"{why}{_wrote(form)}")
        return redirect("mitigation_detail", reference, code)
    return _page(request, found, form, question)


def _page(
    request: SignedInRequest, mitigation: Mitigation, form: forms.Form, question: Question
) -> HttpResponse:
    context = {
        **{"contract": mitigation.contract, "section": SECTION, "mitigation": mitigation},
        **{"form": form, "question": question, "seen": version_of(mitigation)},
        "page": load_page(mitigation, request.user, today=timezone.localdate()),
    }
    return render(request, "kpis/mitigation_step.html", context)


def _sentence(done: Done, step: MitigationStep) -> str:
    """What was done, and to how many results that gave another colour."""
    sentence = f"{done.mitigation} is {RULES[step].done}."
    if step not in (MitigationStep.AGREE, MitigationStep.END):
        return sentence
    count = len(done.recoloured)
    results = "1 result" if count == 1 else f"{count or 'no'} results"
    return f"{sentence} In open months {results} changed colour."


def _wrote(form: Any) -> str:
    typed = form.data.get("reason") or form.data.get("note")
    return f" You wrote: “{typed}”" if typed else ""
