"""A grid of statuses as a picture: the appendix of the report."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from reports.charts.drawn.lettering import CAPITAL, LINE, Lettering, outline, width_of, write
from reports.charts.drawn.style import (
    GAP,
    PAD,
    SMALL,
    Sheet,
    fill,
    key,
    key_height,
    key_rows,
    rectangles,
    sheet,
    swatch,
)
from reports.charts.tones import INK, TONES
from reports.charts.values import StatusGrid
from reports.letters import LETTERS, WORDS

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.path import Path

COLUMNS = 5
"""How many entries of the key stand side by side."""
ROW_MM, REST_MM = 4.4, 22.0
"""The height of a KPI's row, and that of months and key."""


def figure(grid: StatusGrid, width_mm: float) -> Figure:
    """A cell for each KPI and month, with the letter of its status; areas apart."""
    rows, columns = max(len(grid.rows), 1), max(len(grid.labels), 1)
    occurring = {status for statuses in grid.statuses for status in statuses if status}
    drawn = sheet(
        width_mm,
        REST_MM + ROW_MM * rows,
        left=PAD + GAP + max((width_of(reference, SMALL) for reference, _ in grid.rows), default=0.0),
        right=PAD,
        top=PAD + key_height(key_rows(len(occurring), COLUMNS)) + LINE * SMALL + GAP,
        bottom=PAD,
    )
    drawn.axes.spines[:].set_visible(False)
    drawn.axes.set_xlim(-0.5, columns - 0.5)
    drawn.axes.set_ylim(rows - 0.5, -0.5)
    _part_areas(drawn.axes, grid)
    for status in sorted(occurring):
        _cells(drawn.axes, grid, status)
    write(drawn.figure, _names(drawn, grid))
    swatches = [swatch(word, f"{LETTERS[word]} {WORDS[word]}") for word in LETTERS if word in occurring]
    key(drawn.figure, swatches, COLUMNS)
    return drawn.figure


def _names(drawn: Sheet, grid: StatusGrid) -> list[Lettering]:
    """The months above the cells, and the KPIs beside them."""
    above = drawn.bottom + drawn.height + GAP + SMALL * CAPITAL / 2
    months = [
        Lettering(text=label, x=drawn.across(place), y=above, size=SMALL)
        for place, label in enumerate(grid.labels)
    ]
    beside = drawn.left - GAP
    return months + [
        Lettering(text=reference, x=beside, y=drawn.up(place), size=SMALL, anchor=1.0)
        for place, (reference, _) in enumerate(grid.rows)
    ]


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
    )


def _letter(text: str) -> tuple[Path, float]:
    """A text as a marker, which is laid out once for all its places, and the size that it has of itself.

    matplotlib makes the point of a marker that is farthest from its middle half the marker's size away.
    """
    import numpy as np
    from matplotlib.path import Path

    vertices, codes, width = outline(text, is_bold=True)
    centred = (vertices - (width / 2, CAPITAL / 2)) * SMALL
    return Path(centred, codes), 2 * float(np.abs(centred).max())


def _part_areas(axes: Axes, grid: StatusGrid) -> None:
    """A line between the KPIs of one service area and the next."""
    done = 0
    for _, rows in groupby(area for _, area in grid.rows):
        done += len(list(rows))
        if done < len(grid.rows):
            axes.axhline(done - 0.5, color=INK, linewidth=0.8)
