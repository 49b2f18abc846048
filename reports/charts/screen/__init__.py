"""Charts as plotly.js draws them on screen: plain data for JSON, made without the package plotly.

A template of a few lines stands for plotly's own, which would weigh more than the figures. What a chart may
say is checked in the tests against plotly's schema.
"""

from __future__ import annotations

from typing import Any

from reports.charts.screen import bars, grid, groups, timeline, xmr
from reports.charts.values import Chart, GroupedBars, StackedBars, StatusGrid, XmrChart

Spec = dict[str, Any]
"""The ``data`` and ``layout`` of a figure of plotly.js."""


def plotly_spec(chart: Chart) -> Spec:
    """What plotly.js draws of a chart."""
    if isinstance(chart, StackedBars):
        return bars.spec(chart)
    if isinstance(chart, GroupedBars):
        return groups.spec(chart)
    if isinstance(chart, XmrChart):
        return xmr.spec(chart)
    if isinstance(chart, StatusGrid):
        return grid.spec(chart)
    return timeline.spec(chart)
