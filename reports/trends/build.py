"""From the histories of a contract's KPIs to what is told of its green trend. No database is asked here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from contracts.calculations.months import Month
from kpis.calculations.green_trend import (
    GreenTrend,
    History,
    failing_before_end,
    green_trend,
    no_longer_tracked,
)
from reports.trends.values import TrendRow


def trend_row(
    histories: Sequence[History], *, trend_from: Month, as_at: Month, previous: Month, end: Month
) -> TrendRow | None:
    """The green trend as at a month and as at an earlier one; None where no KPI has a green month by then.

    Args:
        end: the contract's last month.
    """
    now = _row(green_trend(histories, trend_from=trend_from, as_at=as_at), histories, end)
    if now is None:
        return None
    before = _row(green_trend(histories, trend_from=trend_from, as_at=previous), histories, end)
    left = no_longer_tracked(now.green, before.green) if before else ()
    return replace(now, no_longer_tracked=left, previous=before)


def _row(green: GreenTrend, histories: Sequence[History], end: Month) -> TrendRow | None:
    share = green.stable_or_improving_percent
    if share is None:
        return None
    return TrendRow(
        green=green,
        stable_or_improving_percent=share,
        failing_before_end=failing_before_end(
            histories, trend_from=green.trend_from, as_at=green.as_at, end=end
        ),
    )
