"""A step of one row of a register: the page that asks, and what comes of the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse

from contracts.access import SignedInRequest
from contracts.forms.steps import StepForm
from contracts.models import Contract
from contracts.views.asking import Question, ask, done, taken


def step(
    request: SignedInRequest,
    contract: Contract,
    form: StepForm,
    question: Question,
    action: Callable[..., Any],
    sentence: str,
) -> HttpResponse:
    """Ask, or take the step that was confirmed; where it is refused, say why and show how the row stands now.

    Args:
        action: takes the form's fields and ``by``.
        sentence: what was done, for the page that the question leads back to.
    """
    if form.is_valid():
        if taken(form, action, by=request.user) is not False:
            return done(request, contract, question, sentence)
        form.look_again()
    return ask(request, contract, form, question)
