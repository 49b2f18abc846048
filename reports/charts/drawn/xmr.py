"""An XmR chart as a picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from reports.charts.axes import title_of
from reports.charts.drawn.style import key, plot
from reports.charts.figures import plain
from reports.charts.tones import CONCERN, IMPROVEMENT, INK, MINIMUM, PAPER, PLAIN, TARGET, TONES
from reports.charts.values import XmrChart

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

HEIGHT_MM = 88.0
MARGIN, MOST_HEIGHTS = 0.05, 9
COLUMNS, KEY_ROWS = 5, 2
"""Entries of the key side by side; all that there can be take two rows."""
MARKS = {"improvement": ("^", IMPROVEMENT, "Improvement"), "concern": ("v", CONCERN, "Concern")}
"""Shape, colour and word of the points that are marked."""


def figure(chart: XmrChart, width_mm: float) -> Figure:
    """Figures as points on a line, over the limits and the levels in force in each month."""
    limits = (chart.mean, chart.lower, chart.upper)
    span = _span([number for numbers in (chart.figures, chart.tsl, chart.msl, limits) for number in numbers])
    drawn = plot(
        width_mm,
        HEIGHT_MM,
        months=chart.labels,
        heights=_heights(*span),
        span=span,
        title=title_of(chart.unit),
        key_rows=KEY_ROWS,
    )
    axes = drawn.axes
    handles = [*_levels(axes, chart), *_limits(axes, chart), *_mitigated(axes, chart), *_figures(axes, chart)]
    key(drawn.figure, handles, COLUMNS)
    return drawn.figure


def _span(numbers: Iterable[float | None]) -> tuple[float, float]:
    """The heights from a little below the lowest number to a little above the highest."""
    known = [number for number in numbers if number is not None] or [0.0, 1.0]
    low, high = min(known), max(known)
    room = MARGIN * ((high - low) or abs(high) or 1.0)
    return low - room, high + room


def _heights(low: float, high: float) -> list[tuple[float, str]]:
    """Round figures between two."""
    from matplotlib.ticker import MaxNLocator

    found = MaxNLocator(nbins=MOST_HEIGHTS, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
    return [(float(height), plain(float(height))) for height in found if low <= height <= high]


def _known(numbers: Sequence[float | None]) -> list[float]:
    return [float("nan") if number is None else number for number in numbers]


def _levels(axes: Axes, chart: XmrChart) -> list[Any]:
    """The target and the minimum, each month's its own step."""
    handles: list[Any] = []
    for name, levels, colour, dashes in (
        ("TSL", chart.tsl, TARGET, (0, (6, 1.5))),
        ("MSL", chart.msl, MINIMUM, (0, (1.5, 1.5))),
    ):
        if any(level is not None for level in levels):
            places = range(len(levels))
            handles += axes.step(
                places, _known(levels), where="mid", color=colour, linewidth=1.2, linestyle=dashes, label=name
            )
    return handles


def _limits(axes: Axes, chart: XmrChart) -> list[Any]:
    if chart.mean is None or chart.lower is None or chart.upper is None:
        return []
    word = "Limits (provisional)" if chart.is_provisional else "Limits"
    return [
        axes.axhline(chart.mean, color=INK, linewidth=0.8, label="Mean"),
        axes.axhspan(
            chart.lower,
            chart.upper,
            facecolor="#f3f2f1",
            edgecolor=PLAIN,
            linewidth=0.6,
            zorder=0,
            label=word,
        ),
    ]


def _mitigated(axes: Axes, chart: XmrChart) -> list[Any]:
    """A strip behind the months that are blue."""
    from matplotlib.patches import Patch

    blue = TONES["blue"].fill
    look: Any = {"facecolor": "none", "edgecolor": blue, "hatch": "///", "hatchcolor": blue, "alpha": 0.5}
    for place in chart.mitigated:
        axes.axvspan(place - 0.5, place + 0.5, linewidth=0, zorder=0.5, **look)
    return [Patch(label="Mitigated", linewidth=0.6, **look)] if chart.mitigated else []


def _figures(axes: Axes, chart: XmrChart) -> list[Any]:
    """The figures on their line, which passes over a gap; marked ones in a shape and colour of their own."""
    marked = {mark.place for mark in chart.marks}
    places = [place for place, number in enumerate(chart.figures) if number is not None]
    numbers = [number for number in chart.figures if number is not None]
    axes.plot(places, numbers, color=PLAIN, linewidth=0.8)
    plain = [(place, number) for place, number in zip(places, numbers, strict=True) if place not in marked]
    handles = _points(axes, plain, "o", PLAIN, "Value", size=3)
    for kind, (shape, colour, word) in MARKS.items():
        of_kind = {mark.place for mark in chart.marks if mark.kind == kind}
        found = [(place, number) for place, number in zip(places, numbers, strict=True) if place in of_kind]
        handles += _points(axes, found, shape, colour, word, size=6)
    return handles


def _points(
    axes: Axes, points: Sequence[tuple[int, float]], shape: str, colour: str, word: str, *, size: int
) -> list[Any]:
    if not points:
        return []
    return axes.plot(
        *zip(*points, strict=True),
        linestyle="none",
        marker=shape,
        color=colour,
        markersize=size,
        markeredgecolor=PAPER,
        markeredgewidth=0.4,
        label=word,
    )
