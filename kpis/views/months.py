"""The months of a contract, and opening the next."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from contracts.access import Ability, SignedInRequest, contract_for
from contracts.refusals import NotAllowed
from kpis.actions.periods import next_month, open_next_month
from kpis.forms import OpenForm

MONTHS_A_PAGE = 24


@require_safe
def month_list(request: SignedInRequest, reference: str) -> HttpResponse:
    """Every month of a contract, newest first, with its state and its counts."""
    contract = contract_for(request.user, reference)
    periods = contract.periods.select_related("summary", "submitted_by", "signed_off_by").order_by("-month")
    page = Paginator(periods, MONTHS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "contract": contract,
        "section": "months",
        "page": page,
        "page_numbers": page.paginator.get_elided_page_range(page.number),
        "next_month": next_month(contract) if Ability.ENTER_RESULTS in contract.abilities else None,
    }
    return render(request, "kpis/month_list.html", context)


@require_POST
def month_open(request: SignedInRequest, reference: str) -> HttpResponse:
    """Open the month that the list of months offered."""
    contract = contract_for(request.user, reference, Ability.ENTER_RESULTS)
    form = OpenForm(request.POST)
    if not form.is_valid():
        return redirect("month_list", reference)
    try:
        period = open_next_month(contract=contract, by=request.user, expected=form.cleaned_data["month"])
    except NotAllowed as refused:
        messages.error(request, str(refused))
        return redirect("month_list", reference)
    messages.success(request, f"{period} is open: results can be entered.")
    return redirect("month_entry_start", reference, period.month)
