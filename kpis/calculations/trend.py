"""What a KPI's figures say through time: an XmR chart, its special causes, and whether its target is safe.

As NHS Making Data Count does it and the R package NHSRplotthedots 0.2.2 computes it (repository
nhs-r-community/NHSRplotthedots). The working is in ``chart.py``, exact and of one KPI, and in ``xmr.py`` for
thousands at once, with numpy; this module is the words and the plain values.

Where we differ from the package: figures that never change have limits, on their mean (it gives none), and
pass or fail a target as each of them does; and a point where one trend ends and another begins belongs to
the later one also when its neighbour is equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from kpis.calculations.chart import LIMIT, UNITS, Chart, chart, in_units
from kpis.calculations.rag import Better

if TYPE_CHECKING:
    from kpis.calculations.xmr import Figures

ENOUGH_POINTS = 13
"""With fewer the limits are provisional."""
DIGITS = 28
"""Significant digits of a mean and of limits; nothing is rounded to a KPI's decimals here."""


class SpecialCause(StrEnum):
    """Why a point is unlikely to be chance, in the order in which they count."""

    OUTSIDE_LIMITS = "outside_limits"
    TREND = "trend"
    TWO_OF_THREE = "two_of_three"
    SHIFT = "shift"


class Side(StrEnum):
    """Which way a special cause points: above the mean or rising, below it or falling."""

    HIGH = "high"
    LOW = "low"


class Mark(StrEnum):
    """What a special cause means for the KPI."""

    IMPROVEMENT = "improvement"
    CONCERN = "concern"


class Assurance(StrEnum):
    """Whether the target will be met while nothing changes."""

    PASS = "consistently_pass"
    FAIL = "consistently_fail"
    HIT_AND_MISS = "hit_and_miss"


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The figures of one KPI through time, earliest first, in its own unit; None for a gap.

    A figure has at most eleven digits before the point and four after it, as the database keeps it.
    """

    figures: Sequence[Decimal | None]
    better: Better
    target: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A point's special cause and what it means."""

    cause: SpecialCause
    side: Side
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The lines of an XmR chart, in the KPI's own unit, with their working.

    Attributes:
        lower, upper: mean -+ 2.66 times ``mean_moving_range``; may lie where no figure can, as below 0%.
        points: how many figures there are.
        moving_ranges: how many moving ranges make their mean.
        left_out: how many were left out of it, being 3.267 times the mean of all or more.
    """

    mean: Decimal
    lower: Decimal
    upper: Decimal
    mean_moving_range: Decimal
    points: int
    moving_ranges: int
    left_out: int

    @property
    def is_provisional(self) -> bool:
        return self.points < ENOUGH_POINTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """One KPI's chart.

    Attributes:
        limits: None for fewer than two figures, which have no moving range.
        signals: one for each figure given; None where chance will do as a reason, and in a gap.
        assurance: None without limits or without a target.
    """

    limits: Limits | None
    signals: tuple[Signal | None, ...]
    assurance: Assurance | None


def trend_of(series: Series) -> Trend:
    """The chart of one KPI, without numpy."""
    return _trend(chart(series.figures), series)


def trends(many: Sequence[Series]) -> list[Trend]:
    """The charts of many KPIs, which may have figures for more or fewer periods, by numpy at once."""
    from kpis.calculations.xmr import charts

    found = charts(table([series.figures for series in many]))
    return [_trend(found.row(place, len(series.figures)), series) for place, series in enumerate(many)]


def _trend(found: Chart, series: Series) -> Trend:
    return Trend(
        limits=_limits(found),
        signals=tuple(map(meanings(series.better).get, found.causes)),
        assurance=_assurance(found, series.better, series.target),
    )


def table(rows: Sequence[Sequence[Decimal | None]]) -> Figures:
    """Figures as ``xmr.charts`` takes them: a KPI a row, shorter rows filled up with gaps."""
    import numpy as np

    figures = np.full((len(rows), max(map(len, rows), default=0)), np.nan)
    for place, row in enumerate(rows):
        figures[place, : len(row)] = np.array(row, dtype=np.float64)
    return figures


@lru_cache(maxsize=2)
def meanings(better: Better) -> dict[int, Signal]:
    """The codes of special causes: numbered in the order in which they count, negative on the low side."""
    return {
        sign * number: Signal(cause=cause, side=side, mark=_mark(side, better))
        for number, cause in enumerate(SpecialCause, start=1)
        for sign, side in ((1, Side.HIGH), (-1, Side.LOW))
    }


def _mark(side: Side, better: Better) -> Mark:
    return Mark.IMPROVEMENT if (side is Side.HIGH) == (better is Better.HIGHER) else Mark.CONCERN


def _limits(found: Chart) -> Limits | None:
    """The lines of a chart, None for fewer than two figures."""
    if found.ranges == 0:
        return None
    with localcontext(prec=DIGITS):
        mean = Decimal(found.base * found.points + found.total) / (found.points * UNITS)
        moving = Decimal(found.range_total) / (found.ranges * UNITS)
        reach = moving * LIMIT.numerator / LIMIT.denominator
        return Limits(
            mean=mean,
            lower=mean - reach,
            upper=mean + reach,
            mean_moving_range=moving,
            points=found.points,
            moving_ranges=found.ranges,
            left_out=found.left_out,
        )


def _assurance(found: Chart, better: Better, target: Decimal | None) -> Assurance | None:
    """Whether the target will go on being met: outside the limits it passes or fails, inside either.

    A target on a limit is inside. Figures that never change meet a target that equals them, and so pass.
    """
    if target is None or found.ranges == 0:
        return None
    side = found.side_of_limits(in_units(target))
    if side == 0:
        return Assurance.PASS if found.is_constant else Assurance.HIT_AND_MISS
    is_safe = (side < 0) == (better is Better.HIGHER)
    return Assurance.PASS if is_safe else Assurance.FAIL
