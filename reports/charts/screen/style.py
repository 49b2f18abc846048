"""What all charts on screen have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reports.charts.axes import named_months
from reports.charts.tones import FAINT, INK, PAPER, TONES

FONT = "Arial, sans-serif"
TEXT = 14
READ = "read"
"""Tells chart.js by which part of a chart months are read: the one that has a point for each."""


def layout(**own: Any) -> dict[str, Any]:
    """A quiet layout: no pan by accident, a key above, the chart's own settings upon it."""
    return {
        "template": None,
        "autosize": True,
        "font": {"family": FONT, "size": TEXT, "color": INK},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "margin": {"l": 10, "r": 10, "t": 10, "b": 10},
        "dragmode": False,
        "hoverlabel": {"font": {"family": FONT, "size": TEXT, "color": INK}, "bgcolor": PAPER},
        "legend": {
            "orientation": "h",
            "traceorder": "normal",
            "x": 0,
            "xanchor": "left",
            "y": 1.02,
            "yanchor": "bottom",
        },
        **own,
    }


def months_axis(labels: Sequence[str]) -> dict[str, Any]:
    """Months along the bottom, as many of them named as have room."""
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": list(labels),
        "range": [-0.6, len(labels) - 0.4],
        "showgrid": False,
        "zeroline": False,
        "linecolor": INK,
        "ticks": "outside",
        "tickmode": "array",
        "tickvals": [labels[place] for place in named_months(len(labels))],
        "automargin": True,
        "fixedrange": True,
    }


def figures_axis(title: str, **own: Any) -> dict[str, Any]:
    """Figures upwards, from nothing unless told otherwise."""
    return {
        "title": {"text": title},
        "gridcolor": FAINT,
        "zeroline": False,
        "automargin": True,
        "fixedrange": True,
        **own,
    }


def marker(tone: str) -> dict[str, Any]:
    """The fill of a part, with its pattern and edge."""
    look = TONES[tone]
    return {
        "color": look.fill,
        "line": {"color": look.edge, "width": 0.5},
        "pattern": {
            "shape": look.pattern,
            "fgcolor": look.ink,
            "bgcolor": look.fill,
            "size": 5,
            "solidity": 0.25,
        },
    }
