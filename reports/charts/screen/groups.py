"""Bars beside one another on screen."""

from __future__ import annotations

from typing import Any

from reports.charts.axes import breadth, title_of
from reports.charts.figures import POUNDS, amount
from reports.charts.screen.style import figures_axis, layout, marker
from reports.charts.tones import INK
from reports.charts.values import Band, GroupedBars


def spec(chart: GroupedBars) -> dict[str, Any]:
    """A group of bars for each label, with what each comes to when a reader points at it."""
    sign = "£" if chart.unit == POUNDS else ""
    axis = figures_axis(title_of(chart.unit), rangemode="tozero", tickformat="~s", tickprefix=sign)
    return {
        "data": [_band(band, chart) for band in chart.bands],
        "layout": layout(
            barmode="group",
            bargap=1 - breadth(len(chart.labels)),
            hovermode="x unified",
            xaxis=_labels_axis(chart),
            yaxis=axis,
        ),
    }


def _labels_axis(chart: GroupedBars) -> dict[str, Any]:
    """All labels along the bottom, as texts: a year such as 2013/14 is no number."""
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": list(chart.labels),
        "showgrid": False,
        "zeroline": False,
        "linecolor": INK,
        "ticks": "outside",
        "automargin": True,
        "fixedrange": True,
    }


def _band(band: Band, chart: GroupedBars) -> dict[str, Any]:
    texts = ["not known" if number is None else amount(number, chart.unit) for number in band.numbers]
    return {
        "type": "bar",
        "name": band.name,
        "x": list(chart.labels),
        "y": list(band.numbers),
        "marker": marker(band.tone),
        "customdata": texts,
        "hovertemplate": "%{customdata}",
    }
