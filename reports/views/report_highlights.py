"""Which highlights a report tells of."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from contracts.access import SignedInRequest
from contracts.refusals import NotAllowed
from reports.actions import EditedMeanwhile
from reports.actions.highlights import leave_out_highlights
from reports.drafts.beginnings import highlights_to_choose_from, left_out_of
from reports.drafts.rules import ReportStep
from reports.forms.highlights import HighlightsForm
from reports.models import Report
from reports.papers.sections import SectionKind
from reports.views.reports import asks, context_of, may, posted, report_of


@asks
def report_highlights(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    """Choose the highlights of a report from those of its months."""
    report = report_of(request, reference, number)
    if why := may(request, report, ReportStep.CHANGE):
        messages.error(request, why)
        return redirect(report)
    rows, left_out = highlights_to_choose_from(report, today=timezone.localdate()), left_out_of(report)
    form = HighlightsForm(posted(request), rows=rows, left_out=left_out & {row.pk for row in rows})
    crossed = False
    if form.is_valid():
        try:
            return _save(request, report, form)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
            crossed = isinstance(refused, EditedMeanwhile)
    seen = form.initial["seen"] if crossed else form["seen"].value()
    context = context_of(report, form=form, seen=seen, rows=rows)
    return render(request, "reports/report_highlights.html", context, status=409 if crossed else 200)


def _save(request: SignedInRequest, report: Report, form: HighlightsForm) -> HttpResponse:
    changed = leave_out_highlights(
        report=report, left_out=form.left_out, among=form.among, by=request.user, seen=form.seen_left_out
    )
    if changed:
        number = len(form.among) - len(form.left_out)
        messages.success(request, f"{number} of {len(form.among)} highlights are in the report.")
    return redirect(f"{report.get_absolute_url()}#{SectionKind.HIGHLIGHTS}")
