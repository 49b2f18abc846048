"""An XmR chart on screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reports.charts.axes import title_of
from reports.charts.figures import measured, reckoned
from reports.charts.screen.style import READ, figures_axis, layout, months_axis
from reports.charts.tones import CONCERN, IMPROVEMENT, INK, MINIMUM, PAPER, PLAIN, TARGET, TONES
from reports.charts.values import XmrChart
from reports.letters import WORDS

BAND = "rgba(80, 90, 95, 0.1)"
MARKS = {
    "improvement": ("triangle-up", IMPROVEMENT, "Improvement"),
    "concern": ("triangle-down", CONCERN, "Concern"),
}
"""Shape, colour and word of the points that are marked."""


def spec(chart: XmrChart) -> dict[str, Any]:
    """The figures over their limits and levels; all that is known of a month where a reader points."""
    axis = figures_axis(title_of(chart.unit), tickformat=",")
    data = [
        *_limits(chart),
        *_levels(chart),
        *_mitigated(chart),
        *_figures(chart),
        *(_marked(chart, kind) for kind in MARKS if any(mark.kind == kind for mark in chart.marks)),
    ]
    return {
        "data": data,
        "layout": layout(
            hovermode="closest",
            hoverdistance=40,
            xaxis=months_axis(chart.labels),
            yaxis=axis,
            shapes=[_strip(place) for place in chart.mitigated],
        ),
    }


def _limits(chart: XmrChart) -> list[dict[str, Any]]:
    if chart.mean is None or chart.lower is None or chart.upper is None:
        return []
    word = "Limits (provisional)" if chart.is_provisional else "Limits"
    edge = {"color": PLAIN, "width": 1}
    return [
        _flat(chart, chart.lower, line=edge, showlegend=False),
        _flat(chart, chart.upper, line=edge, name=word, fill="tonexty", fillcolor=BAND),
        _flat(chart, chart.mean, line={"color": INK, "width": 1.5}, name="Mean"),
    ]


def _flat(chart: XmrChart, height: float, **own: Any) -> dict[str, Any]:
    ends = list(chart.labels)
    return {
        "type": "scatter",
        "mode": "lines",
        "x": ends,
        "y": [height] * len(ends),
        "hoverinfo": "skip",
    } | own


def _levels(chart: XmrChart) -> list[dict[str, Any]]:
    """The target and the minimum, each month's its own step."""
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "name": name,
            "x": list(chart.labels),
            "y": list(levels),
            "line": {"color": colour, "width": 2, "dash": dash, "shape": "hvh"},
            "hoverinfo": "skip",
        }
        for name, levels, colour, dash in (
            ("TSL", chart.tsl, TARGET, "dash"),
            ("MSL", chart.msl, MINIMUM, "dot"),
        )
        if any(level is not None for level in levels)
    ]


def _strip(place: int) -> dict[str, Any]:
    return {
        "type": "rect",
        "layer": "below",
        "xref": "x",
        "yref": "paper",
        "x0": place - 0.5,
        "x1": place + 0.5,
        "y0": 0,
        "y1": 1,
        "fillcolor": TONES["blue"].fill,
        "opacity": 0.15,
        "line": {"width": 0},
    }


def _mitigated(chart: XmrChart) -> list[dict[str, Any]]:
    """The months that are blue: a diamond on the floor of each strip, so that colour is not alone."""
    if not chart.mitigated:
        return []
    numbers = (*chart.figures, *chart.tsl, *chart.msl, chart.lower)
    floor = min((number for number in numbers if number is not None), default=0.0)
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": "Mitigated",
            "x": [chart.labels[place] for place in chart.mitigated],
            "y": [floor] * len(chart.mitigated),
            "marker": {"symbol": "diamond", "color": TONES["blue"].fill, "size": 8},
            "customdata": [_told(chart, place) for place in chart.mitigated],
            "hovertemplate": "%{customdata}<extra></extra>",
        }
    ]


def _figures(chart: XmrChart) -> list[dict[str, Any]]:
    return [
        {
            **_points(chart, range(len(chart.figures))),
            "mode": "lines+markers",
            "connectgaps": True,
            "meta": READ,
            "name": "Value",
            "line": {"color": PLAIN, "width": 1},
            "marker": {"color": PLAIN, "size": 6, "line": {"color": PAPER, "width": 1}},
        }
    ]


def _marked(chart: XmrChart, kind: str) -> dict[str, Any]:
    shape, colour, word = MARKS[kind]
    places = [mark.place for mark in chart.marks if mark.kind == kind]
    look = {"symbol": shape, "color": colour, "size": 12, "line": {"color": PAPER, "width": 1}}
    return {**_points(chart, places), "mode": "markers", "name": word, "marker": look}


def _points(chart: XmrChart, places: Sequence[int]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": [chart.labels[place] for place in places],
        "y": [chart.figures[place] for place in places],
        "customdata": [_told(chart, place) for place in places],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _told(chart: XmrChart, place: int) -> str:
    """All that is known of a month, a line each. Not in bold: its style attribute would be refused."""
    status = chart.statuses[place]
    lines = [
        chart.labels[place],
        f"{_value(chart, chart.figures[place])}, {WORDS.get(status, status)}",
    ]
    levels = (("TSL", chart.tsl[place]), ("MSL", chart.msl[place]))
    lines += [f"{name} {_value(chart, level)}" for name, level in levels if level is not None]
    if chart.mean is not None:
        lines.append(f"Mean {reckoned(chart.mean, chart.unit, chart.decimals)}")
    lines += [f"{mark.kind.capitalize()}: {mark.reason}" for mark in chart.marks if mark.place == place]
    return "<br>".join(lines)


def _value(chart: XmrChart, number: float | None) -> str:
    return measured(number, chart.unit, chart.decimals)
