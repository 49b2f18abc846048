"""A programme's timeline on screen."""

from __future__ import annotations

from html import escape
from textwrap import wrap
from typing import Any

from reports.charts.screen.style import layout, marker
from reports.charts.tones import CONCERN, INK, TONES, tone_of_stage
from reports.charts.values import Stage, Timeline, Workstream
from reports.charts.words.timeline import months_of

ROW_PX, REST_PX = 72, 110
LETTERS_OF_A_NAME = 18


def spec(chart: Timeline) -> dict[str, Any]:
    """A bar for each workstream, its stages named in it, and a line for now."""
    places = list(range(len(chart.labels)))
    shapes, notes = ([_now_line(chart.now)], [_now_word(chart.now)]) if chart.now is not None else ([], [])
    return {
        "data": [
            _stage(chart, row, stage, place)
            for row in chart.workstreams
            for place, stage in enumerate(row.stages)
        ],
        "layout": layout(
            barmode="overlay",
            bargap=0.25,
            showlegend=False,
            margin={"l": 10, "r": 10, "t": 10, "b": 30},
            height=REST_PX + ROW_PX * len(chart.workstreams),
            xaxis={
                "side": "top",
                "tickvals": places,
                "ticktext": ["<br>".join(label.split(" ")) for label in chart.labels],
                "range": [-0.5, len(places) - 0.5],
                "fixedrange": True,
                "automargin": True,
                "showgrid": False,
                "zeroline": False,
            },
            yaxis={"autorange": "reversed", "fixedrange": True, "automargin": True, "showgrid": False},
            shapes=shapes,
            annotations=notes,
        ),
    }


def _stage(chart: Timeline, row: Workstream, stage: Stage, place: int) -> dict[str, Any]:
    tone = tone_of_stage(place)
    return {
        "type": "bar",
        "orientation": "h",
        "name": escape(stage.name),
        "y": ["<br>".join((*map(escape, wrap(row.name, LETTERS_OF_A_NAME)), row.standing))],
        "x": [stage.last - stage.first + 1],
        "base": [stage.first - 0.5],
        "marker": marker(tone),
        "text": [escape(stage.name)],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "insidetextfont": {"color": TONES[tone].ink},
        "constraintext": "inside",
        "customdata": [escape(f"{row.name}: {stage.name}, {months_of(chart, stage)}")],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _now_line(place: int) -> dict[str, Any]:
    return {
        "type": "line",
        "xref": "x",
        "yref": "paper",
        "x0": place,
        "x1": place,
        "y0": 0,
        "y1": 1,
        "line": {"color": CONCERN, "width": 3, "dash": "dash"},
    }


def _now_word(place: int) -> dict[str, Any]:
    return {
        "text": "NOW",
        "x": place,
        "xref": "x",
        "y": 0,
        "yref": "paper",
        "yanchor": "top",
        "showarrow": False,
        "font": {"color": INK, "weight": "bold"},
    }
