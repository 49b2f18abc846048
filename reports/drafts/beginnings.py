"""How the sections of a report begin: in the usual order, with texts from the figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reports.governance.load import highlights_between
from reports.governance.values import HighlightRow
from reports.models import LeftOutHighlight, Report, ReportSection, ReportState
from reports.papers.assemble import default_sections
from reports.papers.contents import contents_of
from reports.papers.material import Material, statement_and_material
from reports.papers.sections import SectionKind
from reports.papers.source import Occasion, Source
from reports.statements import Statement

MADE_OF_THE_REST = frozenset({SectionKind.ABBREVIATIONS})
"""Sections that are filled once the others are there."""


def occasion_of(report: Report) -> Occasion:
    """What a report is written for, with the day on which its meeting last had one that was published."""
    earlier = Report.objects.filter(
        contract=report.contract_id,
        meeting=report.meeting,
        state=ReportState.PUBLISHED,
        held_on__lt=report.held_on,
    )
    last = earlier.exclude(pk=report.pk).order_by("-held_on").values_list("held_on", flat=True).first()
    return Occasion(meeting=report.meeting, previous_on=last)


def source_of(report: Report, *, today: date) -> Source:
    """The figures of a report's months as they are, and governance as it stands on the day of its meeting.

    Before that day it stands as it does ``today``. What ended by the last report to the same meeting is not
    told again.
    """
    statement, material = statement_and_material(
        report.contract,
        report.month_from,
        report.month_to,
        previous=report.compared_with,
        as_at=min(report.held_on, today),
        since=occasion_of(report).previous_on,
        left_out=left_out_of(report),
    )
    return Source(statement=statement, material=material)


def left_out_of(report: Report) -> set[int]:
    """The primary keys of highlights that a report does not tell of."""
    return set(LeftOutHighlight.objects.filter(report=report).values_list("highlight", flat=True))


def highlights_to_choose_from(report: Report, *, today: date) -> tuple[HighlightRow, ...]:
    """The highlights of a report's months, and since then up to the day on which its governance stands."""
    last = min(report.held_on, today)
    return highlights_between(report.contract, report.month_from.first_day, last)


def texts_of(report: Report, statement: Statement, material: Material) -> dict[str, str]:
    """By kind of section, the text that it would begin with today."""
    planned = default_sections(statement, material, occasion_of(report))
    return {each.kind.value: each.text for each in planned}


def fresh_sections(report: Report, *, today: date) -> Iterator[ReportSection]:
    """The sections of a new report, unsaved. One that has nothing to say is not in it to begin with."""
    source = source_of(report, today=today)
    planned = default_sections(source.statement, source.material, occasion_of(report))
    for position, each in enumerate(planned, 1):
        says = each.text or each.kind in MADE_OF_THE_REST or contents_of(each.kind, source)
        yield ReportSection(
            report=report,
            kind=each.kind,
            position=position,
            title=each.title,
            text=each.text,
            filled=each.text,
            is_included=bool(says),
        )
