"""Bars beside one another as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.charts.axes import breadth, highest, steps, title_of
from reports.charts.drawn.style import fill, key, key_rows, plot, rectangles, swatch
from reports.charts.figures import POUNDS, in_short
from reports.charts.values import GroupedBars

if TYPE_CHECKING:
    from matplotlib.figure import Figure

HEIGHT_MM = 70.0


def figure(chart: GroupedBars, width_mm: float) -> Figure:
    """A group of bars for each label, in the order of the bands."""
    heights = steps(0, highest(band.numbers for band in chart.bands), whole=chart.unit != POUNDS)
    drawn = plot(
        width_mm,
        HEIGHT_MM,
        months=chart.labels,
        heights=[(height, in_short(height, chart.unit)) for height in heights],
        span=(0.0, heights[-1]),
        title=title_of(chart.unit),
        key_rows=key_rows(len(chart.bands)),
    )
    broad = breadth(len(chart.labels)) / max(len(chart.bands), 1)
    for order, band in enumerate(chart.bands):
        left = (order - len(chart.bands) / 2) * broad
        bars = enumerate(band.numbers)
        rectangles(
            drawn.axes, ((place + left, 0.0, broad, high) for place, high in bars if high), fill(band.tone)
        )
    key(drawn.figure, [swatch(band.tone, band.name) for band in chart.bands])
    return drawn.figure
