"""A paper from a statement and a plan: texts and tables in their sections, numbered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from contracts.calculations.months import Month
from contracts.models import Contract
from reports.papers.abbreviations import abbreviations_used
from reports.papers.blocks import Block, Figure, Paper, Row, Section, Table
from reports.papers.contents import contents_of
from reports.papers.markdown import blocks_of
from reports.papers.material import Material, statement_and_material
from reports.papers.numbering import names_of, numbered, with_names
from reports.papers.plan import Plan, PlannedSection
from reports.papers.sections import TITLES, SectionKind
from reports.papers.source import Occasion, Source
from reports.papers.texts import standing_text
from reports.statements import Statement
from reports.statements.words import range_words


def paper_of(statement: Statement, plan: Plan, material: Material) -> Paper:
    """The paper that a plan asks for, of a statement with at least one month."""
    source = Source(statement=statement, material=material)
    sections = tuple(numbered(_section(each, plan, source) for each in plan.sections))
    names = names_of(sections)
    sections = tuple(
        replace(section, blocks=tuple(with_names(block, names) for block in section.blocks))
        for section in sections
    )
    return Paper(
        title=plan.title,
        contract=statement.contract.reference,
        authority=statement.contract.authority,
        supplier=statement.contract.supplier,
        meeting=plan.meeting,
        held_on=plan.held_on,
        author=plan.author,
        officer=plan.officer,
        range=range_words(source.first, source.last),
        provisional=tuple(period.month.name for period in statement.periods if not period.is_final),
        made_on=plan.made_on,
        sections=tuple(abbreviations_used(sections, material.areas)),
    )


def _section(planned: PlannedSection, plan: Plan, source: Source) -> Section:
    """A section whose tables have yet to be given their numbers."""
    exempt = {key: paragraph for (kind, key), paragraph in plan.exempt_rows.items() if kind is planned.kind}
    contents = [_marked(block, exempt) for block in contents_of(planned.kind, source)]
    if exempt:  # A picture cannot leave one of its rows out.
        contents = [block for block in contents if not isinstance(block, Figure)]
    return Section(
        kind=planned.kind.value,
        number=0,
        title=planned.title,
        blocks=(*blocks_of(planned.text), *contents),
        exempt=planned.exempt,
        text_exempt=planned.text_exempt,
    )


def _marked(block: Block, exempt: Mapping[str, str]) -> Block:
    """A table whose rows say by which paragraph they are exempt."""
    if not exempt or not isinstance(block, Table):
        return block
    return replace(block, rows=tuple(_marked_row(row, exempt) for row in block.rows))


def _marked_row(row: Row, exempt: Mapping[str, str]) -> Row:
    return replace(row, exempt=exempt.get(row.key, "")) if row.key else row


def exempt_rows_not_found(paper: Paper, plan: Plan) -> tuple[tuple[SectionKind, str], ...]:
    """The rows that a plan calls exempt and that its paper does not have: they may go by another key now."""
    keys = {
        (section.kind, row.key)
        for section in paper.sections
        for block in section.blocks
        if isinstance(block, Table)
        for row in block.rows
    }
    return tuple(named for named in plan.exempt_rows if (named[0].value, named[1]) not in keys)


def default_sections(
    statement: Statement, material: Material, occasion: Occasion, kinds: Iterable[SectionKind] = SectionKind
) -> tuple[PlannedSection, ...]:
    """Sections as they begin: with their usual titles, and texts from the figures."""
    source = Source(statement=statement, material=material)
    return tuple(
        PlannedSection(kind=kind, title=TITLES[kind], text=standing_text(kind, source, occasion))
        for kind in kinds
    )


OF_A_STATEMENT = (
    *(SectionKind.ABBREVIATIONS, SectionKind.BACKGROUND, SectionKind.OBJECTIVES, SectionKind.SAVINGS),
    *(SectionKind.PERFORMANCE, SectionKind.BASELINES, SectionKind.EXCEPTIONS, SectionKind.MITIGATIONS),
    *(SectionKind.CHANGES, SectionKind.HIGHLIGHTS, SectionKind.ISSUES, SectionKind.COMMITMENTS),
    *(SectionKind.ASSURANCES, SectionKind.PROGRAMME, SectionKind.GREEN_TREND, SectionKind.POINTS),
    *(SectionKind.CREDITS, SectionKind.APPENDIX),
)
"""The sections of a statement that goes to no meeting: nothing is asked there, and nothing concluded."""


def says_something(planned: PlannedSection, source: Source) -> bool:
    """Whether a section has a text or a table, or is made of the others."""
    made_of_others = planned.kind is SectionKind.ABBREVIATIONS
    return made_of_others or bool(planned.text or contents_of(planned.kind, source))


def default_plan(
    statement: Statement,
    material: Material,
    *,
    made_on: date,
    meeting: str = "",
    held_on: date | None = None,
    author: str = "",
    officer: str = "",
    previous_on: date | None = None,
    kinds: Iterable[SectionKind] = SectionKind,
) -> Plan:
    """A plan as it begins, with every section that has something to say unless ``kinds`` names some.

    Args:
        held_on: the day of the meeting; the day it is made on where there is none.
        previous_on: the day of the last report to the same meeting, if it is known.
    """
    occasion = Occasion(meeting=meeting, previous_on=previous_on)
    source = Source(statement=statement, material=material)
    sections = default_sections(statement, material, occasion, kinds)
    return Plan(
        title=f"Performance of the {statement.contract.title}",
        meeting=meeting,
        held_on=held_on or made_on,
        author=author,
        officer=officer,
        made_on=made_on,
        sections=tuple(each for each in sections if says_something(each, source)),
    )


def statement_paper(statement: Statement, material: Material, *, made_on: date) -> Paper:
    """A statement as a paper that goes to no meeting, its words those that papers begin with."""
    plan = default_plan(statement, material, made_on=made_on, kinds=OF_A_STATEMENT)
    return paper_of(statement, plan, material)


def default_paper(contract: Contract, first: Month, last: Month, *, made_on: date) -> Paper:
    """The paper of a range of months as it begins, before anybody has changed a word of it."""
    statement, material = statement_and_material(contract, first, last)
    return paper_of(statement, default_plan(statement, material, made_on=made_on), material)
