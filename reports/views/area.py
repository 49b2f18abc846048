"""A service area of a contract."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from contracts.models import Contract
from reports.conditional import kept_by_browser
from reports.dashboards import area_shown
from reports.statements import load_periods
from reports.timeline import NoSuchMonth, timeline_at
from reports.views.dashboard import no_such_month


@require_safe
@kept_by_browser
def service_area(request: HttpRequest, contract: Contract, code: str) -> HttpResponse:
    """How one area did in a month, ``?month=2021-12`` or the latest, and its KPIs."""
    area = get_object_or_404(contract.service_areas, code=code)
    periods = load_periods(contract)
    try:
        timeline = timeline_at(periods, request.GET.get("month"))
    except NoSuchMonth:
        return no_such_month(request, contract, periods)
    month = timeline.chosen.month
    context = {"contract": contract, "section": "dashboard", "area": area, "month": month}
    context["shown"] = area_shown(contract, area, month)
    return render(request, "reports/service_area.html", context)
