"""Small parts of papers, made of plain words."""

from __future__ import annotations

from collections.abc import Iterable

from kpis.calculations.rag import Status
from reports.papers.blocks import Cell, Column, Line, Paragraph, Row, Run, Table

STATUSES = frozenset(Status)


def line(text: str) -> Line:
    """A line of plain text; nothing in it is markup."""
    return (Run(text=text),) if text else ()


def paragraph(text: str) -> Paragraph:
    return Paragraph(line=line(text))


def cell(*texts: str, status: str = "") -> Cell:
    """A cell with a line for each text that says something; what is no ``Status`` has no colour."""
    known = status if status in STATUSES else ""
    return Cell(lines=tuple(line(text) for text in texts if text), status=known)


def row(*cells: Cell | str, key: str = "", is_total: bool = False) -> Row:
    """A row of cells, those given as text made of it."""
    made = (each if isinstance(each, Cell) else cell(each) for each in cells)
    return Row(cells=tuple(made), key=key, is_total=is_total)


def table(
    caption: str, columns: Iterable[Column], rows: Iterable[Row], *, notes: Iterable[str] = ()
) -> Table:
    """A table that has yet to be given its number."""
    return Table(
        number=0,
        caption=caption,
        columns=tuple(columns),
        rows=tuple(rows),
        notes=tuple(line(note) for note in notes),
    )


def number_columns(titles: Iterable[str], *, group: str = "", share: int = 1) -> tuple[Column, ...]:
    """Columns of numbers, all of one width."""
    return tuple(Column(title=title, share=share, is_number=True, group=group) for title in titles)


def sentences(text: str) -> list[str]:
    """The paragraphs of a text that somebody typed, without empty ones."""
    return [each.strip() for each in text.splitlines() if each.strip()]
