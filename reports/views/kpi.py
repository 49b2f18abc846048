"""A KPI of a contract."""

from __future__ import annotations

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from contracts.models import Contract
from reports.charts.on_page import DRAWS_CHARTS
from reports.conditional import kept_by_browser
from reports.kpi_history import kpi_shown


# The policy is outermost: an answer that nothing changed renews the policy of the page a browser kept.
@csp_update(DRAWS_CHARTS)
@require_safe
@kept_by_browser
def kpi_detail(request: HttpRequest, contract: Contract, kpi: str) -> HttpResponse:
    """A KPI's definition, its terms through time, and every result with its working."""
    found = get_object_or_404(contract.kpis.select_related("service_area", "replaces"), reference=kpi)
    shown = kpi_shown(contract, found)
    context = {"contract": contract, "section": "kpis", "kpi": found, "shown": shown}
    return render(request, "reports/kpi_detail.html", context)
