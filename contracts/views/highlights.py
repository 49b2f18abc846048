"""What went well: the list, and each highlight written down, corrected or taken away."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from contracts.access import Ability, SignedInRequest, contract_for
from contracts.actions.records import remove_record
from contracts.forms.highlights import HighlightForm
from contracts.forms.steps import WhyForm
from contracts.models import Contract, Highlight
from contracts.tables.highlights import HighlightFilter, HighlightTable
from contracts.views.records import Register, RowPage, is_written, row_page, told
from contracts.views.steps import removal, step

asks = require_http_methods(["GET", "HEAD", "POST"])


class HighlightList(Register):
    """The highlights of a contract, latest first."""

    table_class = HighlightTable
    filterset_class = HighlightFilter
    template_name = "contracts/highlight_list.html"

    def rows(self) -> QuerySet[Highlight]:
        return self.contract.highlights.select_related("contract", "service_area").order_by("-as_at", "-pk")

    def get_table_kwargs(self) -> dict[str, Any]:
        return {"keeps": Ability.KEEP_GOVERNANCE in self.contract.abilities}


highlight_list = require_safe(HighlightList.as_view())


@asks
def highlight_add(request: SignedInRequest, reference: str) -> HttpResponse:
    """Write down what went well."""
    contract = contract_for(request.user, reference, Ability.KEEP_GOVERNANCE)
    return _form(request, contract, Highlight(contract=contract), "Add a highlight", "Add")


@asks
def highlight_change(request: SignedInRequest, reference: str, highlight: int) -> HttpResponse:
    """Correct a highlight."""
    contract, found = _kept(request, reference, highlight)
    return _form(request, contract, found, "Change a highlight", "Save")


@asks
def highlight_remove(request: SignedInRequest, reference: str, highlight: int) -> HttpResponse:
    """Take a highlight away that was recorded by mistake."""
    contract, found = _kept(request, reference, highlight)
    form = WhyForm(found, request.POST or None, today=timezone.localdate())
    question = removal("Remove this highlight?", found.text, page="Highlights", back="highlight_list")
    action = partial(remove_record, row=found)
    return step(request, contract, form, question, action, "The highlight is removed.")


def _form(
    request: SignedInRequest, contract: Contract, row: Highlight, heading: str, button: str
) -> HttpResponse:
    form = HighlightForm(contract, request.POST or None, instance=row, today=timezone.localdate())
    if is_written(request, form):
        return told(request, "The highlight is saved.", "highlight_list", contract.reference)
    back = reverse("highlight_list", args=[contract.reference])
    page = RowPage(heading=heading, button=button, parent="Highlights", back=back)
    return row_page(request, contract, form, page)


def _kept(request: SignedInRequest, reference: str, highlight: int) -> tuple[Contract, Highlight]:
    """A highlight that the person may change, and its contract."""
    contract = contract_for(request.user, reference, Ability.KEEP_GOVERNANCE)
    return contract, get_object_or_404(contract.highlights.select_related("contract"), pk=highlight)
