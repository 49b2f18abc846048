"""A report as a paper: what people decided of it, together with the figures of the record as they are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from reports.drafts.beginnings import source_of
from reports.models import Report, ReportSection
from reports.papers.assemble import exempt_rows_not_found, paper_of
from reports.papers.blocks import Paper
from reports.papers.material import Material
from reports.papers.plan import Plan, PlannedSection
from reports.papers.sections import SectionKind
from reports.statements import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A report with all that it is made of.

    Attributes:
        paper: as it would be published now.
        lost_rows: rows marked as exempt that no table of the paper has.
    """

    report: Report
    statement: Statement
    material: Material
    plan: Plan
    paper: Paper
    lost_rows: tuple[tuple[SectionKind, str], ...]

    @property
    def draft(self) -> Paper:
        """The paper with what says on every page that it is not published."""
        return replace(self.paper, is_draft=True)


def whole_of(report: Report, *, made_on: date, edited: ReportSection | None = None) -> Whole:
    """A report of at least one opened month, with the figures as they are.

    Args:
        made_on: the day that its documents bear.
        edited: a section as it is being edited, which is in the report whatever is saved of it.
    """
    source = source_of(report, today=made_on)
    statement, material = source.statement, source.material
    plan = plan_of(report, made_on=made_on, edited=edited)
    paper = paper_of(statement, plan, material)
    return Whole(
        report=report,
        statement=statement,
        material=material,
        plan=plan,
        paper=paper,
        lost_rows=_lost(paper, plan),
    )


def _lost(paper: Paper, plan: Plan) -> tuple[tuple[SectionKind, str], ...]:
    """Rows marked as exempt that are not in the section they were marked in, which is in the paper."""
    kinds = {section.kind for section in plan.sections}
    return tuple(row for row in exempt_rows_not_found(paper, plan) if row[0] in kinds)


def plan_of(report: Report, *, made_on: date, edited: ReportSection | None = None) -> Plan:
    """What people decided of a report, in two queries; sections that are left out are not in it."""
    sections = [edited if each == edited else each for each in report.sections.order_by("position", "pk")]
    return Plan(
        title=report.title,
        meeting=report.meeting,
        held_on=report.held_on,
        author=report.author,
        officer=report.officer,
        made_on=made_on,
        sections=tuple(planned(each) for each in sections if each.is_included or each is edited),
        exempt_rows={
            (SectionKind(row.section), row.row_key): row.paragraph for row in report.exempt_rows.all()
        },
    )


def planned(section: ReportSection) -> PlannedSection:
    return PlannedSection(
        kind=SectionKind(section.kind),
        title=section.title,
        text=section.text,
        exempt=section.exempt_paragraph,
        text_exempt=section.text_exempt_paragraph,
    )
