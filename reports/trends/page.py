"""The page of the green trend: its numbers, and the KPIs behind each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from contracts.calculations.months import Month
from contracts.models import Contract
from kpis.calculations.green_trend import Course, Failing, Tracked
from kpis.calculations.schedule import in_force
from kpis.figures import printed_value
from reports.charts.of_kpi import reason_of
from reports.drawn import drawn
from reports.statements.load import KpiRow, load_kpis, load_periods
from reports.timeline import Timeline, timeline_at
from reports.trends.figures import sparklines_of
from reports.trends.section import TrendSection, trend_section
from reports.trends.values import TrendRow
from reports.trends.words import COURSE_MEANINGS, COURSE_WORDS

TOLD_FIRST = (Course.DETERIORATING, Course.IMPROVING, Course.STABLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownKpi:
    """What every list shows of a KPI: which it is, and its figures of the latest months as a line."""

    reference: str
    description: str
    spark: SafeString


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedLine:
    """A KPI that is tracked; ``why`` says what marks its latest green month, empty where nothing does."""

    kpi: ShownKpi
    month: Month
    points: int
    is_provisional: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftLine:
    """A KPI that is tracked no longer: its last month in service, and how it was then."""

    kpi: ShownKpi
    last: Month | None
    was: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FailingLine:
    """A KPI whose line misses the TSL of a month, and through how many green months it goes."""

    kpi: ShownKpi
    month: Month
    points: int
    tsl: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseList:
    """The KPIs of one course; ``before`` is how many there were, None where nothing was tracked then."""

    course: Course
    word: str
    meaning: str
    lines: tuple[TrackedLine, ...]
    before: int | None

    @property
    def is_marked(self) -> bool:
        """Whether something marks the latest green month of its KPIs."""
        return self.course is not Course.STABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendPage:
    """What the page shows of a trend that there is."""

    told: TrendSection
    has_page_before: bool
    courses: tuple[CourseList, ...]
    left: tuple[LeftLine, ...]
    failing: tuple[FailingLine, ...]
    perhaps: tuple[FailingLine, ...]

    @property
    def in_order(self) -> list[CourseList]:
        """The lists, that of the KPIs to look at first before the others."""
        return sorted(self.courses, key=lambda each: TOLD_FIRST.index(each.course))


@drawn("reports/components/trend.html")
def trend_shown(contract: Contract, month: Month) -> dict[str, Any]:
    """The page as at a month that the contract has opened; it says so where nothing is tracked."""
    timeline = timeline_at(load_periods(contract), str(month))
    return {"timeline": timeline, "page": trend_page(contract, timeline) if contract.trend_from else None}


def trend_page(contract: Contract, timeline: Timeline) -> TrendPage | None:
    """The page as at the chosen month, in three queries at most; None where there is no trend to show."""
    told = trend_section(contract, timeline)
    if told is None:
        return None
    as_at, row = timeline.chosen.month, told.row
    tracked = {kpi.kpi for each in (row, row.previous) if each for kpi in each.kpis}
    shown = {kpi.reference: kpi for kpi in load_kpis(contract) if kpi.reference in tracked}
    return _page(timeline, told, Lines(shown, sparklines_of(contract, shown.values(), as_at)))


def _page(timeline: Timeline, told: TrendSection, lines: Lines) -> TrendPage:
    row = told.row
    return TrendPage(
        told=told,
        has_page_before=any(period.month == timeline.month_of_previous_report for period in timeline.periods),
        courses=tuple(_course(course, row, lines) for course in COURSE_WORDS),
        left=lines.left(row),
        failing=lines.failing(row.expected_to_fail),
        perhaps=lines.failing(row.perhaps_failing),
    )


def _course(course: Course, row: TrendRow, lines: Lines) -> CourseList:
    return CourseList(
        course=course,
        word=COURSE_WORDS[course],
        meaning=COURSE_MEANINGS[course],
        lines=lines.tracked(tracked for tracked in row.kpis if tracked.course is course),
        before=None if row.previous is None else len(row.previous.green.of_course(course)),
    )


@dataclass(frozen=True, slots=True)
class Lines:
    """Makes the lines of lists: KPIs by reference, and the drawn lines of their figures by primary key."""

    kpis: Mapping[str, KpiRow]
    sparks: Mapping[int, SafeString]

    def tracked(self, found: Iterable[Tracked]) -> tuple[TrackedLine, ...]:
        return tuple(
            TrackedLine(
                kpi=self._shown(tracked.kpi),
                month=tracked.month,
                points=tracked.points,
                is_provisional=tracked.is_provisional,
                why=reason_of(tracked.signal) if tracked.signal else "",
            )
            for tracked in found
        )

    def left(self, row: TrendRow) -> tuple[LeftLine, ...]:
        """Those that were tracked as at the previous report and are not any more."""
        was = {tracked.kpi: tracked.course for tracked in row.previous.kpis} if row.previous else {}
        return tuple(
            LeftLine(
                kpi=self._shown(kpi), last=self.kpis[kpi].in_service_to, was=COURSE_WORDS[was[kpi]].lower()
            )
            for kpi in row.no_longer_tracked
        )

    def failing(self, found: Iterable[Failing]) -> tuple[FailingLine, ...]:
        return tuple(
            FailingLine(
                kpi=self._shown(failing.kpi),
                month=failing.month,
                points=failing.line.points,
                tsl=self._tsl(failing.kpi, failing.month),
            )
            for failing in found
        )

    def _shown(self, reference: str) -> ShownKpi:
        kpi = self.kpis[reference]
        return ShownKpi(reference=reference, description=kpi.description, spark=self.sparks[kpi.pk])

    def _tsl(self, reference: str, month: Month) -> str:
        kpi = self.kpis[reference]
        return printed_value(in_force(kpi.dated_tsl, month), kpi.unit, kpi.decimals)
