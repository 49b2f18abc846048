"""What all pictures have in common: type, lines, the months along the bottom, the key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any

from reports.charts.axes import named_months
from reports.charts.drawn.lettering import CAPITAL, FAMILY, LINE, POINTS_PER_INCH, Lettering, width_of, write
from reports.charts.tones import FAINT, INK, PAPER, TONES

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.patches import Patch

MM_PER_INCH = 25.4
TEXT, SMALL = 8.0, 7.0
"""Sizes of type in points."""
PAD, GAP, TICK = 3.0, 3.5, 3.5
"""Points: between things, between a name and what it names, and the length of a tick."""
KEY_COLUMNS, KEY_ROW = 6, 11.5
"""Entries of a key side by side, and the height of a row of them in points."""
PARTS = "charts of the record"
"""Names the parts of an SVG picture: any fixed text, where matplotlib would take one at random."""


def settings() -> Any:
    """matplotlib's own settings whatever a user's are, and ours upon them.

    Without that of where it draws by itself: to look at it would load what draws in windows.
    """
    from matplotlib import rcParamsDefault

    return {name: value for name, value in rcParamsDefault.items() if name != "backend"} | {
        "font.family": [FAMILY],
        "font.size": TEXT,
        "svg.hashsalt": PARTS,
        "svg.fonttype": "path",
        "axes.edgecolor": INK,
        "axes.labelcolor": INK,
        "axes.linewidth": 0.6,
        "axes.axisbelow": True,
        "hatch.linewidth": 0.5,
        "xtick.labelsize": SMALL,
        "ytick.labelsize": SMALL,
        "xtick.color": INK,
        "ytick.color": INK,
        "legend.fontsize": SMALL,
        "legend.frameon": False,
        "figure.facecolor": PAPER,
    }


@dataclass(frozen=True, slots=True)
class Sheet:
    """A picture with one drawing on it, and where that stands: all in points from the left and the bottom."""

    figure: Figure
    axes: Axes
    left: float
    bottom: float
    width: float
    height: float

    def across(self, place: float) -> float:
        """Where a place along the bottom is on the sheet."""
        first, last = self.axes.get_xlim()
        return self.left + (place - first) / (last - first) * self.width

    def up(self, height: float) -> float:
        """Where a height of the drawing is on the sheet."""
        low, high = self.axes.get_ylim()
        return self.bottom + (height - low) / (high - low) * self.height


def sheet(
    width_mm: float, height_mm: float, *, left: float, right: float, top: float, bottom: float
) -> Sheet:
    """An empty picture with a drawing between margins in points, without ticks or names."""
    from matplotlib.figure import Figure

    wide, high = (length / MM_PER_INCH * POINTS_PER_INCH for length in (width_mm, height_mm))
    figure = Figure(figsize=(width_mm / MM_PER_INCH, height_mm / MM_PER_INCH))
    width, height = wide - left - right, high - top - bottom
    axes = figure.add_axes((left / wide, bottom / high, width / wide, height / high))
    axes.xaxis.set_visible(False)
    axes.yaxis.set_visible(False)
    return Sheet(figure, axes, left, bottom, width, height)


def plot(
    width_mm: float,
    height_mm: float,
    *,
    months: Sequence[str],
    heights: Sequence[tuple[float, str]],
    span: tuple[float, float],
    title: str,
    key_rows: int,
) -> Sheet:
    """A sheet for figures by month: faint lines across at named heights, months along a floor.

    Args:
        span: the lowest and the highest height that there is room for.
        title: of the heights, beside them.
        key_rows: how many rows of a key need room above.
    """
    names = max((width_of(name, SMALL) for _, name in heights), default=0.0)
    drawn = sheet(
        width_mm,
        height_mm,
        left=2 * PAD + LINE * TEXT + names + GAP,
        right=4 * PAD,
        top=PAD + key_height(key_rows),
        bottom=PAD + LINE * SMALL + TICK + GAP,
    )
    axes = drawn.axes
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.set_xlim(-0.6, max(len(months), 1) - 0.4)
    axes.set_ylim(*span)
    axes.hlines([height for height, _ in heights], *axes.get_xlim(), color=FAINT, linewidth=0.5, zorder=0.5)
    middle = drawn.bottom + drawn.height / 2
    texts = [
        Lettering(text=name, x=drawn.left - GAP, y=drawn.up(height), size=SMALL, anchor=1.0)
        for height, name in heights
    ]
    texts.append(Lettering(text=title, x=PAD + TEXT / 2, y=middle, size=TEXT, is_upright=True))
    write(drawn.figure, [*texts, *_months(drawn, months)])
    return drawn


def _months(drawn: Sheet, labels: Sequence[str]) -> list[Lettering]:
    """The names of months along the bottom, as many as have room, each with a tick."""
    places = named_months(len(labels))
    floor = drawn.axes.get_xaxis_transform()
    tick = TICK / drawn.height
    drawn.axes.vlines(places, -tick, 0, color=INK, linewidth=0.8, transform=floor, clip_on=False)
    y = drawn.bottom - TICK - GAP - SMALL * CAPITAL / 2
    return [Lettering(text=labels[place], x=drawn.across(place), y=y, size=SMALL) for place in places]


def swatch(tone: str, label: str) -> Patch:
    """An entry of the key for a filled part."""
    from matplotlib.patches import Patch

    return Patch(label=label, **fill(tone))


def fill(tone: str) -> dict[str, Any]:
    """The fill of a part, as matplotlib's patches take it."""
    look = TONES[tone]
    return {
        "facecolor": look.fill,
        "edgecolor": look.edge,
        "linewidth": 0.4,
        "hatch": look.hatch or None,
        "hatchcolor": look.ink,
    }


def rectangles(axes: Axes, boxes: Iterable[tuple[float, float, float, float]], look: dict[str, Any]) -> None:
    """Boxes of one look, each left, bottom, width and height, as one shape: hundreds would take seconds."""
    import numpy as np
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    left, bottom, width, height = np.array([*boxes], dtype=float).reshape(-1, 4).T
    if not len(left):
        return
    right, top = left + width, bottom + height
    corners = np.array([(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)])
    codes = np.array([Path.MOVETO, *[Path.LINETO] * 3, Path.CLOSEPOLY], dtype=Path.code_type)
    shape = Path(corners.transpose(2, 0, 1).reshape(-1, 2), np.tile(codes, len(left)))
    axes.add_artist(PathPatch(shape, **look))


def key_rows(entries: int, columns: int = KEY_COLUMNS) -> int:
    """How many rows a key of so many entries takes."""
    return ceil(entries / columns)


def key_height(rows: int) -> float:
    """The height of a key, in points, with the space below it."""
    return rows * KEY_ROW + PAD if rows else 0.0


def key(figure: Figure, handles: Sequence[Any], columns: int = KEY_COLUMNS) -> None:
    """The key above the drawing."""
    if handles:
        figure.legend(handles=handles, loc="upper left", ncols=columns, handlelength=1.8, borderaxespad=0.3)
