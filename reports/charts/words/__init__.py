"""What a chart shows, in plain English and as a table, for those who do not see it. Both are computed."""

from __future__ import annotations

from reports.charts.values import Chart, StackedBars, StatusGrid, XmrChart
from reports.charts.words import bars, grid, timeline, xmr

Table = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]
"""The header of a table, and its rows; the first cell of a row is its header."""


def alternative(chart: Chart) -> str:
    """What a chart shows, in sentences: where it begins and ends, its highest and lowest, what stands out."""
    if isinstance(chart, StackedBars):
        return bars.alternative(chart)
    if isinstance(chart, XmrChart):
        return xmr.alternative(chart)
    if isinstance(chart, StatusGrid):
        return grid.alternative(chart)
    return timeline.alternative(chart)


def table_of(chart: Chart) -> Table:
    """All the figures of a chart as texts, as they are printed."""
    if isinstance(chart, StackedBars):
        return bars.table(chart)
    if isinstance(chart, XmrChart):
        return xmr.table(chart)
    if isinstance(chart, StatusGrid):
        return grid.table(chart)
    return timeline.table(chart)
