"""What a chart shows, in plain English and as a table, for those who do not see it. Both are computed."""

from __future__ import annotations

from collections.abc import Sequence

from reports.charts.values import Chart, GroupedBars, StackedBars, StatusGrid, XmrChart
from reports.charts.words import bars, grid, groups, timeline, xmr

Table = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]
"""The header of a table, and its rows; the first cell of a row is its header."""


def alternative(chart: Chart) -> str:
    """What a chart shows, as one text."""
    return " ".join(sentences(chart))


def sentences(chart: Chart) -> list[str]:
    """What a chart shows: its title, where it begins and ends, its highest and lowest, what stands out."""
    if isinstance(chart, StackedBars):
        return bars.sentences(chart)
    if isinstance(chart, GroupedBars):
        return groups.sentences(chart)
    if isinstance(chart, XmrChart):
        return xmr.sentences(chart)
    if isinstance(chart, StatusGrid):
        return grid.sentences(chart)
    return timeline.sentences(chart)


def table_of(chart: Chart) -> Table:
    """All the figures of a chart as texts, as they are printed."""
    if isinstance(chart, StackedBars):
        return bars.table(chart)
    if isinstance(chart, GroupedBars):
        return groups.table(chart)
    if isinstance(chart, XmrChart):
        return xmr.table(chart)
    if isinstance(chart, StatusGrid):
        return grid.table(chart)
    return timeline.table(chart)


def readings(table: Table) -> list[str]:
    """What a chart's table says of each month, a line each: "Dec 21: IMT 35, CSC 0, All 35"."""
    (_, *names), rows = table
    return [f"{label}: {_together(names, cells)}" for label, *cells in rows]


def _together(names: Sequence[str], cells: Sequence[str]) -> str:
    return ", ".join(f"{name} {cell}" for name, cell in zip(names, cells, strict=True) if cell)
