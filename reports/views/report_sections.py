"""One section of a draft: what it says, where it stands, what in it is not public."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from contracts.access import SignedInRequest
from contracts.refusals import NotAllowed
from reports.actions import EditedMeanwhile, sections
from reports.actions.sections import Direction
from reports.drafts.beginnings import texts_of
from reports.drafts.looks import rows_of, section_looks
from reports.drafts.rules import ReportStep
from reports.drafts.whole import whole_of
from reports.forms.fields import version_in
from reports.forms.sections import SectionForm
from reports.models import ReportSection
from reports.papers.sections import SectionKind
from reports.views.reports import asks, context_of, may, posted, report_of

PREVIEW = "preview"


def section_of(request: SignedInRequest, reference: str, number: int, part: str) -> ReportSection:
    """A section of a report that the person may write at."""
    report = report_of(request, reference, number)
    section = get_object_or_404(report.sections, kind=part)
    section.report = report
    return section


def back_to(section: ReportSection) -> HttpResponse:
    """The report, at the section: there the keyboard goes on, unless a banner says what was done."""
    return redirect(f"{section.report.get_absolute_url()}#{section.kind}")


@asks
def report_section(request: SignedInRequest, reference: str, number: int, part: str) -> HttpResponse:
    """Edit a section; a preview shows it as it will look, and saves nothing."""
    section = section_of(request, reference, number, part)
    if why := may(request, section.report, ReportStep.CHANGE):
        messages.error(request, why)
        return redirect(section.report)
    form = SectionForm(posted(request), section=section)
    crossed = None
    if form.is_valid() and request.POST.get("then") != PREVIEW:
        try:
            return _save(request, section, form)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
            crossed = refused if isinstance(refused, EditedMeanwhile) else None
    return _section_page(request, section, form, crossed)


def _save(request: SignedInRequest, section: ReportSection, form: SectionForm) -> HttpResponse:
    sections.edit(section=section, edit=form.edit, by=request.user, seen=form.cleaned_data["seen"])
    messages.success(request, f"“{form.edit.title}” is saved.")
    return back_to(section)


def _section_page(
    request: SignedInRequest, section: ReportSection, form: SectionForm, crossed: EditedMeanwhile | None
) -> HttpResponse:
    seen = crossed.version if crossed else request.POST.get("seen", section.version)
    previewed = form.as_previewed(section) if form.is_bound else section
    whole = whole_of(section.report, made_on=timezone.localdate(), edited=previewed)
    context = context_of(
        section.report,
        edited=section,
        form=form,
        seen=seen,
        theirs=form.differing(crossed.theirs) if crossed else [],
        looks=section_looks(whole, SectionKind(section.kind)),
        has_rows=bool(rows_of(whole, SectionKind(section.kind))),
        fresh=texts_of(section.report, whole.statement, whole.material)[section.kind],
    )
    return render(request, "reports/report_section.html", context, status=409 if crossed else 200)


@require_POST
def report_section_include(request: SignedInRequest, reference: str, number: int, part: str) -> HttpResponse:
    """Put a section in the report, or leave it out."""
    section = section_of(request, reference, number, part)
    is_included = request.POST.get("is_included") == "yes"
    try:
        sections.include(section=section, is_included=is_included, by=request.user)
    except NotAllowed as refused:
        messages.error(request, str(refused))
        return redirect(section.report)
    return back_to(section)


@require_POST
def report_section_move(request: SignedInRequest, reference: str, number: int, part: str) -> HttpResponse:
    """Let a section change places with the one before or after it."""
    section = section_of(request, reference, number, part)
    asked = request.POST.get("direction")
    if asked not in list(Direction):
        raise Http404("A section moves up or down.")
    try:
        sections.move(section=section, direction=Direction(asked), by=request.user)
    except NotAllowed as refused:
        messages.error(request, str(refused))
        return redirect(section.report)
    return back_to(section)


@asks
def report_section_refill(request: SignedInRequest, reference: str, number: int, part: str) -> HttpResponse:
    """Replace a text by the one that the figures give, after showing both."""
    section = section_of(request, reference, number, part)
    if why := may(request, section.report, ReportStep.CHANGE):
        messages.error(request, why)
        return redirect(section.report)
    if request.method == "POST":
        try:
            seen = version_in(request.POST.get("seen"))
            sections.refill(section=section, by=request.user, seen=seen, today=timezone.localdate())
        except NotAllowed as refused:
            messages.error(request, str(refused))
            return redirect("report_section_refill", reference, number, part)
        messages.success(request, f"“{section.title}” has the text that the figures give.")
        return back_to(section)
    whole = whole_of(section.report, made_on=timezone.localdate())
    fresh = texts_of(section.report, whole.statement, whole.material)[section.kind]
    context = context_of(section.report, edited=section, fresh=fresh)
    return render(request, "reports/report_section_refill.html", context)
