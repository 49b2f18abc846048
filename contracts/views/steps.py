"""A step of one row of a register: the page that asks, and what comes of the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse

from contracts.access import SignedInRequest
from contracts.forms.steps import StepForm
from contracts.models import Assurance, Commitment, Contract
from contracts.views.asking import Question, ask, done, taken
from contracts.views.records import SECTION


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


def row_question(row: Assurance | Commitment, heading: str, button: str) -> Question:
    """What is asked of a row; the question leads back to its page."""
    return Question(
        heading=heading,
        before=row.text,
        button=button,
        page=row.reference,
        back=f"{row._meta.model_name}_detail",
        behind=(row.reference,),
        section=SECTION,
    )


def removal(heading: str, before: str, *, page: str, back: str, behind: tuple[str, ...] = ()) -> Question:
    """What is asked before something is removed; see ``Question`` for where it leads back to."""
    return Question(
        heading=heading,
        before=before,
        button="Remove",
        page=page,
        back=back,
        behind=behind,
        section=SECTION,
    )
