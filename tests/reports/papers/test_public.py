"""What is exempt is left out of the public's paper and data, whatever form they are read in."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from reports.charts.values import StackedBars, StatusGrid, XmrChart
from reports.papers.blocks import (
    Cell,
    Column,
    Figure,
    Heading,
    List,
    Paper,
    Paragraph,
    Row,
    Run,
    Section,
    Table,
)
from reports.papers.notices import exempt_sentence, has_exempt
from reports.papers.public import exempt_of, texts_of, without_exempt
from reports.papers.public_data import NOT_FOR_PUBLICATION, SHOWN_BY, without_exempt_data
from reports.papers.sections import SectionKind
from reports.publications.repeated import Repeated, repeated_in_public

BY_3, BY_5 = exempt_sentence("3"), exempt_sentence("5")


def line(text: str) -> tuple[Run, ...]:
    return (Run(text=text),)


def said(text: str) -> Paragraph:
    return Paragraph(line=line(text))


def row(*texts: str, **facts) -> Row:
    return Row(cells=tuple(Cell(lines=(line(text),)) for text in texts), **facts)


def table(*rows: Row, number: int = 1, caption: str = "Figures") -> Table:
    width = len(rows[0].cells)
    return Table(
        number=number, caption=caption, columns=tuple(Column(title=f"C{n}") for n in range(width)), rows=rows
    )


def section(kind: str, *blocks, number: int = 1, title: str = "A title", **facts) -> Section:
    return Section(kind=kind, number=number, title=title, blocks=blocks, **facts)


def paper(*sections: Section) -> Paper:
    return Paper(
        title="How it went",
        contract="TST-1",
        authority="Testshire",
        supplier="Provider plc",
        meeting="Board",
        held_on=date(2022, 1, 27),
        author="A",
        officer="O",
        range="August to December 2021",
        provisional=(),
        made_on=date(2022, 1, 20),
        sections=sections,
    )


def everything(part) -> str:
    return "\n".join(texts_of(part))


BARS = StackedBars(key="points", title="CANARY chart", unit="CANARY unit", labels=("CANARY label",), bands=())
EXCEPTION = row("CSC_KPI_04 (Sep 21)", "CANARY words", key="CSC_KPI_04 2021-09", exempt="3")


def test_a_paper_without_anything_exempt_is_public_as_it_is():
    whole = paper(
        section("summary", said("All went well")),
        section("points", Figure(number=1, caption="P", chart=BARS)),
    )
    assert without_exempt(whole) == replace(whole, is_public=True)


def test_an_exempt_section_leaves_its_number_and_the_reason_and_nothing_else():
    blocks = (
        Heading(text="CANARY heading"),
        said("CANARY words"),
        List(items=(line("CANARY item"),)),
        table(row("CANARY cell", key="CANARY key"), caption="CANARY caption"),
        Figure(number=1, caption="CANARY caption", chart=BARS),
    )
    secret = section("credits", *blocks, number=4, title="CANARY title", exempt="3")
    public = without_exempt(paper(section("summary", said("Open"), number=3), secret))
    assert "CANARY" not in everything(public)
    assert "credits" not in everything(public)
    left = public.sections[1]
    assert (left.number, left.title, left.blocks) == (4, "Not for publication", (said(f"{BY_3}."),))
    assert not has_exempt(public)


def test_an_exempt_text_goes_and_the_tables_of_its_section_stay():
    figures = table(row("A"), number=2)
    secret = section(
        "points", said("CANARY"), Heading(text="CANARY"), figures, text_exempt="5", title="Points"
    )
    (left,) = without_exempt(paper(secret)).sections
    assert left.blocks == (said(f"{BY_5}."), figures)
    assert (left.title, left.text_exempt) == ("Points", "")


def test_an_exempt_row_goes_with_the_sums_and_pictures_it_could_be_worked_out_of():
    rows = (
        row("Open", "1"),
        row("CANARY", "41", exempt="3"),
        row("CANARY", "7", exempt="3"),
        row("Total", "49", is_total=True),
    )
    (left,) = without_exempt(
        paper(section("credits", table(*rows, number=7), Figure(number=1, caption="C", chart=BARS)))
    ).sections
    (kept,) = left.blocks
    assert [row.cells[0].lines[0][0].text for row in kept.rows] == ["Open"]
    assert (kept.number, kept.notes) == (7, (line(f"2 rows are left out. {BY_3}."),))
    assert not {"CANARY", "49", "41"} & set(texts_of(left))


def test_rows_exempt_by_two_paragraphs_are_told_apart():
    rows = (row("Open"), row("CANARY", exempt="3"), row("CANARY", exempt="5"))
    (left,) = without_exempt(paper(section("changes", table(*rows)))).sections
    assert left.blocks[0].notes == (line(f"1 row is left out. {BY_3}."), line(f"1 row is left out. {BY_5}."))


def test_a_table_of_which_no_row_is_left_becomes_a_sentence():
    (left,) = without_exempt(paper(section("exceptions", table(EXCEPTION, number=2)))).sections
    assert left.blocks == (said(f"Table 2: Figures. {BY_3}."),)


def test_abbreviations_that_only_exempt_items_use_are_not_explained():
    items = tuple(
        (Run(text=short, is_strong=True), Run(text=": what it means")) for short in ("CCN", "KPI", "XYZ")
    )
    public = without_exempt(
        paper(
            section("abbreviations", List(items=items)),
            section("changes", said("Under CCN 113, two KPIs"), exempt="3"),
            section("conclusion", said("All KPIs are green")),
        )
    )
    left = [item[0].text for item in public.sections[0].blocks[0].items]
    assert left == ["KPI", "XYZ"]  # XYZ stands nowhere else: somebody put it there.


def test_how_an_exempt_kpi_did_is_not_told_by_the_appendix_or_a_chart_either():
    grid = StatusGrid(
        key="grid",
        title="Statuses",
        labels=("Sep 21",),
        rows=(("CSC_KPI_04", "CSC"), ("CSC_KPI_05", "CSC")),
        statuses=(("amber",), ("green",)),
    )
    chart = XmrChart(
        key="xmr CSC_KPI_04",
        title="CSC_KPI_04",
        unit="%",
        labels=(),
        figures=(),
        statuses=(),
        tsl=(),
        msl=(),
        mean=None,
        lower=None,
        upper=None,
        is_provisional=True,
        marks=(),
        mitigated=(),
    )
    appendix = table(row("CSC_KPI_04", "A"), row("CSC_KPI_05", "G"))
    figures = (Figure(number=1, caption="S", chart=grid), Figure(number=2, caption="X", chart=chart))
    public = without_exempt(
        paper(
            section("exceptions", table(EXCEPTION, row("Open", ""))),
            section("trends", *figures),
            section("appendix", appendix),
        )
    )
    assert "CSC_KPI_04" not in everything(public)
    assert "CSC_KPI_05" in everything(public.sections[1])
    assert [row.cells[1].lines[0][0].text for row in public.sections[2].blocks[0].rows] == ["G"]


def test_everything_exempt_is_found():
    whole = paper(
        section("credits", exempt="1"),
        section("points", text_exempt="2"),
        section("exceptions", table(EXCEPTION)),
    )
    found = exempt_of(whole)
    assert (found.sections, found.texts) == ({"credits": "1"}, {"points": "2"})
    assert found.rows == {("exceptions", "CSC_KPI_04 2021-09"): "3"}


DATA = {
    "contract": {"reference": "TST-1"},
    "periods": [{"month": "2021-09"}],
    "summary": [{"month": "2021-09", "green": 1}],
    "exceptions": [
        {"kpi": "CSC_KPI_04", "month": "2021-09", "comment": "CANARY"},
        {"kpi": "F_KPI_01", "month": "2021-09", "comment": "Open"},
    ],
    "mitigations": [{"kpis": [{"kpi": "IMT_KPI_01"}], "reason": "CANARY reason"}],
    "changes": [{"kpi": "IMT_KPI_14", "effective_from": "2021-12", "reason": "CANARY change"}],
    "trend": {"improving": 1, "failing_before_end": [{"kpi": "CANARY_KPI"}]},
    "points": [{"month": "2021-09", "total": "CANARY points"}],
    "points_distributed": [{"month": "2021-09", "total": "CANARY distributed"}],
    "credits": [{"month": "2021-09", "area": "IMT", "payable": "CANARY pounds"}],
    "objectives": [{"reference": "O1", "text": "CANARY objective"}, {"reference": "O2", "text": "Open"}],
    "savings": [{"financial_year": "2021/22", "delivered": "CANARY pounds"}],
    "highlights": [{"as_at": "2021-09-30", "service_area": None, "text": "CANARY highlight"}],
    "issues": [{"reference": "I1", "title": "CANARY issue"}, {"reference": "I2", "title": "Open"}],
    "commitments": [{"reference": "C1", "text": "CANARY commitment"}],
    "assurances": [{"reference": "A1", "text": "CANARY assurance"}],
    "programme": [{"workstream": "CANARY workstream", "stages": []}],
}


def test_a_kpi_whose_exception_is_exempt_is_not_compared_with_before_either():
    compared = table(row("CSC_KPI_04", "CANARY"), row("F_KPI_01", "Open"), number=3)
    whole = paper(section("exceptions", table(EXCEPTION)), section("baselines", compared))
    left = without_exempt(whole).sections[1]
    assert "CANARY" not in everything(left)
    assert "Open" in everything(left)


ALL = tuple(section(kind.value) for kind in SectionKind)


def with_marks(kind: str, **facts) -> Paper:
    return paper(*(replace(each, **facts) if each.kind == kind else each for each in ALL))


def test_data_of_a_paper_without_anything_exempt_is_public_as_it_is():
    assert without_exempt_data(DATA, paper(*ALL)) == DATA


def test_every_table_is_shown_by_a_section_or_is_everybodys():
    assert {"contract", "periods", *SHOWN_BY} == DATA.keys()


@pytest.mark.parametrize(
    ("kind", "gone"),
    [
        ("performance", {"summary"}),
        ("exceptions", {"exceptions"}),
        ("mitigations", {"mitigations"}),
        ("changes", {"changes"}),
        ("green_trend", {"trend"}),
        ("points", {"points", "points_distributed", "credits"}),
        ("credits", {"credits"}),
        ("objectives", {"objectives"}),
        ("savings", {"savings"}),
        ("highlights", {"highlights"}),
        ("issues", {"issues"}),
        ("commitments", {"commitments"}),
        ("assurances", {"assurances"}),
        ("programme", {"programme"}),
        ("conclusion", set()),
    ],
)
def test_data_that_an_exempt_section_shows_is_left_out_and_so_is_what_the_paper_does_not_show(kind, gone):
    public = without_exempt_data(DATA, with_marks(kind, exempt="3"))
    assert DATA.keys() - public.keys() == gone
    assert [each["table"] for each in public.get(NOT_FOR_PUBLICATION, [])] == [
        name for name in DATA if name in gone
    ]
    without = paper(*(each for each in ALL if each.kind != kind))
    assert DATA.keys() - without_exempt_data(DATA, without).keys() == gone


@pytest.mark.parametrize(
    ("kind", "key", "name"),
    [
        ("exceptions", "CSC_KPI_04 2021-09", "exceptions"),
        ("mitigations", "IMT_KPI_01", "mitigations"),
        ("changes", "IMT_KPI_14 2021-12", "changes"),
    ],
)
def test_an_exempt_row_is_left_out_of_the_data(kind, key, name):
    public = without_exempt_data(DATA, with_marks(kind, blocks=(table(row("x", key=key, exempt="3")),)))
    assert "CANARY" not in json.dumps(public[name])
    assert public[NOT_FOR_PUBLICATION] == [{"table": name, "rows": 1, "why": BY_3}]
    assert {**public, name: DATA[name]} == {**DATA, NOT_FOR_PUBLICATION: public[NOT_FOR_PUBLICATION]}


@pytest.mark.parametrize(
    ("kind", "names"), [("exceptions", ["exceptions"]), ("green_trend", ["trend"]), ("credits", ["credits"])]
)
def test_a_table_in_which_an_exempt_row_cannot_be_told_is_left_out_whole(kind, names):
    public = without_exempt_data(DATA, with_marks(kind, blocks=(table(row("x", key="lost", exempt="3")),)))
    assert [public[name] for name in names] == [type(DATA[name])() for name in names]


def test_words_that_are_exempt_in_one_place_and_public_in_another_are_found():
    secret = "The provider's director left without notice."
    whole = paper(
        section("exceptions", table(row("KPI", secret, exempt="3"), row("KPI", "Open")), title="Exceptions"),
        section("conclusion", said(f"In short: {secret} We wait."), title="Conclusion"),
        section("background", said("Nothing of that kind stands here."), title="Background"),
    )
    assert repeated_in_public(whole) == (Repeated(text=secret, title="Conclusion"),)


@pytest.mark.parametrize("marks", [{"exempt": "5"}, {"text_exempt": "5"}], ids=["section", "text"])
def test_words_of_an_exempt_section_or_text_are_looked_for_too(marks):
    secret = "Counsel advised the council to settle."
    whole = paper(section("points", said(secret), **marks), section("summary", said(secret), title="Summary"))
    assert repeated_in_public(whole) == (Repeated(text=secret, title="Summary"),)
    assert repeated_in_public(paper(section("points", said(secret), **marks))) == ()


def test_the_caption_of_a_chart_whose_section_hides_its_text_alone_is_no_secret():
    chart = Figure(number=1, caption="Service credits each month, against the cap", chart=BARS)
    assert repeated_in_public(paper(section("credits", said("x" * 30), chart, text_exempt="5"))) == ()


def test_public_texts_that_name_an_item_whose_row_is_exempt_are_found():
    moved = "The points of IMT_KPI_14 were redistributed under CCN113."
    rows = table(row("IMT_KPI_14", key="IMT_KPI_14 2021-12", exempt="3"))
    changes = section("changes", said(moved), said("There has been one change in 2021-12."), rows)
    others = section("summary", said("IMT_KPI_140 and IMT_KPI_1 are others."), title="Summary")
    assert repeated_in_public(paper(replace(changes, title="KPI changes"), others)) == (
        Repeated(text=moved, title="KPI changes"),
    )
