"""Calendar months: written, counted, ordered, printed."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.calculations.months import Month, contract_month, months_between, printed_months

MONTHS = st.builds(Month, st.integers(1900, 2100), st.integers(1, 12))


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2021-07", Month(2021, 7)),
        ("2021-12", Month(2021, 12)),
        ("0001-01", Month(1, 1)),
        ("9999-12", Month(9999, 12)),
    ],
)
def test_a_month_is_read_and_written_the_same(text, month):
    assert Month.parse(text) == month
    assert str(month) == text


@pytest.mark.parametrize(
    "text",
    [
        "2021-13",
        "2021-00",
        "0000-01",
        "2021-7",
        "2021/07",
        "2021-07-01",
        " 2021-07",
        "2021-07\n",
        "21-07",
        "",
        "٢٠٢١-٠٧",
    ],
)
def test_what_is_no_month_is_refused(text):
    with pytest.raises(ValueError, match="month"):
        Month.parse(text)


@pytest.mark.parametrize(("year", "number"), [(2021, 0), (2021, 13), (0, 1), (10000, 1)])
def test_a_month_that_does_not_exist_cannot_be_made(year, number):
    with pytest.raises(ValueError, match="there is no month"):
        Month(year, number)


@pytest.mark.parametrize("day", [date(2021, 7, 1), date(2021, 7, 31), datetime(2021, 7, 31, 23, 59)])  # noqa: DTZ001
def test_every_day_lies_in_its_month(day):
    assert Month.of(day) == Month(2021, 7)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2021-07", 0, "2021-07"),
        ("2021-07", 5, "2021-12"),
        ("2021-07", 6, "2022-01"),
        ("2021-07", -6, "2021-01"),
        ("2021-07", -7, "2020-12"),
        ("2021-12", 12, "2022-12"),
        ("2020-01", 25, "2022-02"),
    ],
)
def test_months_are_added_over_the_turn_of_the_year(start, months, end):
    assert Month.parse(start) + months == Month.parse(end)


def test_adding_beyond_the_calendar_is_refused():
    with pytest.raises(ValueError, match="there is no month"):
        Month(9999, 12) + 1


@given(month=MONTHS, months=st.integers(-600, 600))
def test_adding_and_counting_undo_each_other(month, months):
    assert (month + months).months_since(month) == months


@given(MONTHS, MONTHS)
def test_months_are_ordered_as_their_days_and_their_writing(one, other):
    assert (one < other) == (one.first_day < other.first_day) == (str(one) < str(other))


def test_a_month_has_a_full_and_a_short_name():
    names = " ".join(Month(2021, number).short_name[:3] for number in range(1, 13))
    assert names == "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
    assert Month(2021, 7).short_name == "Jul 21"
    assert Month(2021, 7).name == "July 2021"
    assert Month(2009, 9).short_name == "Sep 09"


def test_a_range_of_months_has_both_its_ends():
    assert [str(month) for month in months_between(Month(2021, 11), Month(2022, 2))] == [
        *("2021-11", "2021-12", "2022-01", "2022-02")
    ]
    assert list(months_between(Month(2021, 7), Month(2021, 7))) == [Month(2021, 7)]
    assert list(months_between(Month(2021, 7), Month(2021, 6))) == []


@pytest.mark.parametrize(
    ("month", "commencement", "number"),
    [
        pytest.param("2015-04", date(2015, 4, 1), 1, id="the-first-month-is-1"),
        pytest.param("2021-08", date(2015, 4, 1), 77, id="as-the-report-of-2022-counts"),
        pytest.param("2021-07", date(2021, 6, 30), 2, id="begun-on-the-last-day-of-a-month"),
        pytest.param("2015-03", date(2015, 4, 1), 0, id="before-commencement"),
    ],
)
def test_contract_months_count_from_commencement(month, commencement, number):
    assert contract_month(Month.parse(month), commencement) == number


@pytest.mark.parametrize(
    ("months", "printed"),
    [
        pytest.param([], "", id="none"),
        pytest.param(["2021-12"], "Dec", id="one"),
        pytest.param(["2021-08", "2021-11", "2021-12"], "Aug, Nov-Dec", id="a-gap-and-a-run"),
        pytest.param(["2021-09", "2021-10", "2021-11"], "Sep-Nov", id="a-run"),
        pytest.param(["2021-12", "2021-08", "2021-08", "2021-11"], "Aug, Nov-Dec", id="disorder-and-doubles"),
        pytest.param(["2021-12", "2022-01"], "Dec 21-Jan 22", id="over-new-year"),
        pytest.param(["2021-03", "2022-03"], "Mar 21, Mar 22", id="two-years"),
    ],
)
def test_months_are_printed_as_the_committee_report_prints_them(months, printed):
    assert printed_months(map(Month.parse, months)) == printed


def test_table_3_of_january_2022_prints_its_months(expected):
    for row in expected("table3_mitigations"):
        assert printed_months(map(Month.parse, row["months"].split())) == row["months_printed"]
