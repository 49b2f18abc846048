"""Stacked bars as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reports.charts.axes import title_of
from reports.charts.drawn.style import fill, key, key_rows, plot, rectangles, swatch
from reports.charts.tones import TONES
from reports.charts.values import Band, StackedBars

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

HEIGHT_MM = 78.0
HEADROOM = 1.05
BAR = 0.8
"""The part of a month that its bar fills."""


def figure(chart: StackedBars, width_mm: float) -> Figure:
    """A bar for each label, its bands upon one another in their order, and the line over them."""
    highest = max([*_stacked(chart)[-1], *_known(chart.line)], default=0.0) * HEADROOM or 1.0
    drawn = plot(
        width_mm,
        HEIGHT_MM,
        months=chart.labels,
        heights=_heights(highest, chart.unit),
        span=(0.0, highest),
        title=title_of(chart.unit),
        key_rows=key_rows(len(chart.bands) + bool(chart.line)),
    )
    for band, floor in zip(chart.bands, _stacked(chart), strict=False):
        bars = enumerate(zip(floor, band.numbers, strict=True))
        boxes = ((place - BAR / 2, low, BAR, height) for place, (low, height) in bars if height)
        rectangles(drawn.axes, boxes, fill(band.tone))
    handles: list[Any] = [swatch(band.tone, band.name) for band in chart.bands]
    if chart.line:
        handles.append(_line(drawn.axes, chart.line))
    key(drawn.figure, handles)
    return drawn.figure


def _stacked(chart: StackedBars) -> list[list[float]]:
    """The height at which each band begins in each month, and at last that at which the bars end."""
    floors = [[0.0] * len(chart.labels)]
    for band in chart.bands:
        floors.append([low + (number or 0.0) for low, number in zip(floors[-1], band.numbers, strict=True)])
    return floors


def _line(axes: Axes, band: Band) -> Any:
    """A step for each label, so that a reader sees for which it holds."""
    numbers = [float("nan") if number is None else number for number in band.numbers]
    (line,) = axes.step(
        range(len(numbers)), numbers, where="mid", color=TONES[band.tone].fill, linewidth=1.2, label=band.name
    )
    return line


def _known(line: Band | None) -> list[float]:
    return [number for number in line.numbers if number is not None] if line else []


def _heights(highest: float, unit: str) -> list[tuple[float, str]]:
    """Whole numbers from nothing to the highest, with their thousands set apart."""
    from matplotlib.ticker import MaxNLocator

    sign = "£" if unit == "pounds" else ""
    found = MaxNLocator(nbins=6, integer=True).tick_values(0, highest)
    return [(float(height), f"{sign}{height:,.0f}") for height in found if 0 <= height <= highest]
