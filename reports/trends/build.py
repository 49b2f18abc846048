"""From the histories of a contract's KPIs to what is told of its green trend. No database is asked here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from contracts.calculations.months import Month
from kpis.calculations.green_trend import (
    Course,
    GreenTrend,
    History,
    failing_before_end,
    green_trend,
    no_longer_tracked,
)
from reports.trends.values import FailingRow, TrendRow


def trend_row(
    histories: Sequence[History], *, trend_from: Month, as_at: Month, previous: Month, end: Month
) -> TrendRow | None:
    """The green trend as at a month and as at an earlier one; None where no KPI has a green month by then.

    Args:
        end: the contract's last month.
    """
    now = green_trend(histories, trend_from=trend_from, as_at=as_at)
    before = green_trend(histories, trend_from=trend_from, as_at=previous)
    row = _row(now, histories, end)
    if row is None:
        return None
    return replace(
        row, no_longer_tracked=no_longer_tracked(now, before), previous=_row(before, histories, end)
    )


def _row(trend: GreenTrend, histories: Sequence[History], end: Month) -> TrendRow | None:
    share = trend.stable_or_improving_percent
    if share is None:
        return None
    return TrendRow(
        as_at=trend.as_at,
        trend_from=trend.trend_from,
        improving_kpis=trend.of_course(Course.IMPROVING),
        stable_kpis=trend.of_course(Course.STABLE),
        deteriorating_kpis=trend.of_course(Course.DETERIORATING),
        provisional_kpis=tuple(tracked.kpi for tracked in trend.kpis if tracked.is_provisional),
        stable_or_improving_percent=share,
        failing_before_end=_failing(trend, histories, end),
    )


def _failing(trend: GreenTrend, histories: Sequence[History], end: Month) -> tuple[FailingRow, ...]:
    found = failing_before_end(histories, trend_from=trend.trend_from, as_at=trend.as_at, end=end)
    return tuple(
        FailingRow(
            kpi=failing.kpi,
            month=failing.month,
            points=failing.line.points,
            is_provisional=failing.is_provisional,
        )
        for failing in found
    )
