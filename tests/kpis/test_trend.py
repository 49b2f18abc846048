"""The lines of XmR charts and what they say of a target, by the figures of the NHS's own package too."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from fractions import Fraction

import pytest

from kpis.calculations.chart import chart as one_chart
from kpis.calculations.chart import in_units
from kpis.calculations.rag import Better
from kpis.calculations.trend import Assurance, Series, trend_of, trends
from tests.kpis.charting import NORMAL, SPIKE, causes, chart, figures, printed
from tests.kpis.trend_oracle import lines_through

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


@pytest.mark.parametrize(("level", "side"), [("97.9999", -1), ("98", 0), ("98.0001", 1)])
def test_limits_that_meet_in_the_mean_have_a_side_each(level, side):
    found = one_chart(figures("98 98 98"))

    assert found.side_of_limits(in_units(Decimal(level))) == side


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


def test_one_chart_can_be_had_without_waiting_for_numpy():
    modules = ("trend", "forecast", "green_trend")
    program = f"import sys, {', '.join(f'kpis.calculations.{name}' for name in modules)}\n"
    program += (
        "from kpis.calculations.rag import Better\nfrom kpis.calculations.trend import Series, trend_of\n"
    )
    program += "trend_of(Series(figures=[], better=Better.HIGHER))\n"
    program += "print(sorted({'numpy', 'scipy'} & set(sys.modules)))"

    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert ran.stdout.strip() == "[]"
