"""A programme's timeline in words and as a table."""

from __future__ import annotations

from reports.charts.values import Stage, Timeline, Workstream

TO = " to "
"""Joins the months of a label that stands for many."""


def sentences(chart: Timeline) -> list[str]:
    """Each workstream with how it stands, its stages and their months, and the one it is in now."""
    if not chart.workstreams:
        return [f"{chart.title}.", "There is nothing to show yet."]
    now = [] if chart.now is None else [f"Now is {chart.labels[chart.now]}."]
    return [f"{chart.title}.", *now, *(_workstream(chart, row) for row in chart.workstreams)]


def _workstream(chart: Timeline, row: Workstream) -> str:
    standing = f" ({row.standing.lower()})" if row.standing else ""
    stages = "; ".join(f"{stage.name} {months_of(chart, stage)}" for stage in row.stages)
    current = [
        stage.name for stage in row.stages if chart.now is not None and stage.first <= chart.now <= stage.last
    ]
    now = f"; now in {', '.join(current)}" if current else ""
    return f"{row.name}{standing}: {stages}{now}."


def months_of(chart: Timeline, stage: Stage) -> str:
    """The months of a stage: "Jul 21 to Aug 21", or one alone."""
    first = chart.labels[stage.first].split(TO)[0]
    last = chart.labels[stage.last].split(TO)[-1]
    return first if first == last else f"{first}{TO}{last}"


def table(chart: Timeline) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """A row for each stage of each workstream: its months, and how the workstream stands."""
    return ("Workstream", "Stage", "Months", "Status"), tuple(
        (row.name, stage.name, months_of(chart, stage), row.standing)
        for row in chart.workstreams
        for stage in row.stages
    )
