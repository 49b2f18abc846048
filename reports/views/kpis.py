"""The KPIs of a contract, and the changes of what they measure."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from contracts.access import SignedInRequest, contract_for
from contracts.models import Contract
from reports.change_log import ChangeFilter, change_log, matching
from reports.conditional import kept_by_browser
from reports.kpi_list import kpi_list_shown

CHANGES_A_PAGE = 20


@require_safe
@kept_by_browser
def kpi_list(request: HttpRequest, contract: Contract) -> HttpResponse:
    """Every KPI a contract has had, with its terms of the latest month; searched, filtered and sorted."""
    shown = kpi_list_shown(contract, request.GET.urlencode())
    return render(request, "reports/kpi_list.html", {"contract": contract, "section": "kpis", "shown": shown})


@require_safe
def change_list(request: SignedInRequest, reference: str) -> HttpResponse:
    """Every change of definitions and terms, newest first, under the notice that it was made by."""
    contract = contract_for(request.user, reference)
    log = change_log(contract)
    form = ChangeFilter(request.GET or None, log=log)
    found = matching(log, form.cleaned_data) if form.is_valid() else log
    page = Paginator(found, CHANGES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "contract": contract,
        "section": "kpis",
        "form": form,
        "page": page,
        "page_numbers": page.paginator.get_elided_page_range(page.number),
        "has_any": bool(log),
    }
    return render(request, "reports/change_list.html", context)
