"""A paper made by hand, with something of everything that a paper can consist of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from reports.charts.values import Band, StackedBars
from reports.papers.blocks import (
    Block,
    Cell,
    Column,
    Figure,
    Heading,
    Line,
    List,
    Paper,
    Paragraph,
    Row,
    Run,
    Section,
    Table,
)

MONTHS = ("Jul 21", "Aug 21", "Sep 21", "Oct 21", "Nov 21", "Dec 21")


def line(text: str, **style: Any) -> Line:
    return (Run(text=text, **style),)


def cell(*lines: str, status: str = "") -> Cell:
    return Cell(lines=tuple(line(text) for text in lines), status=status)


def row(*texts: str, **facts: Any) -> Row:
    return Row(cells=tuple(cell(text) for text in texts), **facts)


SUMMARY = Table(
    number=1,
    caption="Overall KPI summary performance",
    columns=(
        Column(title="Level", share=4),
        *(Column(title=month, is_number=True, group="Number of KPIs") for month in MONTHS),
    ),
    rows=(
        row("Target Service Level achieved", "36", "37", "35", "37", "35", "33"),
        row("Minimum Service Level achieved", "0", "0", "2", "0", "0", "1"),
        row("Below Minimum Service Level", "0", "0", "0", "0", "0", "0"),
        row("Mitigation agreed", "4", "3", "3", "3", "5", "5"),
        row("Total", "40", "40", "40", "40", "40", "39", is_total=True),
    ),
    notes=(line("The total fell to 39 in December when IMT_KPI_14 was decommissioned."),),
)
EXCEPTIONS = Table(
    number=2,
    caption="KPIs that missed their target",
    columns=(
        Column(title="KPI", share=2),
        Column(title="Short description", share=4),
        Column(title="TSL", is_number=True),
        Column(title="Actual", is_number=True),
        Column(title="Status", share=1),
        Column(title="Comment, impact, resolution", share=5),
    ),
    rows=(
        Row(
            cells=(
                cell("CSC_KPI_04", "Sep 21"),
                cell("% of total Calls that are Abandoned Calls"),
                cell("7.00%"),
                cell("7.46%"),
                cell("Amber", status="amber"),
                cell("Target missed by 0.46%.", "Returned to green from October onwards."),
            ),
            key="CSC_KPI_04 2021-09",
        ),
        Row(
            cells=(
                cell("PM_KPI_06", "Dec 21"),
                cell("Number of records assessed in Spot Checks to contain errors"),
                cell("1"),
                cell("2"),
                cell("", status="red"),
                cell("Isolated incident of a secret sort."),
            ),
            key="PM_KPI_06 2021-12",
            exempt="3",
        ),
    ),
)
POINTS = StackedBars(
    key="points_by_area",
    title="Abatement points by service area",
    unit="points",
    labels=MONTHS,
    bands=(
        Band(name="CSC", numbers=(0, 0, 45, 0, 0, 0), tone="area_1"),
        Band(name="PM", numbers=(0, 0, 0, 0, 0, 20), tone="area_2"),
    ),
)


def section(kind: str, number: int, title: str, *blocks: Block, exempt: str = "") -> Section:
    return Section(kind=kind, number=number, title=title, blocks=blocks, exempt=exempt)


def wide_table(number: int = 3) -> Table:
    """A table that needs a page set across, its columns in groups."""
    columns = (
        Column(title="KPI", share=2),
        Column(title="KPI description", share=4),
        *(
            Column(title=title, is_number=True, group=group)
            for group in ("Previous", "Revised")
            for title in ("pts", "TSL", "MSL")
        ),
        *(Column(title=title, share=3) for title in ("Change date", "Change", "Reason")),
    )
    texts = ("IMT_KPI_14", "Devices patched", "35", "95.00%", "90.00%", "n/a", "n/a", "n/a")
    return Table(
        number=number,
        caption="Details of KPI changes",
        columns=columns,
        rows=(row(*texts, "November 2021", "Decommissioned", "It now sits with Microsoft"),),
    )


SECTIONS = (
    section("summary", 0, "Summary", Paragraph(line=line("How it went between July and December 2021."))),
    section(
        "actions",
        0,
        "Actions required",
        Paragraph(line=line("The Board is invited to:")),
        List(items=(line("seek assurance"), line("give feedback")), is_numbered=True),
    ),
    section(
        "performance",
        1,
        "Performance",
        Paragraph(
            line=(
                Run(text="Table 1 sums up. See "),
                Run(text="the guidance", link="https://www.example.org/guidance?a=1&b=2"),
                Run(text=" & "),
                Run(text="mind", is_strong=True),
                Run(text=" the ", is_emphasised=True),
                Run(text="gap", is_strong=True, is_emphasised=True),
                Run(text=": 3 < 4."),
            )
        ),
        SUMMARY,
    ),
    section("exceptions", 2, "Exceptions", Heading(text="Below target", level=3), EXCEPTIONS),
    section("changes", 3, "KPI changes", Heading(text="In December", level=3), wide_table()),
    section("points", 4, "Abatement points", Figure(number=1, caption="Points by month", chart=POINTS)),
    section(
        "issues",
        5,
        "Issues",
        Heading(text="With the provider", level=3),
        Heading(text="Open", level=4),
        List(items=(line("a dispute about a secret sum"), line("another"))),
        exempt="5",
    ),
)
PAPER = Paper(
    title="Performance of the Corporate Support Services Contract",
    contract="TST-1",
    authority="Testshire County Council",
    supplier="Provider plc",
    meeting="Overview and Scrutiny Management Board",
    held_on=date(2022, 1, 27),
    author="Jane Doe, Executive Director",
    officer="John Roe, Contract Manager, 01522 000000",
    range="July to December 2021",
    provisional=("November 2021", "December 2021"),
    made_on=date(2022, 1, 19),
    sections=SECTIONS,
)


def paper_with(*blocks: Block, **facts: Any) -> Paper:
    """A paper of one section."""
    return replace(PAPER, sections=(section("performance", 1, "Performance", *blocks),), **facts)
