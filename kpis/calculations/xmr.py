"""The XmR charts of many series at once, in whole numbers, so that a point on a line is on it exactly.

XmR charts and their special causes as the NHS makes them (Making Data Count), in the form that the R package
NHSRplotthedots 0.2.2 gives them (repository nhs-r-community/NHSRplotthedots, ``R/ptd_spc_standard.R`` and
``R/ptd_calculate_point_type.R``). Figures are kept with four decimals: each is a whole number of
ten-thousandths, and every comparison below is one of whole numbers. In floating point the mean of 24 months
at 99.9 is not 99.9, and a KPI that never moved would show a run above its mean.

This module imports numpy: import it inside a function, as ``trend.py`` does, to keep numpy off other pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from kpis.calculations.chart import (
    LIMIT,
    MOVES_OF_A_TREND,
    NEAR_LIMIT,
    NEAR_NEIGHBOURS,
    NEIGHBOURS,
    OUTLIER,
    OUTSIDE_LIMITS,
    POINTS_OF_A_SHIFT,
    SHIFT,
    TREND,
    TWO_OF_THREE,
    UNITS,
    Chart,
)

Figures: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Signs: TypeAlias = npt.NDArray[np.int8]
Whole: TypeAlias = npt.NDArray[Any]
"""Whole numbers: int64 where that holds the largest product there can be, else Python's own."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Charts:
    """The working of many charts, a row each; sums are of ten-thousandths.

    Attributes:
        points: how many figures a row has.
        base: the first of them.
        total: the sum of what they differ from it.
        ranges: how many moving ranges make the mean of them.
        range_total: their sum.
        left_out: how many moving ranges were left out of it.
        causes: for each figure given, the code of its special cause, negative on the low side; 0 where there
            is none, and in a gap.
    """

    points: Whole
    base: Whole
    total: Whole
    ranges: Whole
    range_total: Whole
    left_out: Whole
    causes: Signs

    def row(self, place: int, length: int) -> Chart:
        """One of them, of a series that has so many figures and gaps."""
        return Chart(
            points=int(self.points[place]),
            base=int(self.base[place]),
            total=int(self.total[place]),
            ranges=int(self.ranges[place]),
            range_total=int(self.range_total[place]),
            left_out=int(self.left_out[place]),
            causes=tuple(self.causes[place, :length].tolist()),
        )


def charts(figures: Figures) -> Charts:
    """The charts of a table of figures: a series a row, a period a column, NaN for a gap.

    A series is the figures it has, whatever periods lie between two of them: a quarterly KPI has a moving
    range from quarter to quarter. Figures have at most eleven digits before the point and four after it.
    """
    present = ~np.isnan(figures)
    points = present.sum(axis=1)
    filled = np.arange(points.max(initial=0)) < points[:, None]
    packed = np.zeros(filled.shape, dtype=np.int64)
    packed[filled] = in_units(figures[present])
    base = packed[:, 0] if filled.shape[1] else np.zeros(len(packed), dtype=np.int64)
    differences = _roomy(np.where(filled, packed - base[:, None], 0))
    chart = _limits(differences, filled, points)
    causes = np.zeros(figures.shape, dtype=np.int8)
    causes[present] = _causes(differences, filled, chart)[filled]
    return Charts(
        points=points,
        base=base,
        total=chart.total,
        ranges=chart.ranges,
        range_total=chart.range_total,
        left_out=np.maximum(points - 1, 0) - chart.ranges,
        causes=causes,
    )


def in_units(figures: Figures) -> Whole:
    """Figures as whole ten-thousandths, exactly: the nearest float of such a figure misses it by less."""
    return np.rint(figures * UNITS).astype(np.int64)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Limits:
    points: Whole
    total: Whole
    ranges: Whole
    range_total: Whole


def _roomy(differences: Whole) -> Whole:
    """The same numbers in a type that holds every product the rules make of them."""
    most = int(abs(differences).max(initial=0))
    width = differences.shape[1]
    factor = max(OUTLIER.numerator * 2 * width, LIMIT.numerator * 2 * width * width)
    return differences if most * factor <= np.iinfo(np.int64).max else differences.astype(object)


def _limits(differences: Whole, filled: Flags, points: Whole) -> _Limits:
    """What mean and limits are made of: the sum of the figures, and of the moving ranges that are kept.

    Where nothing moves, nothing is left out: the limits are then the mean.
    """
    real = filled[:, 1:]
    moving = abs(np.diff(differences, axis=1)) * real
    of_all = moving.sum(axis=1)
    outlying = ~_exceeds(of_all[:, None], 1 / OUTLIER, moving * (points[:, None] - 1))
    kept = real & (~outlying | (of_all == 0)[:, None])
    return _Limits(
        points=points,
        total=differences.sum(axis=1),
        ranges=kept.sum(axis=1),
        range_total=(moving * kept).sum(axis=1),
    )


def _exceeds(left: Whole, share: Fraction, right: Whole) -> Flags:
    """Where the left is more than a share of the right, without dividing."""
    return np.asarray(left * share.denominator > right * share.numerator, dtype=np.bool_)


def _causes(differences: Whole, filled: Flags, chart: _Limits) -> Signs:
    distance = (differences * chart.points[:, None] - chart.total[:, None]) * filled
    side = np.sign(distance).astype(np.int8)
    reach = abs(distance) * np.maximum(chart.ranges, 1)[:, None]
    spread = (chart.range_total * chart.points)[:, None]
    outside = _exceeds(reach, LIMIT, spread)
    near = ~outside & _exceeds(reach, NEAR_LIMIT, spread)
    moves = (np.sign(np.diff(differences, axis=1)) * filled[:, 1:]).astype(np.int8)
    causes = SHIFT * runs(side, POINTS_OF_A_SHIFT)
    for code, signs in (
        (TWO_OF_THREE, two_of_three(side, near)),
        (TREND, trending(moves, filled.shape)),
        (OUTSIDE_LIMITS, side * outside),
    ):
        np.copyto(causes, code * signs, where=signs != 0)
    return causes


def trending(moves: Signs, shape: tuple[int, ...]) -> Signs:
    """Which points are part of a trend: 1 rising, -1 falling. Where one turns into another, the later."""
    trends = np.zeros(shape, dtype=np.int8)
    steady = runs(moves, MOVES_OF_A_TREND)
    trends[:, 1:] = steady
    np.copyto(trends[:, :-1], steady, where=steady != 0)
    return trends


def two_of_three(side: Signs, near: Flags) -> Signs:
    """Which points lie near a limit with another among three neighbours that are all on one side."""
    found = np.zeros_like(side)
    enough = sum(window.astype(np.int8) for window in _windows(near, NEIGHBOURS)) >= NEAR_NEIGHBOURS
    for sign in (1, -1):
        together = _all(_windows(side == sign, NEIGHBOURS)) & enough
        found += sign * (_covered(together, NEIGHBOURS, side.shape) & near).astype(np.int8)
    return found


def runs(signs: Signs, length: int) -> Signs:
    """Which places are part of so many equal signs in a row, or more, with that sign; zero is no sign."""
    found = np.zeros_like(signs)
    for sign in (1, -1):
        found += sign * _covered(_all(_windows(signs == sign, length)), length, signs.shape).astype(np.int8)
    return found


def _windows(flags: Flags, length: int) -> Sequence[Flags]:
    """The first, second, ... place of every window of a length."""
    starts = max(flags.shape[1] - length + 1, 0)
    return [flags[:, place : place + starts] for place in range(length)]


def _all(windows: Sequence[Flags]) -> Flags:
    return reduce(np.logical_and, windows)


def _covered(starts: Flags, length: int, shape: tuple[int, ...]) -> Flags:
    """The places within the windows that begin at the flags."""
    covered = np.zeros(shape, dtype=np.bool_)
    for place in _windows(covered, length):
        place |= starts
    return covered
