"""A grid of statuses as a picture: the appendix of the report."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from reports.charts.drawn.style import SMALL, fill, key, sheet, swatch
from reports.charts.tones import INK, TONES
from reports.charts.values import StatusGrid
from reports.grid import LETTERS, WORDS

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ROW_MM, REST_MM = 4.4, 22.0
"""The height of a KPI's row, and that of months and key."""


def figure(grid: StatusGrid, width_mm: float) -> Figure:
    """A cell for each KPI and month, with the letter of its status; areas apart."""
    drawing, axes = sheet(width_mm, REST_MM + ROW_MM * max(len(grid.rows), 1))
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)
    axes.set_xticks(range(len(grid.labels)), grid.labels)
    axes.xaxis.tick_top()
    axes.set_xlim(-0.5, max(len(grid.labels), 1) - 0.5)
    axes.set_yticks(range(len(grid.rows)), [reference for reference, _ in grid.rows])
    axes.set_ylim(max(len(grid.rows), 1) - 0.5, -0.5)
    for row, statuses in enumerate(grid.statuses):
        for column, status in enumerate(statuses):
            if status:
                _cell(axes, row, column, status)
    _part_areas(axes, grid)
    occurring = {status for statuses in grid.statuses for status in statuses}
    key(drawing, [swatch(word, f"{LETTERS[word]} {WORDS[word]}") for word in LETTERS if word in occurring], 5)
    return drawing


def _cell(axes: Axes, row: int, column: int, status: str) -> None:
    """A letter on the colour of a status: no pattern, which would be in the letter's way."""
    from matplotlib.patches import Rectangle

    look = fill(status) | {"hatch": None}
    axes.add_patch(Rectangle((column - 0.47, row - 0.45), 0.94, 0.9, **look))
    axes.text(
        column,
        row,
        LETTERS[status],
        color=TONES[status].ink,
        fontsize=SMALL,
        fontweight="bold",
        ha="center",
        va="center_baseline",
    )


def _part_areas(axes: Axes, grid: StatusGrid) -> None:
    """A line between the KPIs of one service area and the next."""
    done = 0
    for _, rows in groupby(area for _, area in grid.rows):
        done += len(list(rows))
        if done < len(grid.rows):
            axes.axhline(done - 0.5, color=INK, linewidth=0.8)
