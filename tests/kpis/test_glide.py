"""Glide paths: even steps, rounded once, and listed ones."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.calculations.months import Month
from kpis.calculations.glide import Level, NotAPath, by_month, half_up, linear, steps_of
from kpis.calculations.rag import round_half_up

JULY = Month(2021, 7)
DECIMALS = st.integers(0, 4)
TEN_THOUSANDTHS = st.integers(-(10**9), 10**9)
FIGURES = TEN_THOUSANDTHS.map(lambda whole: Decimal(whole).scaleb(-4))
STEPS = st.integers(1, 108)


def decimals(*figures: str) -> list[Decimal]:
    return [Decimal(figure) for figure in figures]


def test_lincolnshires_path_rises_in_four_even_steps():
    """IMT_KPI_18, July to November 2021."""
    tsls, msls = (linear(Decimal(a), Decimal(b), 4, 2) for a, b in (("80", "90"), ("70", "80")))
    path = by_month(JULY, tsls, msls)
    assert [(str(step.month), step.tsl, step.msl) for step in path[1:]] == [
        ("2021-08", Decimal("82.5"), Decimal("72.5")),
        ("2021-09", Decimal("85"), Decimal("75")),
        ("2021-10", Decimal("87.5"), Decimal("77.5")),
        ("2021-11", Decimal("90"), Decimal("80")),
    ]


@pytest.mark.parametrize(
    ("start", "end", "steps", "places", "expected"),
    [
        pytest.param("80", "90", 1, 2, ["80", "90"], id="one-step"),
        pytest.param("0", "1", 3, 2, ["0", "0.33", "0.67", "1"], id="thirds"),
        pytest.param("0", "1", 3, 4, ["0", "0.3333", "0.6667", "1"], id="thirds-to-four-decimals"),
        pytest.param("7", "4", 2, 0, ["7", "6", "4"], id="falling-half-goes-up"),
        pytest.param("4", "7", 2, 0, ["4", "6", "7"], id="rising-half-goes-up"),
        pytest.param("-4", "-7", 2, 0, ["-4", "-6", "-7"], id="below-zero-half-goes-away-from-zero"),
        pytest.param("90", "90", 2, 2, ["90", "90", "90"], id="level"),
        pytest.param("80.125", "90.375", 2, 0, ["80.125", "85", "90.375"], id="ends-stand-as-agreed"),
    ],
)
def test_steps_are_even_and_rounded_once(start, end, steps, places, expected):
    assert linear(Decimal(start), Decimal(end), steps, places) == decimals(*expected)


@pytest.mark.parametrize(
    ("exact", "rounded"),
    [
        (Fraction(8249999, 10**5), "82.50"),
        (Fraction(82495, 1000), "82.50"),
        (Fraction(82494, 1000), "82.49"),
        (Fraction(-1, 1000), "0.00"),
    ],
    ids=["above-half", "half", "below-half", "no-negative-zero"],
)
def test_a_half_goes_up(exact, rounded):
    assert str(half_up(exact, 2)) == rounded


@pytest.mark.parametrize("steps", [0, -1])
def test_a_path_without_a_step_is_none(steps):
    with pytest.raises(NotAPath, match="at least one month after it begins"):
        linear(Decimal(80), Decimal(90), steps, 2)


def test_listed_levels_follow_month_by_month_over_the_end_of_a_year():
    path = by_month(Month(2021, 12), decimals("80", "81"))
    assert path == [
        Level(month=Month(2021, 12), tsl=Decimal(80), msl=None),
        Level(month=Month(2022, 1), tsl=Decimal(81), msl=None),
    ]


@pytest.mark.parametrize(
    ("tsls", "msls", "why"),
    [
        ([], None, "at least one step"),
        (["80", "90"], ["70"], "an MSL for each TSL"),
        (["80"], ["70", "75"], "an MSL for each TSL"),
    ],
    ids=["empty", "fewer-minimums", "more-minimums"],
)
def test_a_list_that_is_no_path_is_refused(tsls, msls, why):
    with pytest.raises(NotAPath, match=why):
        by_month(JULY, decimals(*tsls), None if msls is None else decimals(*msls))


def test_months_that_change_nothing_are_no_steps():
    path = by_month(JULY, decimals("80", "85", "85", "90"))
    steps = steps_of(path, (Decimal(80), None))
    assert [(str(step.month), step.tsl) for step in steps] == [
        ("2021-08", Decimal(85)),
        ("2021-10", Decimal(90)),
    ]


def test_a_new_minimum_alone_is_a_step():
    path = by_month(JULY, decimals("80"), decimals("70"))
    assert steps_of(path, (Decimal(80), None)) == path


@given(start=FIGURES, end=FIGURES, steps=STEPS, places=DECIMALS)
def test_a_path_begins_and_ends_exactly_where_it_was_agreed(start, end, steps, places):
    path = linear(start, end, steps, places)
    assert (path[0], path[-1], len(path)) == (start, end, steps + 1)


@given(start=FIGURES, end=FIGURES, steps=STEPS, places=DECIMALS)
def test_a_step_is_never_further_from_the_straight_line_than_its_rounding(start, end, steps, places):
    path = linear(start, end, steps, places)
    for number, figure in enumerate(path):
        exact = Fraction(start) + (Fraction(end) - Fraction(start)) * number / steps
        assert abs(Fraction(figure) - exact) <= Fraction(1, 2 * 10**places)


@given(ends=st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), steps=STEPS, places=DECIMALS)
def test_a_path_never_turns_round_nor_leaves_its_ends(ends, steps, places):
    low, high = (Decimal(end).scaleb(-places) for end in sorted(ends))
    rising = linear(low, high, steps, places)
    assert rising == sorted(rising)
    assert (min(rising), max(rising)) == (low, high)


@given(figure=FIGURES, places=DECIMALS)
def test_rounding_is_that_of_results(figure, places):
    assert half_up(Fraction(figure), places) == round_half_up(figure, places)
