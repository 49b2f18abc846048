"""The green trend of a contract, and the KPIs behind its numbers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from contracts.models import Contract
from reports.conditional import kept_by_browser
from reports.statements import load_periods
from reports.timeline import NoSuchMonth, timeline_at
from reports.trends.page import trend_shown
from reports.views.dashboard import no_such_month


@require_safe
@kept_by_browser
def green_trend(request: HttpRequest, contract: Contract) -> HttpResponse:
    """Whether KPIs that meet their targets get better or worse, as at ``?month=2021-12`` or the latest."""
    periods = load_periods(contract)
    try:
        timeline = timeline_at(periods, request.GET.get("month"))
    except NoSuchMonth:
        return no_such_month(request, contract, periods)
    month = timeline.chosen.month
    context = {"contract": contract, "section": "dashboard", "month": month}
    context["shown"] = trend_shown(contract, month)
    return render(request, "reports/green_trend.html", context)
