"""Which rows of a section's tables are not public."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from contracts.access import SignedInRequest
from contracts.refusals import NotAllowed
from reports.actions import EditedMeanwhile
from reports.actions.sections import mark_rows, marks_of
from reports.drafts.looks import rows_of
from reports.drafts.rules import ReportStep
from reports.drafts.whole import whole_of
from reports.forms.sections import RowsForm
from reports.models import ReportSection
from reports.papers.sections import SectionKind
from reports.views.report_sections import back_to, section_of
from reports.views.reports import asks, context_of, may, posted


@asks
def report_section_rows(request: SignedInRequest, reference: str, number: int, part: str) -> HttpResponse:
    """Mark rows as not public, or as public again."""
    section = section_of(request, reference, number, part)
    if why := may(request, section.report, ReportStep.CHANGE):
        messages.error(request, why)
        return redirect(section.report)
    whole = whole_of(section.report, made_on=timezone.localdate(), edited=section)
    rows, marks = rows_of(whole, SectionKind(section.kind)), marks_of(section)
    form = RowsForm(posted(request), rows=rows, marks=marks)
    crossed = False
    if form.is_valid():
        try:
            return _save(request, section, form)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
            crossed = isinstance(refused, EditedMeanwhile)
    lines = form.lines(marks if crossed else {})
    context = context_of(section.report, edited=section, form=form, lines=lines, crossed=crossed)
    return render(request, "reports/report_section_rows.html", context, status=409 if crossed else 200)


def _save(request: SignedInRequest, section: ReportSection, form: RowsForm) -> HttpResponse:
    changed = mark_rows(section=section, marks=form.marks, by=request.user, seen=form.seen)
    if changed:
        rows = "1 row is" if len(changed) == 1 else f"{len(changed)} rows are"
        messages.success(request, f"{rows} marked otherwise in “{section.title}”.")
    return back_to(section)
