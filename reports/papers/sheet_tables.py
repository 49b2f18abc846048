"""The tables of a paper, of its charts and of a statement's data, as a spreadsheet has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reports.papers.blocks import Cell, Column, Figure, Paper, Row, Section, Table
from reports.papers.notices import exempt_mark, exempt_notes, exempt_notices, heading_of, plain, status_word
from reports.papers.sheet_cells import SheetCell
from reports.statements.files import TABLES

NEEDED = {"redistributed": ("changes",), "points": ("points", "points_distributed")}
"""What of a statement's data a table is made of, where that is more than its name says."""
LONGEST_NAME = 31
"""Signs that the name of a sheet may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetTable:
    """A table with the name of its sheet; ``numbers`` are the places of columns of numbers, from 1."""

    sheet: str
    caption: str
    titles: tuple[str, ...]
    rows: tuple[tuple[SheetCell, ...], ...]
    numbers: frozenset[int]
    notes: tuple[str, ...] = ()


def tables_of_paper(paper: Paper) -> Iterator[SheetTable]:
    """The tables and charts of a paper in their order."""
    for section in paper.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                yield _of_table(block, section)
            elif isinstance(block, Figure):
                yield _of_figure(block, section)


def _of_table(block: Table, section: Section) -> SheetTable:
    notes = [*(plain(note) for note in block.notes), *exempt_notes(block)]
    return SheetTable(
        sheet=f"Table {block.number}",
        caption=f"Table {block.number}: {block.caption}",
        titles=_titles(block.columns),
        rows=tuple(_row(row) for row in block.rows),
        numbers=frozenset(place for place, column in enumerate(block.columns, start=1) if column.is_number),
        notes=(*notes, *_about(section)),
    )


def _of_figure(block: Figure, section: Section) -> SheetTable:
    from reports.charts.words import alternative, table_of

    titles, rows = table_of(block.chart)
    return SheetTable(
        sheet=f"Figure {block.number}",
        caption=f"Figure {block.number}: {block.caption}",
        titles=_distinct(titles),
        rows=tuple(tuple(SheetCell(text=text) for text in row) for row in rows),
        numbers=_numbers_of(rows, len(titles)),
        notes=(alternative(block.chart), *_about(section)),
    )


def _numbers_of(rows: Sequence[Sequence[str]], columns: int) -> frozenset[int]:
    """The places, from 1, of the columns after the first that have a number in any row."""
    from reports.papers.sheet_cells import is_number

    return frozenset(
        place for place in range(2, columns + 1) if any(is_number(row[place - 1]) for row in rows)
    )


def _about(section: Section) -> tuple[str, ...]:
    """Where a table stands in the paper, and whether that section is public."""
    exempt = exempt_notices(section) if section.exempt else []
    return (f"From the section “{heading_of(section)}”.", *exempt)


def _titles(columns: Sequence[Column]) -> tuple[str, ...]:
    return _distinct(
        [f"{column.group}: {column.title}" if column.group else column.title for column in columns]
    )


def _distinct(titles: Sequence[str]) -> tuple[str, ...]:
    """Titles of which no two are the same and none is empty, as programs that filter a table ask for."""
    found: list[str] = []
    for place, title in enumerate(titles, start=1):
        name = " ".join(title.split()) or f"Column {place}"
        found.append(name if name.lower() not in {each.lower() for each in found} else f"{name} ({place})")
    return tuple(found)


def _row(row: Row) -> tuple[SheetCell, ...]:
    return tuple(_cell(cell, row, is_first=place == 0) for place, cell in enumerate(row.cells))


def _cell(cell: Cell, row: Row, *, is_first: bool) -> SheetCell:
    lines = [plain(line) for line in cell.lines]
    lines += [status_word(cell), exempt_mark(row) if is_first else ""]
    text = "\n".join(line for line in lines if line.strip())
    return SheetCell(text=text, status=cell.status, is_bold=row.is_total)


def tables_of_data(data: Mapping[str, Any]) -> Iterator[SheetTable]:
    """The tables of a statement's data that it has any row of, under the names that its files have."""
    if rows := data.get("summary"):
        yield _of_data("Summary", "summary", tuple(rows[0]), [tuple(row.values()) for row in rows])
    for name, table in TABLES.items():
        if all(data.get(needed) for needed in NEEDED.get(name, (name,))):
            rows = [tuple(row) for row in table.rows(data)]
            if rows:
                yield _of_data(table.title, name, tuple(table.columns(data)), rows)


def _of_data(title: str, name: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> SheetTable:
    return SheetTable(
        sheet=f"Data {name}"[:LONGEST_NAME],
        caption=f"{title}, as data",
        titles=_distinct(columns),
        rows=tuple(tuple(_of_value(value) for value in row) for row in rows),
        numbers=frozenset(
            place for place, name in enumerate(columns, start=1) if _are_numbers(rows, place - 1)
        ),
    )


def _of_value(value: Any) -> SheetCell:
    return SheetCell(text="" if value is None else str(value))


def _are_numbers(rows: list[tuple[Any, ...]], place: int) -> bool:
    """Whether every value of a column that is there is a number."""
    from reports.papers.sheet_cells import is_plain_number

    found = [str(row[place]) for row in rows if row[place] not in (None, "")]
    return bool(found) and all(is_plain_number(text) for text in found)
