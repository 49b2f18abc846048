"""A paper as a spreadsheet: what is a number is a number, and no text is ever a formula."""

from __future__ import annotations

import io
import time
from dataclasses import replace
from datetime import datetime
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from contracts.calculations.months import Month
from reports.export import as_data
from reports.papers.blocks import Column, Table
from reports.papers.sheets import to_spreadsheet
from reports.statements import statement_for
from tests.reports.papers.example import PAPER, SUMMARY, paper_with, row

FORMULAS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "|cmd",
    '=HYPERLINK("https://example.org")',
)


@pytest.fixture(scope="module")
def made() -> bytes:
    return to_spreadsheet(PAPER)


@pytest.fixture(scope="module")
def workbook(made):
    return load_workbook(io.BytesIO(made))


def opened(paper, data=None):
    return load_workbook(io.BytesIO(to_spreadsheet(paper, data)))


def rows_of(sheet):
    """The marked-up table of a sheet: its cells row by row, the header first."""
    (table,) = sheet.tables.values()
    return sheet[table.ref]


def test_there_is_a_sheet_for_each_table_and_chart_after_the_contents(workbook):
    assert workbook.sheetnames == ["Contents", "Table 1", "Table 2", "Table 3", "Figure 1"]


def test_the_contents_say_what_it_is_and_what_is_provisional_and_lead_to_each_sheet(workbook):
    cells = {a.value: b.value for a, b in workbook["Contents"].iter_rows(max_col=2) if a.value}
    assert cells["Contract"] == "TST-1, Testshire County Council with Provider plc"
    assert cells["Period"] == "July to December 2021"
    assert cells["Provisional: under review"].startswith(
        "November 2021 and December 2021 were not signed off"
    )
    assert cells["Table 2"] == "Table 2: KPIs that missed their target"
    links = {cell.value: cell.hyperlink.location for cell in workbook["Contents"]["A"] if cell.hyperlink}
    assert links["Table 2"] in ("'Table 2'!A1", "#'Table 2'!A1")


def test_every_sheet_says_that_months_are_provisional(workbook):
    assert workbook["Table 1"]["A2"].value.startswith("Provisional: under review")
    assert opened(replace(PAPER, provisional=(), sections=PAPER.sections[:1]))["Contents"]["A8"].value


def test_numbers_are_numbers_and_print_as_in_the_paper(workbook):
    header, first, *_ = rows_of(workbook["Table 1"])
    assert [cell.value for cell in header] == [
        "Level",
        *(f"Number of KPIs: {column.title}" for column in SUMMARY.columns[1:]),
    ]
    assert [cell.value for cell in first] == ["Target Service Level achieved", 36, 37, 35, 37, 35, 33]
    actual = rows_of(workbook["Table 2"])[1][3]
    assert (actual.value, actual.number_format) == (0.0746, "0.00%")


@pytest.mark.parametrize(
    ("text", "value", "form"),
    [
        ("1,234", 1234, "#,##0"),
        ("-3.50", -3.5, "0.00"),
        ("£16,875.00", 16875, "£#,##0.00"),
        ("95.00%", 0.95, "0.00%"),
        ("July 2021", datetime(2021, 7, 1), "mmmm yyyy"),  # noqa: DTZ001 - a cell has no zone
        ("Jul 21", datetime(2021, 7, 1), "mmm yy"),  # noqa: DTZ001
        ("27 January 2022", datetime(2022, 1, 27), "d mmmm yyyy"),  # noqa: DTZ001
        ("31 November 2021", "31 November 2021", "General"),
        ("n/a", "n/a", "General"),
        ("1e5", "1e5", "General"),
        ("1,23", "1,23", "General"),
    ],
)
def test_what_is_printed_becomes(text, value, form):
    table = Table(
        number=1,
        caption="",
        columns=(Column(title="KPI"), Column(title="Value", is_number=True)),
        rows=(row("IMT_KPI_01", text),),
    )
    cell = rows_of(opened(paper_with(table))["Table 1"])[1][1]
    assert (cell.value, cell.number_format) == (value, form)


def test_a_number_in_a_column_of_words_stays_as_it_is_written():
    table = Table(number=1, caption="", columns=(Column(title="KPI"),), rows=(row("007"),))
    assert rows_of(opened(paper_with(table))["Table 1"])[1][0].value == "007"


@pytest.mark.parametrize("text", FORMULAS, ids=repr)
def test_no_text_is_ever_a_formula(text):
    table = Table(
        number=1,
        caption=text,
        columns=(Column(title=text), Column(title=text, is_number=True, group=text)),
        rows=(row(text, text),),
        notes=(row(text).cells[0].lines[0],),
    )
    paper = replace(paper_with(table), title=text, meeting=text, officer=text, provisional=(text,))
    data = {"exceptions": [dict.fromkeys(("kpi", "month", "description", "tsl", "msl", "value"), text)]}
    data["exceptions"][0] |= dict.fromkeys(("status", "comment", "impact", "resolution"), text)
    file = to_spreadsheet(paper, data)
    archive = ZipFile(io.BytesIO(file))
    contents = [archive.read(name) for name in archive.namelist()]
    assert not [each for each in contents if b"<f>" in each or b"<f " in each]
    cells = [cell for sheet in load_workbook(io.BytesIO(file)) for line in sheet.iter_rows() for cell in line]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n"}
    begun = [cell.value for cell in cells if isinstance(cell.value, str) and cell.value.startswith(text[0])]
    assert begun == []


def test_headers_stay_in_sight_and_repeat_in_print(workbook):
    sheet = workbook["Table 2"]
    header = rows_of(sheet)[0][0].row
    assert sheet.freeze_panes == f"B{header + 1}"
    assert sheet.print_title_rows == f"${header}:${header}"


def test_a_status_is_told_in_word_and_fill_and_an_exempt_row_is_marked(workbook):
    _, amber, red = rows_of(workbook["Table 2"])
    assert (amber[4].value, amber[4].fill.fgColor.rgb[-6:]) == ("Amber", "FFBF00")
    assert red[4].value == "Red"
    assert red[0].value == "PM_KPI_06\nDec 21\nExempt (paragraph 3)"
    notes = [cell.value for cell in workbook["Table 2"]["A"] if cell.value]
    assert any("Schedule 12A to the Local Government Act 1972" in note for note in notes)


def test_rows_are_as_high_as_their_texts_and_notes_as_wide_as_the_table(workbook):
    sheet = workbook["Table 2"]
    header, _, exempt = rows_of(sheet)
    heights = [sheet.row_dimensions[cells[0].row].height for cells in (header, exempt)]
    assert heights == [16, 42]
    assert f"A{exempt[0].row + 2}:F{exempt[0].row + 2}" in {str(each) for each in sheet.merged_cells.ranges}


def test_a_chart_is_there_as_its_figures_and_in_words(workbook):
    header, *rows = [[cell.value for cell in line] for line in rows_of(workbook["Figure 1"])]
    assert header[1:3] == ["CSC", "PM"]
    assert rows[2][:3] == [datetime(2021, 9, 1), 45, 0]  # noqa: DTZ001


def test_twice_it_is_the_same_bytes_whatever_the_time(made, monkeypatch):
    monkeypatch.setattr(time, "localtime", lambda *_: time.struct_time((2031, 5, 6, 7, 8, 9, 0, 1, 0)))
    time.sleep(0)
    assert to_spreadsheet(PAPER) == made


def test_its_properties_come_from_the_paper_and_not_from_a_clock(workbook):
    properties = workbook.properties
    assert (properties.title, properties.language) == (PAPER.title, "en-GB")
    assert properties.created == properties.modified == datetime(2022, 1, 19)  # noqa: DTZ001


def test_a_title_that_is_there_twice_is_told_apart():
    columns = (Column(title="KPI"), Column(title="TSL"), Column(title="tsl"), Column(title=""))
    table = Table(number=1, caption="", columns=columns, rows=(row("a", "b", "c", "d"),))
    header = rows_of(opened(paper_with(table))["Table 1"])[0]
    assert [cell.value for cell in header] == ["KPI", "TSL", "tsl (3)", "Column 4"]


def test_the_statements_data_has_sheets_of_its_own(lincolnshire):
    data = as_data(statement_for(lincolnshire, Month(2021, 7), Month(2021, 12)))
    workbook = opened(PAPER, data)
    assert workbook.sheetnames[5:] == [
        "Data summary",
        "Data exceptions",
        "Data mitigations",
        "Data changes",
        "Data redistributed",
        "Data points",
        "Data credits",
        "Data programme",
    ]
    header, first, *_ = rows_of(workbook["Data summary"])
    assert [cell.value for cell in header][:3] == ["month", "green", "amber"]
    assert [cell.value for cell in first][:3] == [datetime(2021, 7, 1), 36, 0]  # noqa: DTZ001
    assert first[0].number_format == "yyyy-mm", "a column as wide as 2021-07 has no room for its name"


def test_of_data_that_is_not_public_there_is_no_sheet():
    assert "Data credits" not in opened(PAPER, {"summary": [], "points": [{"month": "2021-07"}]}).sheetnames
