"""What the builder's page shows of a report: its sections in order, and where each stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from contracts.models import User
from reports.drafts.beginnings import MADE_OF_THE_REST, texts_of
from reports.drafts.hindrances import what_hinders
from reports.drafts.rules import ReportStep, refusal, steps_open_to
from reports.drafts.whole import Whole, whole_of
from reports.models import Report, ReportSection
from reports.papers.blocks import Figure, Section, Table
from reports.papers.sections import SectionKind
from reports.statements.words import listed


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionLine:
    """A section as the builder lists it.

    Attributes:
        number: as printed before its title; 0 for none.
        shows: the tables and figures in it, in words; empty for none.
        text_state: where its text comes from, and whether the figures changed since, in words.
        is_outdated: whether the figures would give another text today than when it was taken from them.
        exempt_rows: how many rows of its tables are not public.
    """

    section: ReportSection
    number: int
    shows: str
    text_state: str
    is_outdated: bool
    exempt_rows: int
    is_first: bool
    is_last: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing would stand under its title."""
        return not (self.shows or self.section.text or self.section.kind in MADE_OF_THE_REST)


@dataclass(frozen=True, slots=True, kw_only=True)
class BuilderPage:
    """A report as its writers see it.

    Attributes:
        untouched: how many texts nobody edited, and the figures would give otherwise today.
        hindrances: what keeps it from being submitted, each in a sentence.
        may: the steps that the person may take now.
        publishing_refused: why they may not publish a report that waits for it, in a sentence.
    """

    lines: tuple[SectionLine, ...]
    provisional: tuple[str, ...]
    untouched: int
    hindrances: tuple[str, ...]
    may: frozenset[ReportStep]
    publishing_refused: str


def builder_page(report: Report, by: User, abilities: frozenset[str], *, today: date) -> BuilderPage:
    """The page of a report that is not published, in a fixed number of queries."""
    whole = whole_of(report, made_on=today)
    lines = tuple(_lines(whole, texts_of(report, whole.statement, whole.material)))
    return BuilderPage(
        lines=lines,
        provisional=whole.paper.provisional,
        untouched=sum(line.is_outdated and line.section.text == line.section.filled for line in lines),
        hindrances=tuple(what_hinders(whole)) if report.is_draft else (),
        may=steps_open_to(report, by, abilities),
        publishing_refused="" if report.is_draft else refusal(ReportStep.PUBLISH, report, by, abilities),
    )


def _lines(whole: Whole, texts: Mapping[str, str]) -> Iterator[SectionLine]:
    sections = list(whole.report.sections.order_by("position", "pk"))
    printed = {section.kind: section for section in whole.paper.sections}
    marked = Counter(kind.value for kind, _ in whole.plan.exempt_rows)
    for place, section in enumerate(sections):
        shown = printed.get(section.kind)
        yield SectionLine(
            section=section,
            number=shown.number if shown else 0,
            shows=_shows(shown) if shown else "",
            text_state=_text_state(section, texts[section.kind]),
            is_outdated=texts[section.kind] != section.filled,
            exempt_rows=marked[section.kind],
            is_first=place == 0,
            is_last=place == len(sections) - 1,
        )


def _shows(section: Section) -> str:
    tables = [f"Table {block.number}" for block in section.blocks if isinstance(block, Table)]
    figures = [f"Figure {block.number}" for block in section.blocks if isinstance(block, Figure)]
    return listed([*figures, *tables]) if figures or tables else ""


def _text_state(section: ReportSection, fresh: str) -> str:
    if section.kind == SectionKind.ABBREVIATIONS and not section.text:
        return "Drawn from what is used"
    edited = section.text != section.filled
    if not edited and not section.text and not fresh:
        return "No text"
    words = "Edited" if edited else "From the figures"
    return f"{words}; the figures changed since" if fresh != section.filled else words
