"""The reports of a contract: those being written, and the one at hand."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contracts.access import Ability, SignedInRequest, contract_for
from contracts.models import Contract
from contracts.refusals import NotAllowed
from reports.actions import EditedMeanwhile, drafts
from reports.drafts.details import Details, suggested
from reports.drafts.page import builder_page
from reports.drafts.rules import ReportStep, refusal
from reports.forms.details import DetailsForm
from reports.models import Report, ReportState

SECTION = "reports"
LATEST = 5
"""How many publications stand on the list of reports, above the way to all of them."""
asks = require_http_methods(["GET", "HEAD", "POST"])


def report_of(request: SignedInRequest, reference: str, number: int) -> Report:
    """A report that the person may write at, with its contract and their abilities."""
    contract = contract_for(request.user, reference, Ability.WRITE_REPORT)
    beside = ("created_by", "submitted_by", "published_by", "publication__contract")
    report = get_object_or_404(contract.reports.select_related(*beside), number=number)
    report.contract = contract
    return report


def posted(request: SignedInRequest) -> QueryDict | None:
    """What was sent, also if it is nothing; None where the page is only asked for."""
    return request.POST if request.method == "POST" else None


def context_of(report: Report, **more: Any) -> dict[str, Any]:
    """What every page of a report shows."""
    return {"contract": report.contract, "section": SECTION, "report": report, **more}


def may(request: SignedInRequest, report: Report, step: ReportStep) -> str:
    """Why this person may not take a step now; empty if they may."""
    return refusal(step, report, request.user, report.contract.abilities)


@require_safe
def report_list(request: SignedInRequest, reference: str) -> HttpResponse:
    """The reports being written, for those who write them, beside what was published."""
    contract = contract_for(request.user, reference)
    writes = Ability.WRITE_REPORT in contract.abilities
    unpublished = contract.reports.exclude(state=ReportState.PUBLISHED).select_related("created_by")
    published = contract.publications.filter(corrects=None).select_related("contract")
    context = {
        **{"contract": contract, "section": SECTION, "writes": writes},
        "publications": published.order_by("-number")[:LATEST],
        "reports": unpublished.order_by("held_on", "number") if writes else (),
    }
    return render(request, "reports/report_list.html", context)


@asks
def report_new(request: SignedInRequest, reference: str) -> HttpResponse:
    """Start a report: of which months, for which meeting."""
    contract = contract_for(request.user, reference, Ability.WRITE_REPORT)
    form = DetailsForm(posted(request), contract=contract, initial=_suggested(contract, request))
    if form.is_valid():
        try:
            report = drafts.start(contract=contract, details=form.details, by=request.user, at=timezone.now())
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{report} is started, with its texts taken from the figures.")
            return redirect("report_detail", reference, report.number)
    context = {"contract": contract, "section": SECTION, "form": form}
    return render(request, "reports/report_new.html", context)


def _suggested(contract: Contract, request: SignedInRequest) -> dict[str, Any]:
    return {} if request.method == "POST" else suggested(contract, request.user)


@require_safe
def report_detail(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    """A report: what is in it, in order, where it stands, and what may be done with it."""
    report = report_of(request, reference, number)
    if report.is_published:
        return render(request, "reports/report_published.html", context_of(report))
    today = timezone.localdate()
    page = builder_page(report, request.user, report.contract.abilities, today=today)
    return render(request, "reports/report_detail.html", context_of(report, page=page))


@asks
def report_details(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    """Change what a draft is about or where it goes."""
    report = report_of(request, reference, number)
    if why := may(request, report, ReportStep.CHANGE):
        messages.error(request, why)
        return redirect(report)
    initial = Details.of(report).as_columns() | {"seen": report.version}
    form = DetailsForm(posted(request), contract=report.contract, initial=initial)
    theirs: dict[str, Any] = {}
    seen = request.POST.get("seen", report.version)
    if form.is_valid():
        try:
            return _change(request, report, form)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
            if isinstance(refused, EditedMeanwhile):
                theirs, seen = refused.theirs, refused.version
    context = context_of(report, form=form, theirs=form.differing(theirs), seen=seen)
    return render(request, "reports/report_details.html", context, status=409 if theirs else 200)


def _change(request: SignedInRequest, report: Report, form: DetailsForm) -> HttpResponse:
    drafts.change_details(
        report=report,
        details=form.details,
        by=request.user,
        seen=form.cleaned_data["seen"],
        today=timezone.localdate(),
    )
    messages.success(request, f"The details of {report} are saved.")
    return redirect(report)


@require_POST
def report_follow(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    """Write those texts anew that nobody edited."""
    report = report_of(request, reference, number)
    try:
        titles = drafts.follow_the_figures(report=report, by=request.user, today=timezone.localdate())
    except NotAllowed as refused:
        messages.error(request, str(refused))
    else:
        changed = f"Written anew: {', '.join(titles)}." if titles else "No text had to be written anew."
        messages.success(request, changed)
    return redirect(report)


@asks
def report_delete(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    """Delete a draft, after asking."""
    report = report_of(request, reference, number)
    if request.method == "POST":
        try:
            drafts.delete(report=report, by=request.user)
        except NotAllowed as refused:
            messages.error(request, str(refused))
            return redirect(report)
        messages.success(request, f"{report} is deleted.")
        return redirect("report_list", reference)
    if why := may(request, report, ReportStep.DELETE):
        messages.error(request, why)
        return redirect(report)
    return render(request, "reports/report_delete.html", context_of(report))
