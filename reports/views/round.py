"""A contract in the round."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from contracts.access import SignedInRequest
from contracts.models import Contract
from contracts.views.records import SECTION
from reports.conditional import kept_by_browser_today
from reports.governance.load import day_reported
from reports.round.page import round_shown
from reports.statements import load_periods
from reports.timeline import NoSuchMonth, timeline_at
from reports.views.dashboard import no_such_month


@require_safe
@kept_by_browser_today
def contract_round(request: SignedInRequest, contract: Contract) -> HttpResponse:
    """How the contract stood for a committee that was told of a month, ``?month=2014-05`` or the latest."""
    periods = load_periods(contract)
    try:
        timeline = timeline_at(periods, request.GET.get("month"))
    except NoSuchMonth:
        return no_such_month(request, contract, periods, SECTION)
    month = timeline.chosen.month
    shown = round_shown(contract, month, day_reported(month, today=timezone.localdate()))
    context = {"contract": contract, "section": SECTION, "month": month, "shown": shown}
    return render(request, "reports/round.html", context)
