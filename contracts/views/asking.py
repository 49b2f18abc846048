"""Pages that ask for a few words, or for a second look, before something is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from contracts.access import SignedInRequest
from contracts.models import Contract
from contracts.refusals import NotAllowed


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a page asks, for whose sake, and where it leads back to.

    Attributes:
        page: the page it came from, in a word, and ``back``, its address's name, with what stands in
            the address behind the contract.
        section: the item of the navigation it belongs to.
    """

    heading: str
    before: str
    button: str
    page: str
    back: str
    behind: tuple[str, ...] = ()
    section: str = "credits"

    def address(self, contract: Contract) -> str:
        """Where it leads back to."""
        return reverse(self.back, args=[contract.reference, *self.behind])


def ask(request: SignedInRequest, contract: Contract, form: Form, question: Question) -> HttpResponse:
    """The page that asks."""
    context = {
        "contract": contract,
        "section": question.section,
        "form": form,
        "question": question,
        "back": question.address(contract),
    }
    return render(request, "contracts/ask.html", context)


def taken(form: Form, action: Callable[..., Any], **values: Any) -> Any:
    """What a step with what was typed returns; False where it is refused, which then stands on the form."""
    try:
        return action(**values, **form.cleaned_data)
    except NotAllowed as refused:
        form.add_error(None, str(refused))
        return False


def done(request: SignedInRequest, contract: Contract, question: Question, sentence: str) -> HttpResponse:
    """Back to the page it came from, saying what was done."""
    messages.success(request, sentence)
    return redirect(question.address(contract))
