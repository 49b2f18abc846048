"""A grid of statuses as a picture: the appendix of the report."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from reports.charts.drawn.style import SMALL, fill, key, rectangles, sheet, swatch
from reports.charts.tones import INK, TONES
from reports.charts.values import StatusGrid
from reports.grid import LETTERS, WORDS

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.path import Path

CAPITAL = 0.73
"""The height of a capital letter, of the size of its type."""
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
    _part_areas(axes, grid)
    occurring = {status for statuses in grid.statuses for status in statuses if status}
    for status in sorted(occurring):
        _cells(axes, grid, status)
    key(drawing, [swatch(word, f"{LETTERS[word]} {WORDS[word]}") for word in LETTERS if word in occurring], 5)
    return drawing


def _cells(axes: Axes, grid: StatusGrid, status: str) -> None:
    """A letter on the colour of a status in its places: no pattern, which would be in the letter's way."""
    places = [
        (row, column)
        for row, statuses in enumerate(grid.statuses)
        for column, found in enumerate(statuses)
        if found == status
    ]
    boxes = ((column - 0.47, row - 0.45, 0.94, 0.9) for row, column in places)
    rectangles(axes, boxes, fill(status) | {"hatch": None})
    shape, size = _letter(LETTERS[status])
    axes.plot(
        [column for _, column in places],
        [row for row, _ in places],
        linestyle="none",
        marker=shape,
        markersize=size,
        markeredgewidth=0,
        color=TONES[status].ink,
        in_layout=False,
    )


def _letter(text: str) -> tuple[Path, float]:
    """A text as a marker, which is laid out once for all its places, and the size that it has of itself.

    matplotlib makes the point of a marker that is farthest from its middle half the marker's size away.
    """
    import numpy as np
    from matplotlib.font_manager import FontProperties
    from matplotlib.path import Path
    from matplotlib.textpath import TextPath

    shape = TextPath((0, 0), text, size=SMALL, prop=FontProperties(weight="bold"))
    box = shape.get_extents()
    middle = ((box.x0 + box.x1) / 2, SMALL * CAPITAL / 2)
    centred = np.asarray(shape.vertices) - middle
    return Path(centred, shape.codes), 2 * float(np.abs(centred).max())


def _part_areas(axes: Axes, grid: StatusGrid) -> None:
    """A line between the KPIs of one service area and the next."""
    done = 0
    for _, rows in groupby(area for _, area in grid.rows):
        done += len(list(rows))
        if done < len(grid.rows):
            axes.axhline(done - 0.5, color=INK, linewidth=0.8)
