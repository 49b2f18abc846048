"""A report as a whole: read before it goes on, submitted for review, and sent back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from contracts.access import Ability, SignedInRequest, contract_for
from contracts.refusals import NotAllowed
from kpis.views.mitigations import UNSENT
from reports.actions import review
from reports.actions.review import Address, Done
from reports.drafts.documents import KIND, what_for
from reports.drafts.rules import ReportStep
from reports.drafts.whole import whole_of
from reports.forms.sections import NoteForm
from reports.jobs.asking import ask_for_document
from reports.jobs.kinds import KINDS
from reports.models import Report
from reports.papers.page import to_page
from reports.views.reports import asks, context_of, may, posted, report_of


def address_in(request: SignedInRequest) -> Address:
    """How e-mails name the page of a report."""

    def address(report: Report) -> str:
        path = reverse("report_detail", args=[report.contract.reference, report.number])
        return request.build_absolute_uri(path)

    return address


@require_safe
def report_preview(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    """The whole paper as it would be published now."""
    report = report_of(request, reference, number)
    if report.is_published:
        return redirect(report)
    whole = whole_of(report, made_on=timezone.localdate())
    context = context_of(report, article=to_page(whole.draft, has_title=False))
    return render(request, "reports/report_preview.html", context)


@require_POST
def report_document(request: SignedInRequest, reference: str, number: int, document: str) -> HttpResponse:
    """Have a document of a report made that is not published; its page says when it is there."""
    report = report_of(request, reference, number)
    if document not in KINDS[KIND].formats:
        raise Http404("A report has no such document.")
    if report.is_published:
        return redirect(report)
    job = ask_for_document(**what_for(report), format=document, by=request.user, at=timezone.now())
    return redirect(job)


@require_POST
def report_submit(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    """Hand a draft to those who may publish it."""
    report = report_of(request, reference, number)
    try:
        done = review.submit(report=report, by=request.user, at=timezone.now(), address=address_in(request))
    except NotAllowed as refused:
        messages.error(request, str(refused))
        return redirect(report)
    return _told(request, done, f"{report} is submitted for review. Someone else publishes it.")


@asks
def report_send_back(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    """Make a report in review a draft again, with a note."""
    contract_for(request.user, reference, Ability.PUBLISH_REPORT)
    report = report_of(request, reference, number)
    form = NoteForm(posted(request))
    if form.is_valid():
        try:
            done = review.send_back(
                report=report,
                by=request.user,
                reason=form.cleaned_data["reason"],
                address=address_in(request),
            )
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            return _told(request, done, f"{report} is a draft again. Its writers are told why.")
    elif why := may(request, report, ReportStep.SEND_BACK):
        messages.error(request, why)
        return redirect(report)
    return render(request, "reports/report_send_back.html", context_of(report, form=form))


def _told(request: SignedInRequest, done: Done, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    if done.notice.failed:
        messages.warning(request, UNSENT)
    return redirect(done.report)
