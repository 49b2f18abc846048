"""Columns are as wide as their words need, and pages turn where a table is too wide to be read upright."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reports.papers.blocks import Column, Heading, Paragraph, Table
from reports.papers.layout import ACROSS, UPRIGHT, is_wide, parts_of
from reports.papers.widths import PADDING, WIDE, widths
from tests.reports.papers.example import EXCEPTIONS, SUMMARY, line, row, section, wide_table

LONG = "a long text of many words " * 20


def table(*columns: Column, texts: tuple[str, ...]) -> Table:
    return Table(number=1, caption="", columns=columns, rows=(row(*texts),))


@pytest.mark.parametrize("whole", [UPRIGHT, ACROSS])
@pytest.mark.parametrize("each", [SUMMARY, EXCEPTIONS, wide_table()], ids=["months", "texts", "wide"])
def test_columns_fill_the_whole_width(each, whole):
    assert sum(widths(each, whole)) == whole
    assert min(widths(each, whole)) > PADDING


def test_low_tables_keep_to_their_shares():
    columns = (Column(title="a", share=3), Column(title="b", share=1))
    assert widths(table(*columns, texts=("x", "y")), 8000) == [6000, 2000]


def test_a_column_is_never_narrower_than_its_longest_word():
    columns = (Column(title="a", share=1), Column(title="b", share=9))
    first, _ = widths(table(*columns, texts=("WWWWWWWWWW", "y")), 8000)
    assert first >= 10 * WIDE + PADDING


def test_a_word_that_no_line_holds_leaves_the_other_columns_the_room_for_theirs():
    columns = tuple(Column(title=each) for each in ("KPI", "Short description", "Comment"))
    texts = ("CSC_KPI_04", "Calls that are abandoned", f"See www.example.org?{'x' * 300}")
    reference, described, _ = widths(table(*columns, texts=texts), UPRIGHT)
    assert reference >= 10 * WIDE + PADDING
    assert described >= 9 * WIDE + PADDING


@pytest.mark.parametrize(
    ("signs", "is_whole"), [pytest.param(24, True, id="kept"), pytest.param(25, False, id="broken")]
)
def test_only_a_word_of_many_signs_is_broken(signs, is_whole):
    columns = (Column(title="a", share=1), Column(title="b", share=99))
    first, _ = widths(table(*columns, texts=("W" * signs, "y")), 8000)
    assert (first >= signs * WIDE + PADDING) == is_whole


def test_the_text_that_makes_a_row_high_gets_the_room_that_others_can_spare():
    columns = (Column(title="a"), Column(title="b"), Column(title="c", is_number=True))
    first, second, number = widths(table(*columns, texts=("short", LONG, "1")), 9000)
    assert second > 2 * first
    assert number < 9000 / 3


def test_columns_of_numbers_stay_of_one_width():
    columns = (Column(title="a"), *(Column(title=each, is_number=True) for each in ("b", "a long title")))
    _, first, second = widths(table(*columns, texts=(LONG, "1", "2")), 9000)
    assert abs(first - second) <= 1


def test_a_table_without_rows_has_widths():
    assert sum(widths(replace(SUMMARY, rows=()), UPRIGHT)) == UPRIGHT


@pytest.mark.parametrize(
    ("block", "is_across"),
    [
        pytest.param(SUMMARY, False, id="six-months"),
        pytest.param(EXCEPTIONS, False, id="six-columns"),
        pytest.param(wide_table(), True, id="many-columns"),
        pytest.param(Paragraph(line=line(LONG)), False, id="a-long-paragraph"),
    ],
)
def test_only_a_wide_table_lies_across(block, is_across):
    assert is_wide(block) == is_across


def test_a_table_whose_rows_would_be_very_high_lies_across():
    columns = (
        Column(title="KPI"),
        *(Column(title=f"Points {number}", is_number=True) for number in range(6)),
        Column(title="Change"),
    )
    texts = ("KPI", *("35.00%" for _ in range(6)), 2 * LONG)
    assert is_wide(table(*columns, texts=texts))
    assert not is_wide(table(*columns, texts=(*texts[:-1], "short")))


def test_headings_go_with_the_table_below_them_and_long_texts_stay():
    heading, text = Heading(text="Changes"), Paragraph(line=line(8 * LONG))
    parts = parts_of(section("changes", 1, "Changes", text, heading, wide_table(), text))
    assert [(part.is_across, part.has_heading, len(part.blocks)) for part in parts] == [
        (False, True, 1),
        (True, False, 2),
        (False, False, 1),
    ]


def test_short_texts_go_with_the_wide_table_of_their_section():
    text = Paragraph(line=line("In short."))
    (part,) = parts_of(section("changes", 1, "Changes", text, wide_table(), text))
    assert (part.is_across, part.has_heading, len(part.blocks)) == (True, True, 3)


def test_a_short_text_stays_upright_where_the_page_of_its_table_is_full():
    high = replace(wide_table(), rows=wide_table().rows * 40)
    parts = parts_of(section("changes", 1, "Changes", Paragraph(line=line("In short.")), high))
    assert [part.is_across for part in parts] == [False, True]


def test_other_tables_stay_upright_before_and_after_a_wide_one():
    parts = parts_of(section("changes", 1, "Changes", SUMMARY, wide_table(), SUMMARY))
    assert [part.is_across for part in parts] == [False, True, False]


def test_a_section_that_begins_with_a_wide_table_has_its_heading_across():
    (part,) = parts_of(section("changes", 1, "Changes", Heading(text="Changes"), wide_table()))
    assert (part.is_across, part.has_heading) == (True, True)


def test_an_empty_section_still_has_its_heading():
    (part,) = parts_of(section("changes", 1, "Changes"))
    assert part.has_heading
