"""What the public may read of a paper and of its data: everything but the items that are exempt.

Exempt sections, texts and rows are left out, a sentence in their place saying by which paragraph. Numbers
stay: what is public is called the same in both versions. What would tell of an exempt item elsewhere goes
with it: abbreviations that nothing else uses, sums of a table that lacks a row, a KPI's row in the appendix.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from contracts.calculations.months import WRITTEN
from reports.charts.values import StatusGrid, XmrChart
from reports.papers.abbreviations import WORD
from reports.papers.blocks import Block, Figure, Line, List, Paper, Paragraph, Row, Section, Table
from reports.papers.making import line, paragraph
from reports.papers.notices import exempt_sentence
from reports.papers.sections import SectionKind

LEFT_OUT = "Not for publication"
"""Stands for the title of a section that is left out."""
TELL_STATUSES = frozenset({SectionKind.EXCEPTIONS, SectionKind.MITIGATIONS})
"""Sections whose rows say how a KPI did in a month, which others would say too."""

TELL_OF_KPIS = frozenset({SectionKind.BASELINES, SectionKind.APPENDIX})
"""Sections with a row for each KPI, which say again how it did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exempt:
    """What of a paper is exempt, with the paragraph of each.

    Attributes:
        sections: by the word of their kind.
        texts: the same of sections of which only the texts are.
        rows: by the word of their section's kind and by their key.
    """

    sections: dict[str, str]
    texts: dict[str, str]
    rows: dict[tuple[str, str], str]

    @property
    def kpis(self) -> dict[str, str]:
        """By reference, the KPIs of which an exempt row says how they did."""
        return {
            word: paragraph
            for (kind, key), paragraph in self.rows.items()
            if kind in TELL_STATUSES
            for word in key.split()
            if not WRITTEN.fullmatch(word)
        }

    def __bool__(self) -> bool:
        return bool(self.sections or self.texts or self.rows)


def exempt_of(paper: Paper) -> Exempt:
    """What of a paper is exempt."""
    return Exempt(
        sections={each.kind: each.exempt for each in paper.sections if each.exempt},
        texts={each.kind: each.text_exempt for each in paper.sections if each.text_exempt},
        rows={
            (section.kind, row.key): row.exempt
            for section in paper.sections
            for block in section.blocks
            if isinstance(block, Table)
            for row in block.rows
            if row.exempt
        },
    )


def without_exempt(paper: Paper) -> Paper:
    """The paper as the public may read it."""
    kpis = exempt_of(paper).kpis
    sections = [_section(place, each, kpis) for place, each in enumerate(paper.sections, 1)]
    gone = _words_of(paper.sections) - _words_of(sections)
    return replace(paper, sections=tuple(_without_words(each, gone) for each in sections), is_public=True)


def _section(place: int, section: Section, kpis: dict[str, str]) -> Section:
    if section.exempt:
        said = (_sentence(section.exempt),)
        return Section(kind=f"exempt_{place}", number=section.number, title=LEFT_OUT, blocks=said)
    blocks: Iterable[Block] = section.blocks
    if section.text_exempt:
        blocks = [_sentence(section.text_exempt), *_without_texts(blocks)]
    if any(row.exempt for row in _rows(section.blocks)):  # A picture cannot leave one of its rows out.
        blocks = [block for block in blocks if not isinstance(block, Figure)]
    if section.kind in TELL_OF_KPIS:
        blocks = [_without_kpis(block, kpis) for block in blocks]
    shown = (found for block in blocks for found in _public(block, kpis))
    return replace(section, blocks=tuple(shown), text_exempt="")


def _sentence(exempt: str) -> Paragraph:
    return paragraph(f"{exempt_sentence(exempt)}.")


def _without_texts(blocks: Iterable[Block]) -> list[Block]:
    return [block for block in blocks if isinstance(block, Table | Figure)]


def _rows(blocks: Iterable[Block]) -> Iterator[Row]:
    for block in blocks:
        if isinstance(block, Table):
            yield from block.rows


def _public(block: Block, kpis: dict[str, str]) -> Iterator[Block]:
    """A block as the public may read it: itself, less of it, a sentence in its place, or nothing."""
    if isinstance(block, Table):
        yield _table(block)
    elif isinstance(block, Figure):
        yield from _figure(block, kpis)
    else:
        yield block


def _table(table: Table) -> Block:
    """A table without its exempt rows, and without the sums from which they could be worked out."""
    exempt = Counter(row.exempt for row in table.rows if row.exempt)
    if not exempt:
        return table
    rows = tuple(row for row in table.rows if not row.exempt and not row.is_total)
    if not rows:
        *others, last = (exempt_sentence(each) for each in exempt)
        return paragraph(f"Table {table.number}: {table.caption}. {'. '.join([*others, last])}.")
    notes = tuple(line(_note(number, each)) for each, number in exempt.items())
    return replace(table, rows=rows, notes=(*table.notes, *notes))


def _note(number: int, exempt: str) -> str:
    rows = "1 row is" if number == 1 else f"{number} rows are"
    return f"{rows} left out. {exempt_sentence(exempt)}."


def _without_kpis(block: Block, kpis: dict[str, str]) -> Block:
    """A table of KPIs in which the rows of some are exempt."""
    if not isinstance(block, Table):
        return block
    return replace(
        block, rows=tuple(replace(row, exempt=row.exempt or kpis.get(_first(row), "")) for row in block.rows)
    )


def _first(row: Row) -> str:
    """The first word of a row's header: of a table of KPIs, the reference."""
    words = " ".join(run.text for each in row.cells[:1] for told in each.lines for run in told).split()
    return words[0] if words else ""


def _figure(figure: Figure, kpis: dict[str, str]) -> Iterator[Block]:
    """A figure, unless it shows how a KPI did of which that is exempt."""
    chart = figure.chart
    if isinstance(chart, StatusGrid):
        kept = [place for place, (kpi, _) in enumerate(chart.rows) if kpi not in kpis]
        rows = tuple(chart.rows[place] for place in kept)
        statuses = tuple(chart.statuses[place] for place in kept)
        if rows:
            yield replace(figure, chart=replace(chart, rows=rows, statuses=statuses))
    elif not (isinstance(chart, XmrChart) and _names_one(chart, kpis)):
        yield figure


def _names_one(chart: XmrChart, kpis: dict[str, str]) -> bool:
    words = f"{chart.key} {chart.title}"
    return any(kpi in words for kpi in kpis)


def texts_of(value: Any) -> Iterator[str]:
    """Every text inside a part of a paper, wherever it stands."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for each in value:
            yield from texts_of(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts_of(getattr(value, field.name))


def _words_of(sections: Iterable[Section]) -> set[str]:
    """The words of all sections but the list of abbreviations, those in the plural in both numbers."""
    others = [each for each in sections if each.kind != SectionKind.ABBREVIATIONS]
    words = {word for text in texts_of(others) for word in WORD.findall(text)}
    return words | {word.removesuffix("s") for word in words}


def _without_words(section: Section, gone: set[str]) -> Section:
    """The list of abbreviations without those that no public part uses any longer."""
    if section.kind != SectionKind.ABBREVIATIONS:
        return section
    return replace(section, blocks=tuple(_without_items(block, gone) for block in section.blocks))


def _without_items(block: Block, gone: set[str]) -> Block:
    if not isinstance(block, List):
        return block
    return replace(block, items=tuple(item for item in block.items if _shortened(item) not in gone))


def _shortened(item: Line) -> str:
    """What an item of the list of abbreviations explains."""
    words = WORD.findall("".join(run.text for run in item))
    return words[0] if words else ""
