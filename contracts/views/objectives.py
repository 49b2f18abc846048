"""What the contract was made to achieve: the list with both sides' views, and each objective."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from contracts.access import Ability, SignedInRequest, contract_for
from contracts.actions.records import remove_record
from contracts.forms.objectives import ObjectiveForm
from contracts.forms.steps import WhyForm
from contracts.models import Contract, Objective
from contracts.objective_page import objective_page
from contracts.objectives import both_sides, objectives_of
from contracts.tables.objectives import ObjectiveFilter, ObjectiveTable
from contracts.views.records import SECTION, Register, RowPage, is_written, row_page, told
from contracts.views.steps import removal, step

asks = require_http_methods(["GET", "HEAD", "POST"])


class ObjectiveList(Register):
    """The objectives of a contract, by horizon."""

    table_class = ObjectiveTable
    filterset_class = ObjectiveFilter
    template_name = "contracts/objective_list.html"

    def rows(self) -> QuerySet[Objective]:
        rows = objectives_of(self.contract, self.today)
        return rows.select_related("contract").order_by("horizon", "pk")

    def get_table(self, **kwargs: Any) -> ObjectiveTable:
        table: ObjectiveTable = super().get_table(**kwargs)
        table.keeps = Ability.KEEP_GOVERNANCE in self.contract.abilities
        table.sides = both_sides(row.record for row in table.paginated_rows)
        return table


objective_list = require_safe(ObjectiveList.as_view())


@require_safe
def objective_detail(request: SignedInRequest, reference: str, objective: str) -> HttpResponse:
    """One objective, both sides' views of it now, and all that was said before."""
    contract = contract_for(request.user, reference)
    rows = objectives_of(contract, timezone.localdate())
    found = get_object_or_404(rows.select_related("contract"), reference=objective)
    page = objective_page(request, found, contract.abilities)
    keeps = Ability.KEEP_GOVERNANCE in contract.abilities
    context = {"contract": contract, "section": SECTION, "objective": found, "page": page, "keeps": keeps}
    return render(request, "contracts/objective_detail.html", context)


@asks
def objective_add(request: SignedInRequest, reference: str) -> HttpResponse:
    """Record what the contract was made to achieve."""
    contract = contract_for(request.user, reference, Ability.KEEP_GOVERNANCE)
    row = Objective(contract=contract)
    form = ObjectiveForm(contract, request.POST or None, instance=row)
    if is_written(request, form):
        return told(request, f"Objective {row} is recorded.", "objective_detail", reference, row.reference)
    back = reverse("objective_list", args=[reference])
    page = RowPage(heading="Add an objective", button="Add", parent="Objectives", back=back)
    return row_page(request, contract, form, page)


@asks
def objective_change(request: SignedInRequest, reference: str, objective: str) -> HttpResponse:
    """Correct what is recorded of an objective."""
    contract, found = _kept(request, reference, objective)
    form = ObjectiveForm(contract, request.POST or None, instance=found)
    if is_written(request, form):
        return told(request, f"Objective {found} is saved.", "objective_detail", reference, objective)
    back = reverse("objective_detail", args=[reference, objective])
    page = RowPage(heading=f"Change objective {objective}", button="Save", parent=objective, back=back)
    return row_page(request, contract, form, page)


@asks
def objective_remove(request: SignedInRequest, reference: str, objective: str) -> HttpResponse:
    """Take an objective away that was recorded by mistake."""
    contract, found = _kept(request, reference, objective)
    form = WhyForm(found, request.POST or None, today=timezone.localdate())
    question = removal(f"Remove objective {found}?", found.text, page="Objectives", back="objective_list")
    action = partial(remove_record, row=found)
    return step(request, contract, form, question, action, f"Objective {found} is removed.")


def _kept(request: SignedInRequest, reference: str, objective: str) -> tuple[Contract, Objective]:
    """An objective that the person may change, and its contract."""
    contract = contract_for(request.user, reference, Ability.KEEP_GOVERNANCE)
    return contract, get_object_or_404(contract.objectives, reference=objective)
