"""A programme's timeline as a picture."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from reports.charts.drawn.style import SMALL, fill, sheet
from reports.charts.tones import CONCERN, INK, TONES, tone_of_stage
from reports.charts.values import Stage, Timeline

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ROW_MM, REST_MM = 15.0, 24.0
"""The height of a workstream, and that of the months."""
LETTERS_ACROSS = 112
"""How many letters of the stages' names have room side by side."""
LETTERS_OF_A_NAME = 18


def figure(chart: Timeline, width_mm: float) -> Figure:
    """A bar for each workstream, its stages named in it, and a line for now."""
    number, months = len(chart.workstreams), len(chart.labels)
    drawing, axes = sheet(width_mm, REST_MM + ROW_MM * max(number, 1))
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)
    axes.set_xticks(range(months), [label.replace(" ", "\n") for label in chart.labels])
    axes.xaxis.tick_top()
    axes.set_xlim(-0.5, max(months, 1) - 0.5)
    names = [("\n".join((*wrap(row.name, LETTERS_OF_A_NAME), row.standing))) for row in chart.workstreams]
    axes.set_yticks(range(number), names)
    axes.set_ylim(max(number, 1) - 0.4, -0.6)
    for row, workstream in enumerate(chart.workstreams):
        for place, stage in enumerate(workstream.stages):
            _stage(axes, row, place, stage, months)
    if chart.now is not None:
        _now(axes, chart.now)
    return drawing


def _stage(axes: Axes, row: int, place: int, stage: Stage, months: int) -> None:
    from matplotlib.patches import Rectangle

    tone, length = tone_of_stage(place), stage.last - stage.first + 1
    axes.add_patch(Rectangle((stage.first - 0.5, row - 0.36), length, 0.72, **fill(tone)))
    lines = wrap(stage.name, max(1, length * LETTERS_ACROSS // months), break_long_words=False)
    is_narrow = max(map(len, lines)) * months > length * LETTERS_ACROSS
    axes.text(
        (stage.first + stage.last) / 2,
        row,
        stage.name if is_narrow else "\n".join(lines),
        rotation=90 if is_narrow else 0,
        color=TONES[tone].ink,
        fontsize=SMALL - 1.5,
        ha="center",
        va="center",
        bbox={"facecolor": TONES[tone].fill, "edgecolor": "none", "pad": 0.6},
    )


def _now(axes: Axes, place: int) -> None:
    """A line through the month that the programme is told of."""
    axes.axvline(place, color=CONCERN, linewidth=1.4, linestyle=(0, (4, 2)), zorder=2.5)
    axes.annotate(
        "NOW",
        (place, 0),
        xycoords=("data", "axes fraction"),
        xytext=(0, -2),
        textcoords="offset points",
        ha="center",
        va="top",
        fontsize=SMALL,
        fontweight="bold",
        color=INK,
    )
