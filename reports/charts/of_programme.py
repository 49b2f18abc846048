"""The chart of a programme beside the service, as Table 5 of the report of 27 January 2022 has it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

from contracts.calculations.months import Month, months_between
from reports.charts.values import Stage, Timeline, Workstream

if TYPE_CHECKING:
    from reports.governance.values import PlannedStage, ProgrammeRow


def programme(rows: Sequence[ProgrammeRow], now: Month) -> Timeline:
    """Workstreams with their stages month by month, and the month that the programme is told of.

    The months after the last in which a stage begins, during which nothing changes any more, are one
    column, as the report has "July 22 to end Mar-24".
    """
    planned = [row for row in rows if row.stages]
    months = _columns(list(chain.from_iterable(row.stages for row in planned)))
    return Timeline(
        key="programme",
        title="The programme, by workstream and month",
        labels=tuple(_label(first, last) for first, last in months),
        workstreams=tuple(
            Workstream(
                name=row.workstream,
                standing=row.standing,
                stages=tuple(
                    Stage(name=stage.name, first=_place(stage.first, months), last=_place(stage.last, months))
                    for stage in row.stages
                ),
            )
            for row in planned
        ),
        now=_place(now, months) if months and months[0][0] <= now <= months[-1][1] else None,
    )


def _columns(stages: Sequence[PlannedStage]) -> list[tuple[Month, Month]]:
    """The first and last month of each column: a month each, but for the last.

    The last column begins after the last month in which a stage begins or, but for the programme's own last
    month, ends: from there on all columns would look alike.
    """
    if not stages:
        return []
    first, last = min(stage.first for stage in stages), max(stage.last for stage in stages)
    ends = [stage.last + 1 for stage in stages if stage.last < last]
    settled = max([*(stage.first for stage in stages), *ends])
    return [*((month, month) for month in months_between(first, settled + -1)), (settled, last)]


def _label(first: Month, last: Month) -> str:
    return first.short_name if first == last else f"{first.short_name} to {last.short_name}"


def _place(month: Month, columns: Sequence[tuple[Month, Month]]) -> int:
    return next(place for place, (first, last) in enumerate(columns) if first <= month <= last)
