"""The robust line and the month in which it misses a target, on their edges and against exact fractions."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import theilslopes

from contracts.calculations.months import Month
from kpis.calculations.forecast import DatedTsl, Line, first_miss, robust_line
from kpis.calculations.rag import Better
from tests.kpis.trend_oracle import line_at

START = Month(2021, 1)
END = Month(2024, 3)


def months(text: str) -> list[tuple[Month, Decimal]]:
    """Figures from January 2021 on, separated by spaces; a dot is a month without one."""
    return [(START + place, Decimal(each)) for place, each in enumerate(text.split()) if each != "."]


def line(text: str) -> Line:
    found = robust_line(months(text))
    assert found is not None
    return found


def always(tsl: str | None) -> DatedTsl:
    return [(Month(2015, 4), None if tsl is None else Decimal(tsl))]


def missed(text: str, tsl: str | None | DatedTsl, *, better: str = "higher", last: Month = END) -> str | None:
    """The month in which the line through figures from January 2021 on misses the TSL, as text."""
    as_at = START + (len(text.split()) - 1)
    dated = tsl if isinstance(tsl, list) else always(tsl)
    month = first_miss(line(text), Better(better), dated, as_at=as_at, last=last)
    return month and str(month)


# --- The line


def test_the_line_through_figures_on_a_line_is_that_line():
    found = line("99 98.5 98 97.5")

    assert (found.first, found.points) == (START, 4)
    assert [found.at(START + away) for away in (0, 3, 12)] == [Decimal("99"), Decimal("97.5"), Decimal("93")]


def test_a_few_odd_months_do_not_turn_it():
    assert line("90 91 92 20 94 95 96 97 98").at(START + 9) == 99


def test_it_takes_account_of_the_time_between_figures():
    assert line("99 . . 96 . . 93").at(START + 9) == 90


def test_it_goes_through_the_median_of_an_even_number_of_slopes():
    """Slopes 0, 3, 1.5 and so on between 0, 0 and 3: the median is 1.5, the median figure 0 at month 1."""
    assert [line("0 0 3").at(START + away) for away in (0, 1, 2)] == [Decimal("-1.5"), 0, Decimal("1.5")]


@pytest.mark.parametrize(
    ("level", "said"),
    [
        pytest.param(math.nextafter(950000, 0), "95", id="what-floats-lose"),
        pytest.param(949999.994, "94.999999", id="a-millionth"),
    ],
)
def test_a_line_is_rounded_to_a_millionth_before_it_is_compared(level, said):
    assert Line(first=START, level=level, slope=0, points=2).at(START) == Decimal(said)


@pytest.mark.parametrize("text", ["", "99"])
def test_there_is_no_line_through_fewer_than_two_figures(text):
    assert robust_line(months(text)) is None


def test_two_figures_are_enough():
    assert line("99 98").at(START + 2) == 97


@pytest.mark.parametrize(
    ("text", "better", "worsens"),
    [
        ("99 98", "higher", True),
        ("98 98", "higher", False),
        ("98 99", "higher", False),
        ("99 98", "lower", False),
        ("98 98", "lower", False),
        ("98 99", "lower", True),
    ],
)
def test_a_line_gets_worse_where_it_leaves_the_better_side(text, better, worsens):
    assert line(text).worsens(Better(better)) is worsens


@given(
    st.dictionaries(st.integers(0, 131), st.integers(-(10**14), 10**14), min_size=2, max_size=40),
)
def test_it_is_the_line_that_scipy_draws(figures):
    points = sorted(figures.items())
    found = robust_line([(START + month, Decimal(figure).scaleb(-4)) for month, figure in points])

    distances = [month - points[0][0] for month, _ in points]
    drawn = theilslopes([figure for _, figure in points], distances)
    assert (found.slope, found.level) == (drawn.slope, drawn.intercept)


# --- Where it misses the target


@pytest.mark.parametrize(
    ("text", "tsl", "better", "expected"),
    [
        pytest.param("99 98 97", "95", "higher", "2021-06", id="equal-is-met"),
        pytest.param("99 98 97", "95.0001", "higher", "2021-05", id="a-step-higher-is-missed"),
        pytest.param("95.3 95.2 95.1", "95", "higher", "2021-05", id="equal-also-where-floats-are-not"),
        pytest.param("1 2 3", "5", "lower", "2021-06", id="lower-is-better"),
        pytest.param("1 2 3", "4.9999", "lower", "2021-05", id="lower-is-better-a-step-lower"),
        pytest.param("97 97 97", "95", "higher", None, id="level"),
        pytest.param("97 98 99", "95", "higher", None, id="getting-better"),
        pytest.param("99 98 97", None, "higher", None, id="no-target"),
    ],
)
def test_the_first_month_that_misses_the_target_is_named(text, tsl, better, expected):
    assert missed(text, tsl, better=better) == expected


@pytest.mark.parametrize(("last", "expected"), [(Month(2021, 6), "2021-06"), (Month(2021, 5), None)])
def test_a_miss_in_the_last_month_counts_and_one_after_the_end_is_never(last, expected):
    assert missed("99 98 97", "95", last=last) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("94 93 92", "2021-04", id="getting-worse-still"),
        pytest.param("92 92 92", None, id="level"),
        pytest.param("90 91 92", None, id="getting-better"),
    ],
)
def test_a_line_that_misses_already_goes_on_missing_only_where_it_gets_worse(text, expected):
    assert missed(text, "95") == expected


def test_a_target_that_is_agreed_to_rise_is_missed_when_it_does():
    steps = [*always("95"), (Month(2021, 9), Decimal("97")), (Month(2021, 12), Decimal("98"))]

    assert missed("97 97 97", steps) == "2021-12"


def test_before_the_first_target_nothing_is_missed():
    assert missed("99 98 97", [(Month(2021, 12), Decimal("95"))]) == "2021-12"


# --- Against exact fractions


@given(
    st.dictionaries(st.integers(0, 23), st.integers(9000, 10000), min_size=2, max_size=12),
    st.integers(9000, 10000),
    st.sampled_from(list(Better)),
)
def test_the_product_says_what_exact_arithmetic_says(figures, tsl, better):
    """Hundredths over two years: no line comes nearer to a target than a millionth without being on it."""
    points = sorted(figures.items())
    level, as_at = Fraction(tsl, 100), points[-1][0]

    def misses(month: int) -> bool:
        said = line_at([(each, Fraction(figure, 100)) for each, figure in points], month)
        return said < level if better is Better.HIGHER else said > level

    found = robust_line([(START + each, Decimal(figure).scaleb(-2)) for each, figure in points])
    month = first_miss(found, better, always(str(Decimal(tsl).scaleb(-2))), as_at=START + as_at, last=END)

    exactly = next((each for each in range(as_at + 1, END.months_since(START) + 1) if misses(each)), None)
    if misses(as_at) and not found.worsens(better):
        exactly = None
    assert month == (None if exactly is None else START + exactly)
