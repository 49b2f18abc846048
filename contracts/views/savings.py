"""Recording a financial year's savings; reports show them."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from contracts.access import Ability, SignedInRequest, contract_for
from contracts.actions.records import remove_record
from contracts.forms.savings import SavingForm
from contracts.forms.steps import WhyForm
from contracts.models import Contract, Saving
from contracts.views.records import RowPage, is_written, row_page, told
from contracts.views.steps import removal, step

asks = require_http_methods(["GET", "HEAD", "POST"])
LIST = "saving_list"


@asks
def saving_add(request: SignedInRequest, reference: str) -> HttpResponse:
    """Record what was contracted and delivered in a financial year."""
    contract = contract_for(request.user, reference, Ability.KEEP_GOVERNANCE)
    row = Saving(contract=contract)
    form = SavingForm(contract, request.POST or None, instance=row)
    if is_written(request, form):
        return told(request, f"Savings of {row} are recorded.", LIST, reference)
    return row_page(request, contract, form, _page("Add a financial year", "Add", contract))


@asks
def saving_change(request: SignedInRequest, reference: str, saving: int) -> HttpResponse:
    """Correct what is recorded of a financial year, or add what was delivered."""
    contract, found = _kept(request, reference, saving)
    name = found.financial_year
    form = SavingForm(contract, request.POST or None, instance=found)
    if is_written(request, form):
        return told(request, f"Savings of {found} are saved.", LIST, reference)
    return row_page(request, contract, form, _page(f"Change savings of {name}", "Save", contract))


@asks
def saving_remove(request: SignedInRequest, reference: str, saving: int) -> HttpResponse:
    """Take a financial year away that was recorded by mistake."""
    contract, found = _kept(request, reference, saving)
    form = WhyForm(found, request.POST or None, today=timezone.localdate())
    question = removal(f"Remove savings of {found}?", found.note, page="Savings", back=LIST)
    action = partial(remove_record, row=found)
    return step(request, contract, form, question, action, f"Savings of {found} are removed.")


def _kept(request: SignedInRequest, reference: str, saving: int) -> tuple[Contract, Saving]:
    """A year's savings that the person may change, and the contract."""
    contract = contract_for(request.user, reference, Ability.KEEP_GOVERNANCE)
    return contract, get_object_or_404(contract.savings, pk=saving)


def _page(heading: str, button: str, contract: Contract) -> RowPage:
    back = reverse(LIST, args=[contract.reference])
    return RowPage(heading=heading, button=button, parent="Savings", back=back)
