"""The green trend: whether KPIs that meet their targets show signs of getting better or worse.

As section 7 of the report to Lincolnshire's Overview and Scrutiny Management Board of 27 January 2022 has
it: green results since tracking began are what counts, red and amber ones are exceptions, and so are
mitigated ones; it says nothing of performance overall.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from operator import itemgetter

from contracts.calculations.months import Month
from kpis.calculations.chart import chart
from kpis.calculations.forecast import DatedTsl, Line, first_miss, robust_line
from kpis.calculations.rag import Better, Status, round_half_up
from kpis.calculations.spans import Span
from kpis.calculations.trend import ENOUGH_POINTS, Mark, Signal, meanings


class Course(StrEnum):
    """What a KPI's latest green point says."""

    IMPROVING = "improving"
    STABLE = "stable"
    DETERIORATING = "deteriorating"


COURSES = {Mark.IMPROVEMENT: Course.IMPROVING, Mark.CONCERN: Course.DETERIORATING, None: Course.STABLE}


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What is on record for a KPI.

    Attributes:
        kpi: its reference.
        service: the months it is in service.
        results: months with the status that counts, after mitigation, and the value, earliest first.
        tsl: its targets through time, agreed steps to come included.
    """

    kpi: str
    better: Better
    service: Span
    results: Sequence[tuple[Month, Status, Decimal | None]]
    tsl: DatedTsl = ()

    def green_points(self, trend_from: Month, as_at: Month) -> list[tuple[Month, Decimal]]:
        """The green months of a time and their values."""
        begin = bisect_left(self.results, trend_from, key=itemgetter(0))
        end = bisect_right(self.results, as_at, key=itemgetter(0))
        return [
            (month, value)
            for month, status, value in self.results[begin:end]
            if status is Status.GREEN and value is not None
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracked:
    """One KPI of the green trend.

    Attributes:
        month: of its latest green point.
        points: how many green points there are.
        signal: why the latest is marked, None where it is not.
    """

    kpi: str
    month: Month
    points: int
    signal: Signal | None

    @property
    def course(self) -> Course:
        return COURSES[self.signal.mark if self.signal else None]

    @property
    def is_provisional(self) -> bool:
        return self.points < ENOUGH_POINTS


@dataclass(frozen=True, slots=True, kw_only=True)
class GreenTrend:
    """The KPIs in service in a month that have had a green one since tracking began, in the order given."""

    trend_from: Month
    as_at: Month
    kpis: tuple[Tracked, ...]

    def of_course(self, course: Course) -> tuple[str, ...]:
        """The references of the KPIs that take a course."""
        return tuple(tracked.kpi for tracked in self.kpis if tracked.course is course)

    @property
    def tracked(self) -> int:
        return len(self.kpis)

    @property
    def improving(self) -> int:
        return len(self.of_course(Course.IMPROVING))

    @property
    def stable(self) -> int:
        return len(self.of_course(Course.STABLE))

    @property
    def deteriorating(self) -> int:
        return len(self.of_course(Course.DETERIORATING))

    @property
    def stable_or_improving_percent(self) -> Decimal | None:
        """Of the KPIs tracked, in whole percent, half up, as the report prints it; None if there are none."""
        if not self.kpis:
            return None
        return round_half_up(Decimal(self.improving + self.stable) * 100 / self.tracked, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failing:
    """A KPI whose line misses its TSL before the contract ends."""

    kpi: str
    month: Month
    line: Line

    @property
    def is_provisional(self) -> bool:
        """Whether the line goes through so few points that little should be made of it."""
        return self.line.points < ENOUGH_POINTS


def green_trend(histories: Iterable[History], *, trend_from: Month, as_at: Month) -> GreenTrend:
    """The green trend as it stood at the end of a month: what came later does not count."""
    return GreenTrend(
        trend_from=trend_from,
        as_at=as_at,
        kpis=tuple(
            Tracked(
                kpi=history.kpi,
                month=points[-1][0],
                points=len(points),
                signal=meanings(history.better).get(_latest_cause(points)),
            )
            for history, points in _tracked(histories, trend_from, as_at)
        ),
    )


def _latest_cause(points: Sequence[tuple[Month, Decimal]]) -> int:
    return chart([value for _, value in points]).causes[-1]


def no_longer_tracked(now: GreenTrend, previous: GreenTrend) -> tuple[str, ...]:
    """The references of KPIs that were tracked then and are not any more: one reason why shares differ."""
    left = {tracked.kpi for tracked in now.kpis}
    return tuple(tracked.kpi for tracked in previous.kpis if tracked.kpi not in left)


def failing_before_end(
    histories: Iterable[History], *, trend_from: Month, as_at: Month, end: Month
) -> tuple[Failing, ...]:
    """The tracked KPIs whose line through their green points misses the TSL after a month, and when first.

    Args:
        end: the contract's last month; a KPI that leaves service before is followed to its own last.
    """
    found = []
    for history, points in _tracked(histories, trend_from, as_at):
        last = min(end, history.service.last or end)
        line, month = _course_ahead(tuple(points), history.better, tuple(history.tsl), as_at, last)
        if line and month:
            found.append(Failing(kpi=history.kpi, month=month, line=line))
    return tuple(found)


@lru_cache(maxsize=200)
def _course_ahead(
    points: tuple[tuple[Month, Decimal], ...], better: Better, tsl: DatedTsl, as_at: Month, last: Month
) -> tuple[Line | None, Month | None]:
    """The line through some points, and the first month in which it misses.

    It is remembered: after the result of one KPI changed, the lines of the others are what they were.
    """
    line = robust_line(points)
    return line, first_miss(line, better, tsl, as_at=as_at, last=last) if line else None


def _tracked(
    histories: Iterable[History], trend_from: Month, as_at: Month
) -> list[tuple[History, list[tuple[Month, Decimal]]]]:
    """The KPIs in service in a month that have green points by then, with them."""
    in_service = (history for history in histories if as_at in history.service)
    pairs = ((history, history.green_points(trend_from, as_at)) for history in in_service)
    return [(history, points) for history, points in pairs if points]
