"""Sections, tables and figures in their order and by their numbers; what is marked as not public."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from contracts.calculations.months import Month
from contracts.models.programme import WorkstreamStatus
from kpis.calculations.rag import Status
from kpis.calculations.summary import Counts
from reports.governance.values import PlannedStage, ProgrammeRow
from reports.papers.abbreviations import abbreviations_used
from reports.papers.assemble import default_plan, exempt_rows_not_found, paper_of
from reports.papers.blocks import Figure, List, Paper, Paragraph, Run, Section, Table
from reports.papers.material import GridRow
from reports.papers.notices import plain
from reports.papers.plan import Plan, PlannedSection
from reports.papers.sections import SectionKind
from reports.statements import Statement
from tests.reports.papers.telling import (
    GOVERNED,
    change,
    exception,
    material,
    mitigation,
    periods,
    statement,
    summary,
    total_change,
)

EXCEPTIONS, MITIGATIONS = SectionKind.EXCEPTIONS, SectionKind.MITIGATIONS
STAGE = PlannedStage(name="Investigation", first=Month(2021, 8), last=Month(2021, 10))
IMT = ProgrammeRow(
    workstream="IMT",
    stages=(STAGE,),
    as_at=date(2021, 9, 30),
    status=WorkstreamStatus.ON_PLAN,
    narrative="Well.",
)
BUSY = statement(
    exceptions=(exception("IMT_KPI_01", "2021-09", Status.RED), exception("CSC_KPI_01", "2021-09")),
    mitigations=(mitigation(IMT_KPI_01=("2021-08",)),),
    changes=(change("IMT_KPI_01"),),
)
PROGRAMME = replace(BUSY, programme=(IMT,))


def planned(kind: SectionKind, text: str = "", **more: Any) -> PlannedSection:
    return PlannedSection(kind=kind, title=kind.value, text=text, **more)


def plan(*sections: PlannedSection, **changed: Any) -> Plan:
    values: dict[str, Any] = {
        "title": "Performance",
        "meeting": "A board",
        "held_on": date(2021, 10, 27),
        "author": "",
        "officer": "",
        "made_on": date(2021, 10, 17),
        "sections": sections,
    }
    return Plan(**values | changed)


def paper(
    *sections: PlannedSection, told: Statement = BUSY, exempt: dict | None = None, **beside: Any
) -> Paper:
    return paper_of(told, plan(*sections, exempt_rows=exempt or {}), material(told, **beside))


def tables(made: Paper) -> list[Table]:
    return [block for each in made.sections for block in each.blocks if isinstance(block, Table)]


def said(made: Paper) -> list[str]:
    return [
        plain(block.line) for each in made.sections for block in each.blocks if isinstance(block, Paragraph)
    ]


def test_sections_come_in_the_order_planned_and_tables_are_numbered_in_it():
    made = paper(planned(SectionKind.CHANGES), planned(SectionKind.SUMMARY), planned(EXCEPTIONS))
    assert [(each.kind, each.number) for each in made.sections] == [
        *(("changes", 1), ("summary", 0), ("exceptions", 2))
    ]
    assert [(table.number, table.caption.split(",")[0]) for table in tables(made)] == [
        (1, "Details of KPI changes"),
        (2, "KPIs which fell below the MSL"),
        (3, "KPIs which failed to meet the TSL but met the MSL"),
    ]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        pytest.param("See {exceptions}.", "See Table 1.", id="first-table"),
        pytest.param("See {exceptions:1}.", "See Table 1.", id="first-by-its-place"),
        pytest.param("See {exceptions:2}.", "See Table 2.", id="second-table"),
        pytest.param("See {exceptions:3}.", "See {exceptions:3}.", id="no-such-table"),
        pytest.param("See {exceptions:all}.", "See Tables 1 and 2.", id="all-tables"),
        pytest.param("See {programme:all}.", "See Table 3.", id="all-tables-where-there-is-one"),
        pytest.param("See {conclusion:all}.", "See section 3.", id="all-tables-where-there-is-none"),
        pytest.param("See {programme}.", "See Table 3.", id="a-table-beside-a-figure"),
        pytest.param("See {programme:figure}.", "See Figure 1.", id="a-figure"),
        pytest.param("See {conclusion}.", "See section 3.", id="a-section-without-tables"),
        pytest.param("See {summary}.", "See summary.", id="a-section-without-a-number"),
        pytest.param("See {credits}.", "See {credits}.", id="a-section-that-is-not-there"),
        pytest.param("Fell (see {exceptions} below).", "Fell (see Table 1 below).", id="set-apart"),
        pytest.param("Fell (see {credits} below).", "Fell.", id="set-apart-and-not-there"),
        pytest.param("With it ({credits} below).", "With it.", id="set-apart-otherwise"),
        pytest.param("See {nothing} {}.", "See {nothing} {}.", id="no-section"),
        pytest.param("*See* {exceptions}", "See Table 1", id="beside-markup"),
    ],
)
def test_texts_call_tables_by_their_numbers(typed, printed):
    made = paper(
        planned(SectionKind.SUMMARY, typed),
        planned(EXCEPTIONS),
        planned(SectionKind.PROGRAMME),
        planned(SectionKind.CONCLUSION),
        told=PROGRAMME,
    )
    assert said(made)[0] == printed


def test_lists_and_headings_call_tables_by_their_numbers_too():
    made = paper(planned(EXCEPTIONS, "### About {exceptions}\n\n- {exceptions:2}"))
    heading, items, *_ = made.sections[0].blocks
    assert (heading.text, plain(*items.items)) == ("About Table 1", "Table 2")


def test_what_the_record_says_is_left_as_it_is():
    told = statement(exceptions=(exception("CSC_KPI_01", "2021-09", comment="See {changes}."),))
    made = paper(planned(EXCEPTIONS), planned(SectionKind.CHANGES), told=told)
    assert "See {changes}." in plain(*tables(made)[0].rows[0].cells[5].lines)


def test_the_note_under_table_1_says_where_the_change_is_told():
    moved = total_change(40, 39, left=("IMT_KPI_01",))
    told = replace(BUSY, total_changes=(moved,))
    said_of = "The total number of KPIs fell from 40 to 39 in September 2021: IMT_KPI_01 left service"
    made = paper(planned(SectionKind.PERFORMANCE), planned(SectionKind.CHANGES), told=told)
    assert plain(*tables(made)[0].notes) == f"{said_of} (see Table 2 below)."
    untold = replace(told, changes=())
    made = paper(planned(SectionKind.PERFORMANCE), planned(SectionKind.CHANGES), told=untold)
    assert plain(*tables(made)[0].notes) == f"{said_of}."
    made = paper(planned(SectionKind.PERFORMANCE), told=told)
    assert plain(*tables(made)[0].notes) == f"{said_of}."


def test_a_total_that_moves_with_the_quarters_is_explained():
    told = replace(BUSY, total_changes=(total_change(38, 40),))
    (table,) = tables(paper(planned(SectionKind.PERFORMANCE), told=told))
    assert plain(*table.notes).endswith(": quarterly and annual KPIs are not due every month.")


def test_without_anything_to_tell_there_are_no_tables_of_nothing():
    quiet = statement(credits=())
    silent = {SectionKind.PERFORMANCE, SectionKind.ABBREVIATIONS}
    made = paper(*(planned(kind) for kind in SectionKind if kind not in silent), told=quiet)
    assert {each.blocks for each in made.sections} == {()}


def test_provisional_months_are_named():
    told = statement(periods=periods("2021-08", "2021-09", open_ones=("2021-09",)))
    assert paper(planned(SectionKind.SUMMARY), told=told).provisional == ("September 2021",)


def test_a_result_that_is_awaited_has_no_colour():
    told = statement(
        summary=summary(m2021_08=Counts(green=40), m2021_09=Counts(green=38, not_reported=2, awaiting=2))
    )
    (table,) = tables(paper(planned(SectionKind.PERFORMANCE), told=told))
    assert {plain(*row.cells[0].lines): row.cells[0].status for row in table.rows}["No result yet"] == ""


def test_an_exception_of_which_nobody_said_anything_has_a_dash():
    reds, _ = tables(paper(planned(EXCEPTIONS)))
    assert [plain(*row.cells[-1].lines) for row in reds.rows] == ["–"]


def test_exempt_sections_and_texts_are_marked():
    made = paper(planned(EXCEPTIONS, "Secret.", exempt="3"), planned(MITIGATIONS, "Text.", text_exempt="1"))
    assert [(each.exempt, each.text_exempt) for each in made.sections] == [("3", ""), ("", "1")]


def test_exempt_rows_are_marked_in_their_own_section_alone():
    made = paper(planned(EXCEPTIONS), planned(MITIGATIONS), exempt={(EXCEPTIONS, "CSC_KPI_01 2021-09"): "3"})
    marked = {row.key: row.exempt for table in tables(made) for row in table.rows}
    assert marked == {"IMT_KPI_01 2021-09": "", "CSC_KPI_01 2021-09": "3", "IMT_KPI_01": ""}


def test_a_row_of_the_same_key_in_another_section_is_public():
    exempt = {(SectionKind.CHANGES, "IMT_KPI_01 2021-09"): "3"}
    made = paper(planned(EXCEPTIONS), planned(SectionKind.CHANGES), exempt=exempt)
    marked = [
        (each.kind, row.exempt)
        for each in made.sections
        for block in each.blocks
        if isinstance(block, Table)
        for row in block.rows
        if row.key == "IMT_KPI_01 2021-09"
    ]
    assert marked == [("exceptions", ""), ("changes", "3")]


def test_a_figure_goes_where_a_row_of_its_section_is_exempt():
    section = planned(SectionKind.PROGRAMME)
    blocks = paper(section, told=PROGRAMME).sections[0].blocks
    assert [type(block) for block in blocks] == [Figure, Table]
    exempt = {(SectionKind.PROGRAMME, "IMT"): "3"}
    blocks = paper(section, told=PROGRAMME, exempt=exempt).sections[0].blocks
    assert [(type(block), block.number) for block in blocks] == [(Table, 1)]


def test_rows_marked_as_exempt_that_are_there_no_longer_are_found():
    sections = planned(EXCEPTIONS), planned(MITIGATIONS)
    rows = {
        (EXCEPTIONS, "IMT_KPI_01 2021-09"): "3",
        (EXCEPTIONS, "IMT_KPI_01 2021-08"): "3",
        (MITIGATIONS, "IMT_KPI_01 2021-09"): "1",
    }
    drawn_up = plan(*sections, exempt_rows=rows)
    made = paper_of(BUSY, drawn_up, material(BUSY))
    assert exempt_rows_not_found(made, drawn_up) == (
        (EXCEPTIONS, "IMT_KPI_01 2021-08"),
        (MITIGATIONS, "IMT_KPI_01 2021-09"),
    )


def test_a_plan_begins_with_every_section_that_says_something():
    begun = default_plan(BUSY, material(BUSY), made_on=date(2021, 10, 17), meeting="A board")
    silent = {SectionKind.PROGRAMME, SectionKind.APPENDIX} | GOVERNED
    assert [each.kind for each in begun.sections] == [kind for kind in SectionKind if kind not in silent]
    assert begun.title == "Performance of the Corporate Services Contract"
    assert begun.held_on == begun.made_on


def test_the_appendix_draws_the_grid():
    row = GridRow(kpi="IMT_KPI_01", description="Calls", area="IMT", statuses=("green", ""))
    made = paper(planned(SectionKind.APPENDIX), grid=(row,), grid_months=(Month(2021, 8), Month(2021, 9)))
    (figure,) = made.sections[0].blocks
    assert figure.chart.rows == (("IMT_KPI_01", "IMT"),)
    assert figure.chart.statuses == (("green", ""),)


def abbreviated(*texts: str, areas: tuple[tuple[str, str], ...] = ()) -> list[str]:
    """The abbreviations of a paper whose one other section says some texts."""
    blocks = tuple(Paragraph(line=(Run(text=text),)) for text in texts)
    sections = [
        Section(kind=SectionKind.ABBREVIATIONS, number=1, title="Short words", blocks=()),
        Section(kind=SectionKind.CONCLUSION, number=2, title="Conclusion", blocks=blocks),
    ]
    made = next(iter(abbreviations_used(sections, areas)))
    return [plain(item) for block in made.blocks if isinstance(block, List) for item in block.items]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Nothing", [], id="none"),
        pytest.param("a TSL", ["TSL: Target Service Level"], id="one"),
        pytest.param("two TSLs", ["TSL: Target Service Level"], id="the-plural"),
        pytest.param("TSLX and XTSL", [], id="part-of-a-word"),
        pytest.param("the tsl", [], id="small-letters"),
        pytest.param(
            "TSL, MSL and KPI",
            ["KPI: Key Performance Indicator", "MSL: Minimum Service Level", "TSL: Target Service Level"],
            id="by-the-alphabet",
        ),
        pytest.param(
            "F_KPI_03 fell", ["F: Finance", "KPI: Key Performance Indicator"], id="within-a-reference"
        ),
    ],
)
def test_abbreviations_are_explained_where_they_are_used(text, found):
    assert abbreviated(text, areas=(("F", "Finance"), ("IMT", "Technology"), ("HR", "HR"))) == found


def test_a_service_area_named_like_its_code_needs_no_explanation():
    assert abbreviated("HR", areas=(("HR", "HR"),)) == []


def test_points_of_a_month_that_has_none_on_record_are_a_dash():
    made = paper(planned(SectionKind.POINTS))
    (table,) = tables(made)
    cells = {plain(*row.cells[0].lines): plain(*row.cells[1].lines) for row in table.rows}
    assert (cells["July"], cells["August"], cells["October"]) == ("–", "0", "–")
    assert Decimal(cells["Year"]) == 0
