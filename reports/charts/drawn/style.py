"""What all pictures have in common: type, lines, the months along the bottom, the key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from reports.charts.axes import named_months
from reports.charts.tones import FAINT, INK, PAPER, TONES

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.patches import Patch

MM_PER_INCH = 25.4
TEXT, SMALL = 8.0, 7.0
"""Sizes of type in points."""
PARTS = "charts of the record"
"""Names the parts of an SVG picture: any fixed text, where matplotlib would take one at random."""


def settings() -> Any:
    """matplotlib's own settings whatever a user's are, and ours upon them."""
    from matplotlib import rcParamsDefault

    return dict(rcParamsDefault) | {
        "font.family": ["DejaVu Sans"],
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


def sheet(width_mm: float, height_mm: float) -> tuple[Figure, Axes]:
    """An empty picture with one drawing on it, which fills it."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width_mm / MM_PER_INCH, height_mm / MM_PER_INCH), layout="constrained")
    return figure, figure.add_subplot()


def quiet(axes: Axes) -> None:
    """No more lines than a reader needs: a floor, and faint ones across."""
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="y", color=FAINT, linewidth=0.5)


def label_months(axes: Axes, labels: Sequence[str]) -> None:
    """Name months along the bottom, as many as have room."""
    places = named_months(len(labels))
    axes.set_xticks(places, [labels[place] for place in places])
    axes.set_xlim(-0.6, max(len(labels), 1) - 0.4)


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
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    corners, codes = [], []
    for left, bottom, width, height in boxes:
        right, top = left + width, bottom + height
        corners += [(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)]
        codes += [Path.MOVETO, *[Path.LINETO] * 3, Path.CLOSEPOLY]
    if corners:
        axes.add_patch(PathPatch(Path(corners, codes), in_layout=False, **look))


def key(figure: Figure, handles: Sequence[Any], columns: int = 6) -> None:
    """The key above the drawing."""
    if handles:
        figure.legend(handles=handles, loc="outside upper left", ncols=columns, handlelength=1.8)
