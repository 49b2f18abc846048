"""What is changing, in words: the KPIs themselves, the programme, and the trend of those that are green."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from kpis.calculations.green_trend import Failing
from kpis.models import Change
from reports.papers.source import Occasion, Source
from reports.papers.words import counted, day_words, number_of
from reports.statements import Statement
from reports.statements.changes import ChangeRow
from reports.statements.words import listed
from reports.trends.values import TrendRow


def changes_text(source: Source, occasion: Occasion) -> list[str]:
    changes = source.statement.changes
    reviewed = (
        "KPIs are subject to a continuous process of review, so that they continue to measure what matters "
        "to the contract."
    )
    return [f"{_total(source.material.overview)} {reviewed} {_number(changes)}", *_shared(changes)]


def _total(overview: Statement) -> str:
    """How the number of KPIs due has moved since the month before the range."""
    if not overview.total_changes:
        return f"The total number of KPIs stayed at {overview.summary[-1].counts.total} throughout."
    moves = [
        f"{'fell' if change.after < change.before else 'rose'} from {change.before} to {change.after} in "
        f"{change.month.name}"
        for change in overview.total_changes
    ]
    return f"The total number of KPIs {listed(moves)}."


def _number(changes: Sequence[ChangeRow]) -> str:
    if not changes:
        return "There were no changes in the period."
    if len(changes) == 1:
        return "There has been one change in the period, set out in {changes} below."
    return f"There have been {counted(len(changes))} changes in the period, set out in {{changes}} below."


def _shared(changes: Sequence[ChangeRow]) -> list[str]:
    """Whose points went to other KPIs."""
    return [
        f"The abatement points of {each.kpi} were redistributed to "
        f"{number_of(len(each.redistributed), 'other KPI')} of its service area{_under(each)}."
        for each in changes
        if each.redistributed and each.change in (Change.DECOMMISSION, Change.REDISTRIBUTION)
    ]


def _under(change: ChangeRow) -> str:
    return f" under {change.change_notice}" if change.change_notice else ""


def programme_text(source: Source, occasion: Occasion) -> list[str]:
    rows = source.statement.programme
    if not rows:
        return []
    days = [row.as_at for row in rows if row.as_at]
    standings = Counter(row.standing for row in rows if row.standing)
    shown = "{programme} below gives the latest position of each workstream"
    if not days:
        return [f"{shown}."]
    return [f"{shown}, as at {day_words(max(days))}. {_standings(standings)}"]


def _standings(standings: Mapping[str, int]) -> str:
    """How many workstreams are on plan, at risk, late or complete."""
    total = sum(standings.values())
    stand = [
        (counted(number), f"{'is' if number == 1 else 'are'} {standing.lower()}")
        for standing, number in standings.items()
    ]
    if len(stand) == 1:
        alike = {1: "The workstream", 2: "Both workstreams"}
        return f"{alike.get(total, f'All {counted(total)} workstreams')} {stand[0][1]}."
    return f"Of the {counted(total)} workstreams, {listed([' '.join(each) for each in stand])}."


def trend_text(source: Source, occasion: Occasion) -> list[str]:
    trend = source.statement.trend
    if trend is None:
        return ["There is no green trend to show for this period."]
    return [_meaning(trend), " ".join([_share(trend), *_against_previous(trend)]), *_courses(trend)] + [
        _forecast(trend)
    ]


def _meaning(trend: TrendRow) -> str:
    return (
        "This section notes significant changes in those KPIs which have met the TSL but may be showing "
        f"signs of deterioration or improvement. The trend is tracked from {trend.trend_from.name}. Its "
        "purpose is to detect long-term changes in normal delivery, that is, when results are green: red, "
        "amber and mitigated results are treated as exceptions and not counted. It is not an indicator of "
        "overall performance, but an examination of underlying trends."
    )


def _share(trend: TrendRow) -> str:
    steady = trend.improving + trend.stable
    return (
        f"For the period ending {trend.as_at.name}, {trend.stable_or_improving_percent}% of the green KPIs "
        f"({steady} of {trend.tracked}) are stable or improving."
    )


def _against_previous(trend: TrendRow) -> list[str]:
    """How that compares with the report before, and who is no longer counted."""
    before = trend.previous
    if before is None:
        return []
    now, then = trend.stable_or_improving_percent, before.stable_or_improving_percent
    result = f"{before.as_at.name} when the result was {then}% ({before.improving + before.stable} of "
    result += f"{before.tracked})"
    said = (
        "the same as in" if now == then else f"{'a reduction' if now < then else 'an increase'} compared to"
    )
    return [f"This is {said} {result}.", *_left(trend)]


def _left(trend: TrendRow) -> list[str]:
    left = trend.no_longer_tracked
    if not left:
        return []
    which = "one KPI" if len(left) == 1 else f"{counted(len(left))} KPIs"
    verb = "is" if len(left) == 1 else "are"
    return [f"Of those tracked then, {which} ({listed(left)}) {verb} no longer tracked."]


def _courses(trend: TrendRow) -> list[str]:
    """The KPIs whose latest green result is a sign of change."""
    signs = (("improvement", trend.improving_kpis), ("deterioration", trend.deteriorating_kpis))
    return [
        f"{'KPI' if len(kpis) == 1 else 'KPIs'} showing signs of {sign}: {listed(kpis)}."
        for sign, kpis in signs
        if kpis
    ]


def _forecast(trend: TrendRow) -> str:
    """Which KPIs are on the way to missing their TSL before the contract ends."""
    sure, perhaps = trend.expected_to_fail, trend.perhaps_failing
    verb = "is" if len(sure) == 1 else "are"
    told = f"{_months(sure)} {verb}" if sure else "None of the KPIs is"
    text = f"{told} on a trajectory to fail before the contract ends."
    if not perhaps:
        return text
    has = "has" if len(perhaps) == 1 else "have"
    return f"{text} {_months(perhaps)} may be, but {has} too few green results for that to be relied on."


def _months(failing: Sequence[Failing]) -> str:
    return listed([f"{each.kpi} (in {each.month.name})" for each in failing])
