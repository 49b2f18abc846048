"""What the green trend says in plain English."""

from __future__ import annotations

from collections.abc import Mapping

from contracts.calculations.months import Month
from kpis.calculations.green_trend import Course
from reports.statements.words import listed
from reports.trends.values import TrendRow

COURSE_WORDS: Mapping[Course, str] = {
    Course.IMPROVING: "Improving",
    Course.STABLE: "Stable",
    Course.DETERIORATING: "Deteriorating",
}
COURSE_MEANINGS: Mapping[Course, str] = {
    Course.IMPROVING: "The latest green result is better than chance explains",
    Course.STABLE: "The latest green result is what chance explains",
    Course.DETERIORATING: "The latest green result still meets its target, but is worse than chance explains",
}


def share_sentence(row: TrendRow) -> str:
    """The share that is stable or improving, and what it was at the previous report.

    For example “95% of the 37 KPIs tracked were stable or improving as at December 2021, against 100% of
    35 as at June 2021”.
    """
    now = f"{_share(row)} tracked {_were(row.tracked)} stable or improving as at {row.as_at.name}"
    if row.previous is None:
        return now
    before = row.previous
    number = f"{before.stable_or_improving_percent}% of {before.tracked}"
    return f"{now}, against {number} as at {before.as_at.name}"


def forecast_sentence(row: TrendRow, end: Month) -> str:
    """Which KPIs are on course to miss their target before the contract ends, without those of few months.

    Args:
        end: the contract's last month.
    """
    expected = [failing.kpi for failing in row.expected_to_fail]
    until = f"before the contract ends in {end.name}"
    if not expected:
        return f"No KPI is on course to miss its target {until}"
    miss = "is on course to miss its target" if len(expected) == 1 else "are on course to miss their targets"
    return f"{listed(expected)} {miss} {until}"


def reserve_sentence(row: TrendRow) -> str:
    """What to add to the forecast of KPIs that have few green months; empty where there are none."""
    perhaps = [failing.kpi for failing in row.perhaps_failing]
    if not perhaps:
        return ""
    have = "has" if len(perhaps) == 1 else "have"
    return f"{listed(perhaps)} may be, but {have} too few green months to say"


def _share(row: TrendRow) -> str:
    percent = f"{row.stable_or_improving_percent}%"
    return f"{percent} of the {row.tracked} KPIs" if row.tracked > 1 else f"{percent} of the 1 KPI"


def _were(number: int) -> str:
    return "were" if number != 1 else "was"
