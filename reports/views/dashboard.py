"""The committee's dashboard of a contract."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from contracts.access import SignedInRequest
from contracts.models import Contract
from reports.conditional import kept_by_browser_today
from reports.dashboards import dashboard_shown
from reports.outstanding import overdue_on
from reports.statements import load_periods
from reports.statements.load import PeriodRow
from reports.timeline import NoSuchMonth, timeline_at
from reports.waiting import assessments_on, waiting_on


@require_safe
@kept_by_browser_today
def contract_dashboard(request: SignedInRequest, contract: Contract) -> HttpResponse:
    """How the contract did in a month, ``?month=2021-12`` or the latest, and in the months before."""
    periods = load_periods(contract)
    try:
        timeline = timeline_at(periods, request.GET.get("month"))
    except NoSuchMonth:
        return no_such_month(request, contract, periods)
    month, today = timeline.chosen.month, timezone.localdate()
    context = {"contract": contract, "section": "dashboard", "month": month}
    context["shown"] = dashboard_shown(contract, month, today)
    context["overdue"] = overdue_on(contract, request.user, today)
    context["waiting"] = waiting_on(contract, timeline, request.user)
    context["assessments"] = assessments_on(contract, request.user)
    return render(request, "reports/dashboard.html", context)


def no_such_month(
    request: HttpRequest, contract: Contract, periods: tuple[PeriodRow, ...], section: str = "dashboard"
) -> HttpResponse:
    """Say which months there are; without any, that the contract has yet to begin its first."""
    asked = request.GET.get("month")
    context = {"contract": contract, "section": section, "asked": asked, "latest": periods[-1:]}
    return render(request, "reports/no_such_month.html", context, status=404 if asked or periods else 200)
