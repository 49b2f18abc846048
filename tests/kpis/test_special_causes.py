"""Special causes on their edges, and by the figures the NHS's own package is tested with."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from kpis.calculations import chart as one_chart
from kpis.calculations import xmr
from tests.kpis.charting import ONE_STEP, SPIKE, causes, chart, with_last

# --- The first: outside the limits

ON_THE_LIMIT = "0 1 0 2 0 0 0 1 1 0 1 1 2 2 2 1 0 0 1"
"""With 3 as the twentieth figure the upper limit is 3: the mean is 0.9, the mean moving range 15 / 19."""


def test_a_point_on_the_limit_is_inside_and_a_step_beyond_is_outside():
    on_it = chart(with_last(ON_THE_LIMIT, Decimal(3)))

    assert on_it.limits.upper == 3
    assert causes(on_it) == "." * 20
    assert causes(chart(with_last(ON_THE_LIMIT, 3 + ONE_STEP))) == "." * 19 + "O"


def test_a_point_below_the_lower_limit_is_outside_on_the_low_side():
    assert causes(chart("2 1 2 1 -7 2 1 2 1 2 1 2 1 2 1 2 1 2")) == "....o............."


# --- The second: seven rising or falling


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("9 0 9 0 9 1 2 3 4 5 6 5 0 9 0 9", "." * 16, id="six-rising"),
        pytest.param("9 0 9 0 9 1 2 3 4 5 6 7 0 9 0 9", ".....TTTTTTT....", id="seven-rising"),
        pytest.param("9 0 9 0 7 6 5 4 3 2 1 9 0 9 0", "...." + "ttttttt" + "....", id="seven-falling"),
        pytest.param("0 9 0 9 0 1 2 3 4 5 6 7 9 0 9", "....TTTTTTTTT..", id="nine-rising"),
        pytest.param("9 0 9 0 9 1 2 3 3 4 5 6 7 0 9 0 9", "." * 17, id="equal-neighbours-end-it"),
        pytest.param("9 0 9 0 9 1 2 3 2 4 5 6 7 0 9 0 9", "." * 17, id="one-step-back-ends-it"),
    ],
)
def test_a_trend_is_seven_points_that_rise_or_fall(text, expected):
    assert causes(chart(text)) == expected


def test_a_turning_point_belongs_to_the_trend_that_begins_there():
    assert causes(chart("9 0 9 0 1 2 3 4 5 6 7 6 5 4 3 2 1 9 0 9")) == "...TTTTTTTttttttt..."


def test_a_rise_that_is_followed_by_an_equal_point_stays_a_rise():
    """NHSRplotthedots calls the seventh point falling here, since it is not rising to the next."""
    assert causes(chart("15 0 15 0 1 2 3 4 5 6 6 7 8 9 10 11 12 0 15 0")) == "...TTTTTTTTTTTTTT..."


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param([1, 2, 3, 4, 5, 6], [0] * 6, id="six"),
        pytest.param([1, 2, 3, 3, 4, 5, 6], [0] * 7, id="an-equal-neighbour"),
        pytest.param([1, 2, 3, 4, 5, 6, 7], [1] * 7, id="seven-up"),
        pytest.param([2, 1, 2, 3, 4, 5, 6, 7, 3], [0, 1, 1, 1, 1, 1, 1, 1, 0], id="up-amid-others"),
        pytest.param([7, 6, 5, 4, 3, 2, 1], [-1] * 7, id="seven-down"),
        pytest.param([8, 2, 7, 6, 5, 4, 3, 2, 1, 3], [0, 0, *[-1] * 7, 0], id="down-amid-others"),
    ],
)
def test_trends_as_the_nhs_finds_them(values, expected):
    moves = np.sign(np.diff(np.array([values]))).astype(np.int8)

    assert one_chart.trending(values) == expected
    assert xmr.trending(moves, (1, len(values))).tolist() == [expected]


# --- The third: two of three near a limit

NEAR_THE_LIMIT = "0 2 0 1 1 0 0 2 0 2 0 1 0 2 0 2 0 2 5"
"""The last lies near the upper limit; with 4 as the twentieth figure, two thirds of the way to it is at 4."""


def test_a_point_two_thirds_of_the_way_is_not_beyond_and_a_step_further_is():
    on_it = chart(with_last(NEAR_THE_LIMIT, Decimal(4)))

    assert on_it.limits.mean + (on_it.limits.upper - on_it.limits.mean) * 2 / 3 == pytest.approx(Decimal(4))
    assert causes(on_it) == "." * 20
    assert causes(chart(with_last(NEAR_THE_LIMIT, 4 + ONE_STEP))) == "." * 18 + "22"


@pytest.mark.parametrize(
    ("near", "side", "expected"),
    [
        pytest.param("101", "+++", "101", id="first-and-third"),
        pytest.param("011", "+++", "011", id="second-and-third"),
        pytest.param("110", "+++", "110", id="first-and-second"),
        pytest.param("111", "---", "111", id="all-three-low"),
        pytest.param("100", "+++", "000", id="one-is-not-enough"),
        pytest.param("0010100", "+++++++", "0010100", id="only-those-beyond-are-marked"),
        pytest.param("0011000", "+++++++", "0011000", id="two-together"),
        pytest.param("1001", "++++", "0000", id="too-far-apart"),
        pytest.param("10011", "+++++", "00011", id="the-pair-and-not-the-first"),
        pytest.param("101", "+-+", "000", id="the-third-on-the-other-side"),
        pytest.param("011", "+-+", "000", id="on-either-side"),
        pytest.param("110", "++0", "000", id="the-third-on-the-mean"),
        pytest.param("0011000", "-+-+-+-", "0000000", id="alternating"),
        pytest.param("11", "++", "00", id="two-of-two"),
    ],
)
def test_two_of_three_as_the_nhs_finds_them(near, side, expected):
    flags = np.array([[letter == "1" for letter in near]])
    signs = np.array([["-0+".index(letter) - 1 for letter in side]], dtype=np.int8)

    found = xmr.two_of_three(signs, flags)

    assert abs(found).tolist() == [[int(letter) for letter in expected]]
    assert (found * signs >= 0).all()
    assert one_chart.two_of_three(signs[0].tolist(), flags[0].tolist()) == found[0].tolist()


def test_two_near_opposite_limits_are_nothing_as_the_nhs_tests():
    assert causes(chart("1 -1 " * 7 + "5.5 -5.5")) == "." * 16


def test_a_point_outside_the_limits_does_not_make_another_one_of_two_near_them():
    trend = chart("0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 3 9")

    assert causes(trend)[-2:] == ".O"


# --- The fourth: seven on one side


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("20 11 20 11 20 11 9 0 9 0 9 0", "." * 12, id="six-above"),
        pytest.param("20 11 20 11 20 11 20 0 9 0 9 0 9", "SSSSSSS......", id="seven-above"),
        pytest.param("20 11 20 11 20 11 20 9 0 9 0 9 0 9", "SSSSSSSsssssss", id="seven-either-side"),
        pytest.param(
            "20 11 20 10 20 11 20 11 9 0 9 0 9 0 0", "." * 8 + "sssssss", id="one-on-the-mean-ends-it"
        ),
    ],
)
def test_a_shift_is_seven_points_on_one_side_of_the_mean(text, expected):
    assert causes(chart(text)) == expected


@pytest.mark.parametrize(
    ("signs", "expected"),
    [
        pytest.param([1] * 6, [0] * 6, id="six"),
        pytest.param([1] * 6 + [-1], [0] * 7, id="six-and-one-below"),
        pytest.param([1] * 8 + [-1], [1] * 8 + [0], id="eight-above"),
        pytest.param([-1] * 8 + [1], [-1] * 8 + [0], id="eight-below"),
        pytest.param([0] * 8, [0] * 8, id="on-the-mean"),
    ],
)
def test_shifts_as_the_nhs_finds_them(signs, expected):
    assert one_chart.runs(signs, one_chart.POINTS_OF_A_SHIFT) == expected
    assert xmr.runs(np.array([signs], dtype=np.int8), xmr.POINTS_OF_A_SHIFT).tolist() == [expected]


# --- Their order, and what they mean


def test_where_several_causes_meet_the_first_counts():
    """All up to the 3 are below the mean, the zeros near the limit; from the last zero on all rise."""
    assert causes(chart("0 1 0 1 0 1 0 1 0 1 0 1 2 3 4 5 6 7")) == "2s2s2s2s2sTTTTTOOO"


@pytest.mark.parametrize(
    ("better", "text", "mark"),
    [
        pytest.param("higher", SPIKE, "improvement", id="high-where-higher-is-better"),
        pytest.param("lower", SPIKE, "concern", id="high-where-lower-is-better"),
        pytest.param("higher", SPIKE.replace("10", "-9"), "concern", id="low-where-higher-is-better"),
        pytest.param("lower", SPIKE.replace("10", "-9"), "improvement", id="low-where-lower-is-better"),
    ],
)
def test_the_direction_of_a_kpi_makes_a_cause_improvement_or_concern(better, text, mark):
    assert chart(text, better=better).signals[4].mark == mark
