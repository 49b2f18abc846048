"""A paper as templates show it: each block with its template, header rows worked out, places named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils.safestring import SafeString

from reports.papers.blocks import Block, Cell, Column, Figure, Line, Paper, Row, Run, Section, Table
from reports.papers.layout import is_short, parts_of
from reports.papers.notices import (
    exempt_mark,
    exempt_notes,
    exempt_notices,
    heading_of,
    is_described,
    plain,
    status_word,
)

Picture = Callable[[Figure], SafeString]
"""What draws a figure as HTML."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderCell:
    """A header cell and how many columns and rows it covers."""

    text: str
    columns: int = 1
    rows: int = 1
    is_number: bool = False

    @property
    def scope(self) -> str:
        return "colgroup" if self.columns > 1 else "col"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellShown:
    """A cell with its element and its classes."""

    tag: str
    look: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowShown:
    cells: tuple[CellShown, ...]
    is_total: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockShown:
    """A block with the template that shows it."""

    block: Block
    template: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableShown(BlockShown):
    """A table; ``is_kept`` says that it is short enough to be kept on one page."""

    anchor: str
    headers: tuple[tuple[HeaderCell, ...], ...]
    rows: tuple[RowShown, ...]
    notes: tuple[str, ...]
    is_kept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureShown(BlockShown):
    """A figure as drawn; ``figures`` are the header and rows of its table, where one stands beside it."""

    anchor: str
    picture: SafeString
    figures: tuple[tuple[str, ...], tuple[tuple[str, ...], ...]] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartShown:
    is_across: bool
    has_heading: bool
    blocks: tuple[BlockShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionShown:
    """A section; ``anchor`` names it in the page."""

    anchor: str
    heading: str
    notices: tuple[str, ...]
    parts: tuple[PartShown, ...]


def sections_of(paper: Paper, draw: Picture, *, with_figures: bool) -> list[SectionShown]:
    """The sections of a paper; ``with_figures`` sets each chart's figures beside it as a table."""
    return [
        _section(section, f"section-{place}", draw, with_figures=with_figures)
        for place, section in enumerate(paper.sections, start=1)
    ]


def _section(section: Section, anchor: str, draw: Picture, *, with_figures: bool) -> SectionShown:
    parts = tuple(
        PartShown(
            is_across=part.is_across,
            has_heading=part.has_heading,
            blocks=tuple(_block(block, draw, with_figures=with_figures) for block in part.blocks),
        )
        for part in parts_of(section)
    )
    notices = tuple(exempt_notices(section))
    return SectionShown(anchor=anchor, heading=heading_of(section), notices=notices, parts=parts)


def _block(block: Block, draw: Picture, *, with_figures: bool) -> BlockShown:
    template = f"reports/papers/components/{type(block).__name__.lower()}.html"
    if isinstance(block, Table):
        return _table(block, template)
    if isinstance(block, Figure):
        from reports.charts.words import table_of

        figures = table_of(block.chart) if with_figures else None
        anchor = f"figure-{block.number}"
        return FigureShown(
            block=block, template=template, anchor=anchor, picture=draw(block), figures=figures
        )
    return BlockShown(block=block, template=template)


def _table(block: Table, template: str) -> TableShown:
    return TableShown(
        block=block,
        template=template,
        anchor=f"table-{block.number}",
        headers=tuple(tuple(row) for row in _headers(block.columns)),
        rows=tuple(_row(block.columns, row) for row in block.rows),
        notes=tuple(exempt_notes(block)),
        is_kept=is_short(block),
    )


def _headers(columns: tuple[Column, ...]) -> list[list[HeaderCell]]:
    if not any(column.group for column in columns):
        return [[_title(column) for column in columns]]
    return [list(_first_row(columns)), [_title(column) for column in columns if column.group]]


def _first_row(columns: tuple[Column, ...]) -> Iterator[HeaderCell]:
    for group, found in groupby(columns, key=lambda column: column.group):
        if group:
            yield HeaderCell(text=group, columns=len(list(found)))
        else:
            yield from (_title(column, rows=2) for column in found)


def _title(column: Column, *, rows: int = 1) -> HeaderCell:
    return HeaderCell(text=column.title, rows=rows, is_number=column.is_number)


def _row(columns: tuple[Column, ...], row: Row) -> RowShown:
    cells = tuple(
        _cell(column, cell, row, is_first=place == 0)
        for place, (column, cell) in enumerate(zip(columns, row.cells, strict=True))
    )
    return RowShown(cells=cells, is_total=row.is_total)


def _cell(column: Column, cell: Cell, row: Row, *, is_first: bool) -> CellShown:
    looks = ["csg-paper__number"] if column.is_number else []
    if cell.status:
        looks.append(f"csg-paper__status csg-paper__status--{cell.status}")
    if is_first and is_described(cell):
        looks.append("csg-paper__described")
    mark = exempt_mark(row) if is_first else ""
    lines = [line for line in cell.lines if plain(line).strip()]
    lines += [(Run(text=text, is_strong=text == mark),) for text in (status_word(cell), mark) if text]
    return CellShown(tag="th" if is_first else "td", look=" ".join(looks), lines=tuple(lines))
