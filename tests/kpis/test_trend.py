"""XmR charts and special causes, on their edges, and by the figures the NHS's own package is tested with.

Facts and figures marked "NHS" are those of the R package NHSRplotthedots 0.2.2 (MIT; repository
nhs-r-community/NHSRplotthedots, ``tests/testthat`` and ``vignettes/deviations.Rmd``).
"""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from kpis.calculations import xmr
from kpis.calculations.rag import Better, round_half_up
from kpis.calculations.trend import Assurance, Series, Trend, trend_of, trends
from tests.kpis.trend_oracle import lines_through

ONE_STEP = Decimal("0.0001")
SPIKE = "1 2 1 2 10 1 2 1 2 1 2 1 2 1 2 1 2 1"
"""NHS, deviations vignette: eighteen days with one outlier."""
NORMAL = """-5604.7565 -2301.7749 15587.0831 705.0839 1292.8774 17150.6499 4609.1621 -12650.6123 -6868.5285
    -4456.6197 12240.8180 3598.1383 4007.7145 1106.8272 -5558.4113 17869.1314 4978.5048 -19666.1716 7013.5590
    -4727.9141"""
"""NHS, test-ptd_spc_standard.R: R's ``set.seed(123); rnorm(20)``, in ten-thousandths."""


def figures(text: str) -> list[Decimal | None]:
    """Figures separated by spaces; a dot by itself is a gap."""
    return [None if each == "." else Decimal(each) for each in text.split()]


def chart(text: str, *, better: str = "higher", target: str | None = None) -> Trend:
    level = None if target is None else Decimal(target)
    return trend_of(Series(figures=figures(text), better=Better(better), target=level))


def causes(trend: Trend) -> str:
    """A letter each: O outside, T trend, 2 of three, S shift, a dot for none; lower case on the low side."""
    letters = {"outside_limits": "O", "trend": "T", "two_of_three": "2", "shift": "S"}
    return "".join(
        "." if each is None else letters[each.cause] if each.side == "high" else letters[each.cause].lower()
        for each in trend.signals
    )


def printed(trend: Trend, decimals: int = 2) -> list[str]:
    """Mean, lower and upper limit."""
    assert trend.limits is not None
    lines = (trend.limits.mean, trend.limits.lower, trend.limits.upper)
    return [str(round_half_up(line, decimals)) for line in lines]


def with_last(text: str, last: Decimal) -> str:
    return f"{text} {last}"


# --- Mean and limits


def test_the_worked_example_of_the_nhs_is_what_it_prints():
    trend = chart(SPIKE)

    assert printed(trend) == ["1.94", "-0.72", "4.60"]
    assert causes(trend) == "....O............."


def test_a_chart_carries_its_working():
    limits = chart(SPIKE).limits

    assert (limits.points, limits.moving_ranges, limits.left_out) == (18, 15, 2)
    assert limits.mean_moving_range == 1
    assert limits.upper - limits.mean == limits.mean - limits.lower == Decimal("2.66")


def test_without_leaving_out_outlying_ranges_the_limits_would_be_wider():
    lines = lines_through([Fraction(each) for each in SPIKE.split()], screened=False)

    assert (round(float(lines.lower), 2), round(float(lines.upper), 2)) == (-3.06, 6.95)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(NORMAL, ["1416.238", "-30113.80", "32946.27"], id="as-drawn"),
        pytest.param(
            NORMAL.replace("-5558.4113", "100000"),
            ["6694.159", "-23836.66", "37224.97"],
            id="with-an-outlier",
        ),
    ],
)
def test_the_limits_of_the_nhs_snapshots(text, expected):
    trend = chart(text)

    assert trend.limits.mean == pytest.approx(Decimal(expected[0]), abs=Decimal("0.001"))
    assert trend.limits.lower == pytest.approx(Decimal(expected[1]), abs=Decimal("0.1"))
    assert trend.limits.upper == pytest.approx(Decimal(expected[2]), abs=Decimal("0.01"))


def test_chance_alone_is_marked_nowhere():
    assert causes(chart(NORMAL)) == "." * 20


def test_a_moving_range_of_3_267_times_the_mean_is_left_out_and_a_hair_less_is_not():
    moves_before = "0 433 0 433 -1"

    assert chart(f"{moves_before} 3266").limits.left_out == 1
    assert chart(f"{moves_before} 3265.9999").limits.left_out == 0


def test_ranges_are_left_out_once_only():
    """After the 100 is gone, the 10 would be more than 3.267 times the mean of what is left."""
    limits = chart("0 1 0 1 0 1 0 1 11 10 11 10 110").limits

    assert (limits.left_out, limits.moving_ranges) == (1, 11)
    assert limits.mean_moving_range > 1


@pytest.mark.parametrize(("points", "provisional"), [(12, True), (13, False)])
def test_limits_are_provisional_under_thirteen_points(points, provisional):
    assert chart("1 2 " * 6 + "1" * (points - 12)).limits.is_provisional is provisional


def test_gaps_are_no_points_towards_firm_limits():
    assert chart("1 2 . " * 6).limits.is_provisional
    assert not chart("1 2 . " * 6 + "1").limits.is_provisional


@pytest.mark.parametrize("text", ["", ". .", "5", ". 5 ."])
def test_there_are_no_limits_without_a_moving_range(text):
    trend = chart(text, target="5")

    assert trend.limits is None
    assert trend.assurance is None
    assert trend.signals == (None,) * len(text.split())


def test_two_points_are_enough_for_limits():
    assert printed(chart("1 2")) == ["1.50", "-1.16", "4.16"]


def test_what_never_moves_has_its_limits_on_its_mean_and_no_mark():
    """The mean of twenty-four times 99.9 in floating point lies a hair beside it."""
    trend = chart("99.9 " * 24)

    assert printed(trend, 1) == ["99.9", "99.9", "99.9"]
    assert trend.limits.left_out == 0
    assert causes(trend) == "." * 24


def test_months_without_a_figure_change_nothing():
    together, apart = chart("1 2 9 2 1 3 1"), chart("1 . 2 . . 9 2 . 1 3 . 1 .")

    assert apart.limits == together.limits
    assert [signal for signal in apart.signals if signal] == [signal for signal in together.signals if signal]


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


# --- Assurance

LIMITS_0_AND_3 = "0 1 0 2 0 0 0 1 1 0 1 1 2 2 2 1 0 0 1 3"
"""The upper limit is 3, the lower -1.2."""


@pytest.mark.parametrize(
    ("better", "target", "expected"),
    [
        pytest.param("higher", "3.0001", "consistently_fail", id="above-what-it-reaches"),
        pytest.param("higher", "3", "hit_and_miss", id="on-the-upper-limit"),
        pytest.param("higher", "1", "hit_and_miss", id="between"),
        pytest.param("higher", "-1.2", "hit_and_miss", id="on-the-lower-limit"),
        pytest.param("higher", "-1.2001", "consistently_pass", id="below-what-it-falls-to"),
        pytest.param("lower", "3.0001", "consistently_pass", id="lower-is-better-above"),
        pytest.param("lower", "3", "hit_and_miss", id="lower-is-better-on-the-upper-limit"),
        pytest.param("lower", "-1.2", "hit_and_miss", id="lower-is-better-on-the-lower-limit"),
        pytest.param("lower", "-1.2001", "consistently_fail", id="lower-is-better-below"),
        pytest.param("higher", "99999999999.9999", "consistently_fail", id="the-largest-there-is"),
    ],
)
def test_a_target_outside_the_limits_is_met_or_missed_consistently(better, target, expected):
    trend = chart(LIMITS_0_AND_3, better=better, target=target)

    assert printed(trend, 1)[1:] == ["-1.2", "3.0"]
    assert trend.assurance is Assurance(expected)


@pytest.mark.parametrize(
    ("better", "target", "expected"),
    [
        ("higher", "98.01", "consistently_fail"),
        ("higher", "98", "consistently_pass"),
        ("higher", "97.99", "consistently_pass"),
        ("lower", "98.01", "consistently_pass"),
        ("lower", "98", "consistently_pass"),
        ("lower", "97.99", "consistently_fail"),
    ],
)
def test_what_never_moves_meets_a_target_always_or_never(better, target, expected):
    assert chart("98 " * 14, better=better, target=target).assurance is Assurance(expected)


def test_there_is_no_assurance_without_a_target():
    assert chart(SPIKE).assurance is None


# --- Many at once


def test_kpis_of_different_lengths_and_directions_keep_to_themselves():
    many = [
        Series(figures=figures(SPIKE), better=Better.LOWER, target=Decimal(5)),
        Series(figures=[], better=Better.HIGHER, target=Decimal(5)),
        Series(figures=figures("1 . 2"), better=Better.HIGHER, target=None),
    ]

    assert trends(many) == [trend_of(series) for series in many]
    assert [len(trend.signals) for trend in trends(many)] == [18, 0, 3]


def test_no_kpi_is_no_trend():
    assert trends([]) == []


def test_one_kpi_of_huge_figures_among_small_ones_changes_nothing():
    """Their products leave sixty-four bits."""
    small = Series(figures=figures(SPIKE), better=Better.HIGHER)
    huge = Series(figures=figures("-99999999999.9999 99999999999.9999 " * 7), better=Better.HIGHER)

    together = trends([small, huge])

    assert together == [trend_of(small), trend_of(huge)]
    assert together[1].limits.mean == 0
    assert causes(together[1]) == "." * 14


def test_the_words_can_be_had_without_waiting_for_numpy():
    modules = ("trend", "forecast", "green_trend")
    program = f"import sys, {', '.join(f'kpis.calculations.{name}' for name in modules)}\n"
    program += "print(sorted({'numpy', 'scipy'} & set(sys.modules)))"

    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert ran.stdout.strip() == "[]"
