"""The programme beside the service: what is done, what goes on now, what is to come, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contracts.calculations.months import Month
from reports.governance.values import PlannedStage, ProgrammeRow
from reports.papers.blocks import Cell, Column, Line, Row, Run, Table
from reports.papers.making import cell, row, sentences, table
from reports.papers.words import day_words

NOTHING = "–"


def programme_table(rows: Sequence[ProgrammeRow], now: Month) -> Table | None:
    """Table 5: the stages of each workstream, those of a month marked, and how it stands in words."""
    if not rows:
        return None
    days = [each.as_at for each in rows if each.as_at]
    as_at = f" as at {day_words(max(days))}" if days else ""
    columns = [
        Column(title="Workstream", share=3),
        Column(title=f"Stages (NOW: {now.name})", share=5),
        Column(title="Current status", share=2),
        Column(title=f"Latest position{as_at}", share=9),
    ]
    return table(f"Position of the programme{as_at}", columns, [_workstream(each, now) for each in rows])


def _workstream(each: ProgrammeRow, now: Month) -> Row:
    return row(
        each.workstream,
        Cell(lines=tuple(_stages(each, now))),
        each.standing or NOTHING,
        cell(*(sentences(each.narrative) or [NOTHING])),
        key=each.workstream,
    )


def _stages(each: ProgrammeRow, now: Month) -> Iterator[Line]:
    for stage in each.stages:
        if stage.first <= now <= stage.last:
            yield Run(text="NOW: ", is_strong=True), Run(text=_printed(stage))
        else:
            yield (Run(text=_printed(stage)),)


def _printed(stage: PlannedStage) -> str:
    return f"{stage.name}, {stage.first.short_name} to {stage.last.short_name}"
