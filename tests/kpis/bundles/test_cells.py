"""What is written can be read, and is read as what it was."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.calculations.months import Month
from kpis.bundles.cells import read_cell, write_cell
from kpis.bundles.schema import FILES, Column, Kind

FIGURE = Column(name="value", kind=Kind.NUMBER)
figures = st.decimals(min_value=Decimal(-(10**11) + 1), max_value=Decimal(10**11 - 1), places=4)
months = st.builds(Month, st.integers(1, 9999), st.integers(1, 12))
texts = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00\r"))


@given(figures, st.integers(0, 4))
def test_a_figure_is_read_as_it_was_written(figure: Decimal, places: int):
    assert read_cell(FIGURE, write_cell(figure, places)) == figure


@given(figures, figures)
def test_equal_figures_and_only_they_are_written_alike(one: Decimal, other: Decimal):
    assert (write_cell(one) == write_cell(other)) == (one == other)


@given(months)
def test_a_month_is_read_as_it_was_written(month: Month):
    assert read_cell(Column(name="month", kind=Kind.MONTH), write_cell(month)) == month


@given(st.dates())
def test_a_date_is_read_as_it_was_written(day: date):
    assert read_cell(Column(name="due", kind=Kind.DATE), write_cell(day)) == day


@given(texts.filter(str.strip))
def test_a_text_is_read_as_it_was_written(text: str):
    assert read_cell(Column(name="comment", kind=Kind.TEXT), write_cell(text)) == text


@given(texts.filter(str.strip))
def test_a_text_comes_through_a_file_whatever_it_begins_with_or_holds(text: str):
    """What a spreadsheet would take for a formula is not touched: a bundle is data, not a spreadsheet."""
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\n").writerow([write_cell(text), "="])
    assert next(csv.reader(io.StringIO(file.getvalue(), newline=""), strict=True)) == [text, "="]


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        pytest.param(Decimal("95.0000"), 0, "95", id="no needless zeros"),
        pytest.param(Decimal("100"), 0, "100", id="zeros before the point stay"),
        pytest.param(Decimal("97.8000"), 2, "97.80", id="at least two places"),
        pytest.param(Decimal("97.8125"), 2, "97.8125", id="never rounded"),
        pytest.param(Decimal("0.0000"), 0, "0", id="zero"),
        pytest.param(Decimal("1E+3"), 0, "1000", id="no exponent"),
        pytest.param(None, 2, "", id="nothing"),
        pytest.param("a\r\nb\rc", 0, "a\nb\nc", id="one kind of line end"),
        pytest.param(" \n", 0, "", id="blank text"),
        pytest.param(Month(2021, 7), 0, "2021-07", id="month"),
        pytest.param(2, 0, "2", id="whole number"),
    ],
)
def test_there_is_one_way_to_write_a_value(value, places: int, text: str):
    assert write_cell(value, places) == text


@pytest.mark.parametrize("text", ["-0", "-0.00", "0"])
def test_zero_has_no_sign(text: str):
    assert write_cell(read_cell(FIGURE, text)) == "0"


@pytest.mark.parametrize("text", ["1e3", "+1", "1.", ".5", "١", "1_000", "£1", "10%", "∞"])
def test_only_plain_digits_are_a_number(text: str):
    with pytest.raises(ValueError, match="a number in digits"):
        read_cell(FIGURE, text)


def test_every_column_of_the_format_reads_a_blank_or_says_what_it_wants():
    for file in FILES:
        for column in file.columns:
            if column.required:
                with pytest.raises(ValueError, match=r"^(a |one of )"):
                    read_cell(column, " ")
            else:
                assert read_cell(column, "") in (None, "", column.when_left_out)
