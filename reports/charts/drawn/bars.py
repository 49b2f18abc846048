"""Stacked bars as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reports.charts.axes import title_of
from reports.charts.drawn.style import fill, key, label_months, quiet, rectangles, sheet, swatch
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
    drawing, axes = sheet(width_mm, HEIGHT_MM)
    quiet(axes)
    floor = [0.0] * len(chart.labels)
    for band in chart.bands:
        heights = [number or 0.0 for number in band.numbers]
        bars = enumerate(zip(floor, heights, strict=True))
        boxes = ((place - BAR / 2, low, BAR, height) for place, (low, height) in bars if height)
        rectangles(axes, boxes, fill(band.tone))
        floor = [low + height for low, height in zip(floor, heights, strict=True)]
    handles: list[Any] = [swatch(band.tone, band.name) for band in chart.bands]
    if chart.line:
        handles.append(_line(axes, chart.line))
    label_months(axes, chart.labels)
    _heights(axes, max([*floor, *_known(chart.line)], default=0.0), chart.unit)
    key(drawing, handles)
    return drawing


def _line(axes: Axes, band: Band) -> Any:
    """A step for each label, so that a reader sees for which it holds."""
    numbers = [float("nan") if number is None else number for number in band.numbers]
    (line,) = axes.step(
        range(len(numbers)), numbers, where="mid", color=TONES[band.tone].fill, linewidth=1.2, label=band.name
    )
    return line


def _known(line: Band | None) -> list[float]:
    return [number for number in line.numbers if number is not None] if line else []


def _heights(axes: Axes, highest: float, unit: str) -> None:
    """Whole numbers with their thousands set apart, from nothing."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    sign = "£" if unit == "pounds" else ""
    axes.set_ylim(0, highest * HEADROOM or 1)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda height, _: f"{sign}{height:,.0f}"))
    axes.set_ylabel(title_of(unit))
