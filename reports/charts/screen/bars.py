"""Stacked bars on screen."""

from __future__ import annotations

from typing import Any

from reports.charts.axes import title_of
from reports.charts.figures import POUNDS, amount
from reports.charts.screen.style import READ, figures_axis, layout, marker, months_axis
from reports.charts.tones import TONES
from reports.charts.values import Band, StackedBars


def spec(chart: StackedBars) -> dict[str, Any]:
    """A bar for each label, with what each of its bands comes to when a reader points at it."""
    axis = figures_axis(title_of(chart.unit), rangemode="tozero", tickformat=",", tickprefix=_sign(chart))
    data = [_band(band, chart) for band in chart.bands]
    if data:
        data[0]["meta"] = READ
    if chart.line:
        data.append(_line(chart.line, chart))
    return {
        "data": data,
        "layout": layout(
            barmode="stack", bargap=0.2, hovermode="x unified", xaxis=months_axis(chart.labels), yaxis=axis
        ),
    }


def _sign(chart: StackedBars) -> str:
    return "£" if chart.unit == POUNDS else ""


def _band(band: Band, chart: StackedBars) -> dict[str, Any]:
    return {
        "type": "bar",
        "name": band.name,
        "x": list(chart.labels),
        "y": list(band.numbers),
        "marker": marker(band.tone),
        **_told(band, chart),
    }


def _line(band: Band, chart: StackedBars) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": band.name,
        "x": list(chart.labels),
        "y": list(band.numbers),
        "line": {"color": TONES[band.tone].fill, "width": 2, "shape": "hvh"},
        **_told(band, chart),
    }


def _told(band: Band, chart: StackedBars) -> dict[str, Any]:
    """The numbers as they are printed, shown where a reader points."""
    texts = ["not known" if number is None else amount(number, chart.unit) for number in band.numbers]
    return {"customdata": texts, "hovertemplate": "%{customdata}"}
