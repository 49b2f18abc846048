"""The charts of a contract."""

from __future__ import annotations

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from contracts.models import Contract
from reports.charts.on_page import DRAWS_CHARTS
from reports.charts.page import charts_page
from reports.conditional import kept_by_browser


# The policy is outermost: an answer that nothing changed renews the policy of the page a browser kept.
@csp_update(DRAWS_CHARTS)
@require_safe
@kept_by_browser
def charts(request: HttpRequest, contract: Contract) -> HttpResponse:
    """Statuses, points and credits of every month, and the programme."""
    context = {"contract": contract, "section": "charts", "page": charts_page(contract)}
    return render(request, "reports/charts.html", context)
