"""What a paper for a meeting consists of: sections of headings, texts, tables and figures, in order.

Page, Word, PDF and spreadsheet are made from these values alone, so they cannot disagree, and a publication
keeps them (``stored.py``). Nothing here is markup: every text is as a reader sees it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from reports.charts.values import Chart


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text in one style; ``link`` is a whole web address, or nothing."""

    text: str
    is_strong: bool = False
    is_emphasised: bool = False
    link: str = ""


Line: TypeAlias = tuple[Run, ...]
"""A line or a paragraph's text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading inside a section; ``level`` is 3 or 4, for the section's own heading is of level 2."""

    text: str
    level: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of text."""

    line: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class List:
    """A list, with numbers or with bullets."""

    items: tuple[Line, ...]
    is_numbered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table.

    Attributes:
        title: what its header cell says.
        share: its width beside the other columns', for example 3 and 1 for three quarters and one.
        is_number: whether its cells are set to the right, and are numbers in a spreadsheet.
        group: what a header cell above it and its neighbours of the same group says, if there is one.
    """

    title: str
    share: int = 1
    is_number: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a table: one or more lines; ``status`` is a word of ``Status`` where the cell shows one."""

    lines: tuple[Line, ...]
    status: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table; its first cell is its header.

    Attributes:
        key: names the row in its table, for example ``CSC_KPI_04 2021-09``; empty where none can be left out.
        exempt: the paragraph of Schedule 12A by which it is not public; empty for a public row.
        is_total: whether it sums up the rows above.
    """

    cells: tuple[Cell, ...]
    key: str = ""
    exempt: str = ""
    is_total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with its number in the paper and its caption; notes stand under it."""

    number: int
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A chart with its number in the paper and its caption; the chart says itself what it shows."""

    number: int
    caption: str
    chart: Chart


Block: TypeAlias = Heading | Paragraph | List | Table | Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A numbered section of a paper.

    Attributes:
        kind: the word of ``SectionKind`` that it was made as.
        number: as printed before the title; 0 for one without, such as the summary or an appendix.
        exempt: the paragraph of Schedule 12A by which all of it is not public; empty for a public one.
        text_exempt: the same of its texts alone, which is every block but tables and figures.
    """

    kind: str
    number: int
    title: str
    blocks: tuple[Block, ...]
    exempt: str = ""
    text_exempt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper for a meeting, whole.

    Attributes:
        title: its subject, for example "Performance of the Corporate Support Services Contract".
        contract: the contract's reference; ``authority`` and ``supplier`` are its parties.
        meeting: the body it goes to, for example "Overview and Scrutiny Management Board".
        held_on: the day of the meeting.
        author: who is answerable for it, with office, for example "Jane Doe, Executive Director"; ``officer``
            is whom to ask.
        range: the months in words, for example "August to December 2021".
        provisional: the months that were not signed off when it was made, in words, earliest first.
        made_on: the day it was made, which its documents bear.
        is_public: whether exempt items have been left out.
        is_draft: whether it has yet to be published.
        corrects: the title and date of the publication that it is an addendum to; empty for any other paper.
    """

    title: str
    contract: str
    authority: str
    supplier: str
    meeting: str
    held_on: date
    author: str
    officer: str
    range: str
    provisional: tuple[str, ...]
    made_on: date
    sections: tuple[Section, ...]
    is_public: bool = False
    is_draft: bool = False
    corrects: str = ""
