"""An XmR chart as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from reports.charts.axes import title_of
from reports.charts.drawn.style import key, label_months, quiet, sheet
from reports.charts.tones import CONCERN, IMPROVEMENT, INK, MINIMUM, PAPER, PLAIN, TARGET, TONES
from reports.charts.values import XmrChart

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

HEIGHT_MM = 88.0
MARKS = {"improvement": ("^", IMPROVEMENT, "Improvement"), "concern": ("v", CONCERN, "Concern")}
"""Shape, colour and word of the points that are marked."""


def figure(chart: XmrChart, width_mm: float) -> Figure:
    """Figures as points on a line, over the limits and the levels in force in each month."""
    drawing, axes = sheet(width_mm, HEIGHT_MM)
    quiet(axes)
    label_months(axes, chart.labels)
    handles = [*_levels(axes, chart), *_limits(axes, chart), *_mitigated(axes, chart), *_figures(axes, chart)]
    axes.set_ylabel(title_of(chart.unit))
    key(drawing, handles, columns=5)
    return drawing


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
