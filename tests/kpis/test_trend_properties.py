"""Trends against the oracle, for any figures that the database can hold, alone and together."""

from __future__ import annotations

import random
from collections import Counter
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpis.calculations.rag import Better
from kpis.calculations.trend import Mark, Series, Side, Trend, trend_of, trends
from tests.kpis.trend_oracle import assurance_of, causes_of, lines_through

MOST = 10**15 - 1
"""Eleven digits before the point and four after it, in ten-thousandths."""
SWAPPED = {Better.HIGHER: Better.LOWER, Better.LOWER: Better.HIGHER}
DIRECTIONS = st.sampled_from(list(Better))


def in_ten_thousandths(whole: int) -> Decimal:
    return Decimal(whole).scaleb(-4)


FEW = st.integers(0, 6)
"""Few different figures: many ties, points on the mean, and long runs."""
PERCENT = st.integers(0, 10**6)
ANY = st.integers(-MOST, MOST)


@st.composite
def courses(draw, whole=FEW, most: int = 30) -> list[int]:
    """Figures one after the other: anywhere, along a slope, or up and down about a level."""
    figures: list[int] = []
    while len(figures) < most and draw(st.booleans()):
        start, length, kind = draw(whole), draw(st.integers(1, 9)), draw(st.integers(-3, 4))
        figures += [start + kind * step if kind < 4 else start + step % 2 for step in range(length)]
    return [max(-MOST, min(MOST, figure)) for figure in figures[:most]]


@st.composite
def series(draw) -> Series:
    """The figures of a KPI, with gaps, and perhaps a target."""
    whole = draw(st.sampled_from([FEW, PERCENT, ANY]))
    figures = draw(courses(whole) | st.lists(whole, max_size=30))
    gaps = draw(st.sets(st.integers(0, 30), max_size=5))
    target = draw(st.none() | whole | st.sampled_from(figures or [0]))
    return Series(
        figures=[None if place in gaps else in_ten_thousandths(each) for place, each in enumerate(figures)],
        better=draw(DIRECTIONS),
        target=None if target is None else in_ten_thousandths(target),
    )


def exact(figure: Decimal | None) -> Fraction | None:
    return None if figure is None else Fraction(figure)


def named(trend: Trend) -> list[str]:
    return ["" if signal is None else f"{signal.cause} {signal.side}" for signal in trend.signals]


def assert_as_the_oracle_says(series: Series) -> None:
    trend, figures = trend_of(series), [exact(figure) for figure in series.figures]
    assert named(trend) == causes_of(figures)
    assert trend.assurance == assurance_of(figures, series.better.value, exact(series.target))
    lines = lines_through([figure for figure in figures if figure is not None])
    assert (trend.limits is None) == (lines is None)
    if trend.limits and lines:
        assert trend.limits.left_out == lines.left_out
        for name in ("mean", "lower", "upper"):
            assert Fraction(getattr(trend.limits, name)) == pytest.approx(
                getattr(lines, name), rel=1e-25, abs=1e-14
            )


@given(series())
def test_the_product_says_what_the_oracle_says(series):
    assert_as_the_oracle_says(series)


@given(st.lists(series(), max_size=5))
def test_many_together_say_what_each_says_alone(many):
    assert trends(many) == [trend_of(series) for series in many]


def changed(series: Series, factor: int, shift: Decimal, better: Better | None = None) -> Series:
    """Every figure, and the target, times a factor and moved."""
    return Series(
        figures=[None if figure is None else figure * factor + shift for figure in series.figures],
        better=better or series.better,
        target=None if series.target is None else series.target * factor + shift,
    )


SMALL = series().filter(
    lambda series: all(
        abs(figure) < 10**6 for figure in (*series.figures, series.target) if figure is not None
    )
)


@given(SMALL, st.integers(1, 1000), st.integers(-(10**12), 10**12).map(in_ten_thousandths))
def test_shifting_and_scaling_changes_no_mark(series, factor, shift):
    before, after = trend_of(series), trend_of(changed(series, factor, shift))

    assert after.signals == before.signals
    assert after.assurance == before.assurance


@given(SMALL)
def test_mirroring_swaps_improvement_and_concern(series):
    before, after = trend_of(series), trend_of(changed(series, -1, Decimal(0)))
    swapped = {Mark.IMPROVEMENT: Mark.CONCERN, Mark.CONCERN: Mark.IMPROVEMENT}

    for one, other in zip(before.signals, after.signals, strict=True):
        assert (one is None) == (other is None)
        if one and other:
            assert (other.cause, other.mark) == (one.cause, swapped[one.mark])
            assert {one.side, other.side} == set(Side)


@given(SMALL)
def test_mirroring_figures_and_direction_both_changes_no_mark(series):
    before = trend_of(series)
    after = trend_of(changed(series, -1, Decimal(0), SWAPPED[series.better]))

    assert [each and each.mark for each in after.signals] == [each and each.mark for each in before.signals]
    assert after.assurance == before.assurance


@given(series(), st.lists(st.integers(0, 40), max_size=6))
def test_gaps_move_marks_and_change_none(series, gaps):
    with_gaps = list(series.figures)
    for place in gaps:
        with_gaps.insert(place, None)
    after = trend_of(Series(figures=with_gaps, better=series.better, target=series.target))
    before = trend_of(series)

    assert [each for each in after.signals if each] == [each for each in before.signals if each]
    assert (after.limits, after.assurance) == (before.limits, before.assurance)


@given(series())
def test_every_signal_is_on_a_figure(series):
    signals = trend_of(series).signals

    assert len(signals) == len(series.figures)
    assert all(
        signal is None for signal, figure in zip(signals, series.figures, strict=True) if figure is None
    )


def wandering(chance: random.Random) -> list[Decimal]:
    """A KPI that drifts, jumps and dips for up to nine years."""
    level, drift, figures = 9000, 0, []
    for _ in range(chance.randrange(109)):
        if chance.random() < 0.08:
            drift, level = chance.choice((-40, -10, 0, 0, 10, 40)), level + chance.choice((-150, 0, 150))
        level += drift
        dip = chance.choice((-900, 900)) if chance.random() < 0.03 else 0
        figures.append(Decimal(level + dip + chance.randrange(-60, 60)).scaleb(-2))
    return figures


def test_forty_kpis_of_nine_years_show_every_cause_on_both_sides_as_the_oracle_finds_them():
    chance = random.Random(20220127)
    many = [Series(figures=wandering(chance), better=Better.HIGHER) for _ in range(40)]

    found = [named(trend) for trend in trends(many)]

    assert found == [causes_of([exact(figure) for figure in series.figures]) for series in many]
    causes = ("outside_limits", "trend", "two_of_three", "shift")
    counted = Counter(name for names in found for name in names)
    assert {name for name, times in counted.items() if times > 5} >= {
        f"{cause} {side}" for cause in causes for side in ("high", "low")
    }
