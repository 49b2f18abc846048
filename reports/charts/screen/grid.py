"""A grid of statuses on screen: a heat map with a letter in each cell."""

from __future__ import annotations

from typing import Any

from reports.charts.screen.style import layout
from reports.charts.tones import TONES
from reports.charts.values import StatusGrid
from reports.letters import LETTERS, WORDS

ROW_PX, REST_PX = 24, 80
CODES = {status: code for code, status in enumerate(LETTERS)}


def spec(grid: StatusGrid) -> dict[str, Any]:
    """A cell for each KPI and month, in the colour and with the letter of its status."""
    names = [reference for reference, _ in grid.rows]
    return {
        "data": [
            {
                "type": "heatmap",
                "x": list(grid.labels),
                "y": names,
                "z": [[CODES.get(status) for status in row] for row in grid.statuses],
                "zmin": -0.5,
                "zmax": len(CODES) - 0.5,
                "text": [[LETTERS.get(status, "") for status in row] for row in grid.statuses],
                "texttemplate": "%{text}",
                "customdata": [[WORDS.get(status, "") for status in row] for row in grid.statuses],
                "hovertemplate": "%{y}, %{x}: %{customdata}<extra></extra>",
                "colorscale": _scale(),
                "showscale": False,
                "xgap": 2,
                "ygap": 2,
            }
        ],
        "layout": layout(
            height=REST_PX + ROW_PX * len(names),
            xaxis={
                "type": "category",
                "side": "top",
                "fixedrange": True,
                "automargin": True,
                "showgrid": False,
            },
            yaxis={
                "type": "category",
                "autorange": "reversed",
                "fixedrange": True,
                "automargin": True,
                "showgrid": False,
            },
        ),
    }


def _scale() -> list[list[Any]]:
    """Each status's own colour over its stretch of the scale, without passing into the next."""
    width = 1 / len(CODES)
    edges = [(code * width, (code + 1) * width, TONES[str(status)].fill) for status, code in CODES.items()]
    return [[min(edge, 1.0), colour] for first, last, colour in edges for edge in (first, last)]
