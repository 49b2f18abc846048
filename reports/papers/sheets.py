"""A paper as a spreadsheet: a sheet for each table and chart, and one for each table of the statement's data.

Numbers are numbers, months and days are dates; no text is ever a formula.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from math import ceil
from typing import TYPE_CHECKING, Any

from reports.papers.archives import without_time
from reports.papers.blocks import Paper
from reports.papers.notices import UNDER_REVIEW, facts_of, kind_of, notices_of, subject_of
from reports.papers.sheet_cells import put, put_text
from reports.papers.sheet_tables import SheetTable, tables_of_data, tables_of_paper

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

WIDEST, NARROWEST = 60, 9
"""Widths of columns, in signs."""
POINTS_A_LINE = 13
CORE = "docProps/core.xml"


def to_spreadsheet(paper: Paper, data: Mapping[str, Any] | None = None) -> bytes:
    """The paper as an ``.xlsx`` file; the same paper and data are the same bytes at any time.

    Args:
        data: the statement as ``reports.export.as_data`` gives it, or what of it is public for a public
            paper: every table that it has becomes a sheet.
    """
    from openpyxl import Workbook

    workbook = Workbook()
    tables = [*tables_of_paper(paper), *tables_of_data(data or {})]
    contents: Any = workbook.active
    contents.title = "Contents"
    _contents(contents, paper, tables)
    for number, table in enumerate(tables, start=1):
        _sheet(workbook.create_sheet(table.sheet), paper, table, number)
    return _saved(workbook, paper)


def _contents(sheet: Worksheet, paper: Paper, tables: list[SheetTable]) -> None:
    """The first sheet: what this is, how far it can be relied on, and where each table is."""
    from openpyxl.styles import Font
    from openpyxl.worksheet.hyperlink import Hyperlink

    put_text(sheet.cell(1, 1), paper.title, bold=True, size=16)
    put_text(sheet.cell(2, 1), f"{kind_of(paper)}, {paper.authority}")
    row = 4
    for name, text in [*facts_of(paper), *notices_of(paper)]:
        put_text(sheet.cell(row, 1), name, bold=True)
        put_text(sheet.cell(row, 2), text)
        row += 1
    put_text(sheet.cell(row + 1, 1), "Sheet", bold=True)
    put_text(sheet.cell(row + 1, 2), "What it holds", bold=True)
    for place, table in enumerate(tables, start=row + 2):
        put_text(sheet.cell(place, 1), table.sheet)
        at = f"A{place}"
        sheet[at].hyperlink = Hyperlink(ref=at, location=f"'{table.sheet}'!A1", display=table.sheet)
        sheet.cell(place, 1).font = Font(name="Arial", color="1A4F8B", underline="single")
        put_text(sheet.cell(place, 2), table.caption)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 90
    _set_for_print(sheet)


def _sheet(sheet: Worksheet, paper: Paper, table: SheetTable, number: int) -> None:
    """A table with its caption above it, and its notes below."""
    from openpyxl.utils import get_column_letter

    widths = _widths(table)
    put_text(sheet.cell(1, 1), table.caption, bold=True, size=13)
    above = [f"{first}. {rest}" for first, rest in notices_of(paper)]
    header = len(above) + 3
    _lines(sheet, above, 2, widths)
    for column, title in enumerate(table.titles, start=1):
        is_number = column in table.numbers
        put_text(sheet.cell(header, column), title, bold=True, wrap=True, to_right=is_number, shaded=True)
    _set_height(sheet, header, table.titles, widths)
    for row, cells in enumerate(table.rows, start=header + 1):
        for column, cell in enumerate(cells, start=1):
            put(sheet.cell(row, column), cell, is_number=column in table.numbers)
        _set_height(sheet, row, [cell.text for cell in cells], widths)
    _lines(sheet, table.notes, header + len(table.rows) + 2, widths)
    sheet.freeze_panes = sheet.cell(header + 1, 2).coordinate
    sheet.print_title_rows = f"{header}:{header}"
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    _mark_up(sheet, table, header, number)
    _set_for_print(sheet)


def _lines(sheet: Worksheet, texts: Sequence[str], first: int, widths: Sequence[int]) -> None:
    """Texts one under the other, each as wide as the table."""
    for row, text in enumerate(texts, start=first):
        put_text(sheet.cell(row, 1), text, wrap=True)
        if len(widths) > 1:
            sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(widths))
        _set_height(sheet, row, [text], [sum(widths)])


def _set_height(sheet: Worksheet, row: int, texts: Sequence[str], widths: Sequence[int]) -> None:
    """As high as its highest cell: not every program works that out by itself."""
    cells = zip(texts, widths, strict=True)
    lines = max(sum(max(1, ceil(len(line) / width)) for line in text.split("\n")) for text, width in cells)
    sheet.row_dimensions[row].height = POINTS_A_LINE * lines + 3


def _mark_up(sheet: Worksheet, table: SheetTable, header: int, number: int) -> None:
    """Tell programs where the table is, so that they read its headers with its cells and can filter it."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.table import Table, TableStyleInfo

    if table.rows:
        last = f"{get_column_letter(len(table.titles))}{header + len(table.rows)}"
        marked = Table(displayName=f"t{number}", ref=f"A{header}:{last}")
        marked.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
        sheet.add_table(marked)


def _widths(table: SheetTable) -> list[int]:
    """The widths of a table's columns, in signs."""
    columns = ([title, *(row[place].text for row in table.rows)] for place, title in enumerate(table.titles))
    longest = (max(len(line) for text in texts for line in text.split("\n")) for texts in columns)
    return [min(WIDEST, max(NARROWEST, length + 3)) for length in longest]


def _set_for_print(sheet: Worksheet) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.right.text = "Page &P of &N"


def _saved(workbook: Workbook, paper: Paper) -> bytes:
    """The file, with properties from the paper: the library dates every file by the clock."""
    from openpyxl.xml.functions import tostring

    properties = workbook.properties
    properties.title, properties.creator = paper.title, paper.authority
    properties.subject = subject_of(paper)
    properties.language, properties.keywords = "en-GB", paper.contract
    properties.description = UNDER_REVIEW if paper.provisional else None
    file = io.BytesIO()
    workbook.save(file)
    properties.created = properties.modified = datetime.combine(paper.made_on, time(), UTC).replace(
        tzinfo=None
    )
    return without_time(file.getvalue(), {CORE: tostring(properties.to_tree())})
