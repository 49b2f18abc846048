"""What the pages of the registers of governance have in common: the list, the form, the removal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from contracts.access import Ability, SignedInRequest, contract_for
from contracts.forms.records import RowForm
from contracts.models import Contract
from contracts.refusals import ChangedMeanwhile, NotAllowed

SECTION = "round"
"""The item of the navigation that the registers belong to."""


class Register(SingleTableMixin, FilterView):
    """The rows of one register of a contract: searched, filtered, sorted, in pages.

    The filter set takes ``contract`` and ``today``; the table is given ``today``.
    """

    table_pagination = {"per_page": 25}
    request: SignedInRequest

    def get(self, request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.contract = contract_for(request.user, kwargs["reference"])
        self.today = timezone.localdate()
        return super().get(request, *args, **kwargs)

    def rows(self) -> QuerySet[Any]:
        """The contract's rows, before any filter."""
        raise NotImplementedError

    def get_queryset(self) -> QuerySet[Any]:
        return self.rows()

    def get_filterset_kwargs(self, filterset_class: Any) -> dict[str, Any]:
        ours = {"contract": self.contract, "today": self.today}
        return {**super().get_filterset_kwargs(filterset_class), **ours}

    def get_table(self, **kwargs: Any) -> Any:
        table = super().get_table(**kwargs)
        table.today = self.today
        return table

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        keeps = Ability.KEEP_GOVERNANCE in self.contract.abilities
        ours = {"contract": self.contract, "section": SECTION, "keeps": keeps, "today": self.today}
        return super().get_context_data(**ours | kwargs)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPage:
    """The page of a row's form.

    Attributes:
        parent, back: the page it came from, in words, and its address.
        help: a sentence before the fields.
    """

    heading: str
    button: str
    parent: str
    back: str
    help: str = ""


def row_page(request: SignedInRequest, contract: Contract, form: RowForm, page: RowPage) -> HttpResponse:
    """The form of a row, with what went wrong if it was sent."""
    context = {"contract": contract, "section": SECTION, "form": form, "page": page}
    return render(request, "contracts/row_form.html", context)


def is_written(request: SignedInRequest, form: RowForm) -> bool:
    """Write what a form says, if it is sent and sound; whether it is written.

    A refusal stands on the form, and nothing that was typed is lost.
    """
    if not form.is_bound or not form.is_valid():
        return False
    try:
        form.write(by=request.user)
    except ChangedMeanwhile as refused:
        form.add_error(None, str(refused))
        form.show_theirs()
    except NotAllowed as refused:
        form.add_error(None, str(refused))
    return form.is_valid()


def told(request: SignedInRequest, sentence: str, to: str, *args: str) -> HttpResponse:
    """Say what was done on another page."""
    messages.success(request, sentence)
    return redirect(to, *args)
