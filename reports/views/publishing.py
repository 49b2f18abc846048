"""Publishing a report: what is frozen is what the person reads first."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from contracts.access import Ability, SignedInRequest, contract_for
from contracts.refusals import NotAllowed
from reports.actions.publishing import publish_report
from reports.drafts.rules import ReportStep
from reports.drafts.whole import whole_of
from reports.export import as_data
from reports.models import Report
from reports.papers.page import to_page
from reports.papers.public import exempt_of, without_exempt
from reports.publications.freezing import seen_as
from reports.publications.repeated import repeated_in_public
from reports.views.publications import ask_for_documents
from reports.views.reports import asks, context_of, may, report_of


@asks
def report_publish(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    """Show what would be frozen, whole and as the public will read it; freeze it when told to."""
    contract_for(request.user, reference, Ability.PUBLISH_REPORT)
    report = report_of(request, reference, number)
    if report.is_published:
        return redirect(report.publication)
    if why := may(request, report, ReportStep.PUBLISH):
        messages.error(request, why)
        return redirect(report)
    return _publish(request, report) if request.method == "POST" else _ask(request, report)


def _publish(request: SignedInRequest, report: Report) -> HttpResponse:
    try:
        publication = publish_report(
            report=report,
            by=request.user,
            at=timezone.now(),
            seen=request.POST.get("seen", ""),
            ask_for_documents=partial(ask_for_documents, request=request),
        )
    except NotAllowed as refused:
        messages.error(request, str(refused))
        return _ask(request, report, status=409)
    messages.success(
        request, f"{report} is published as {str(publication).lower()}. Its documents are being made."
    )
    return redirect(publication)


def _ask(request: SignedInRequest, report: Report, status: int = 200) -> HttpResponse:
    whole = whole_of(report, made_on=timezone.localdate())
    shown = without_exempt(whole.paper) if "public" in request.GET else whole.paper
    context = context_of(
        report,
        paper=whole.paper,
        has_exempt=bool(exempt_of(whole.paper)),
        shows_public="public" in request.GET,
        repeated=repeated_in_public(whole.paper),
        seen=seen_as(whole.paper, as_data(whole.statement)),
        article=to_page(shown, has_title=False),
    )
    return render(request, "reports/report_publish.html", context, status=status)
