"""Bars beside one another inside a page."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.safestring import SafeString

from reports.charts.axes import breadth, highest, steps, title_of
from reports.charts.figures import POUNDS, in_short
from reports.charts.static_svg.parts import (
    PATH,
    Plane,
    figures_axis,
    floor_and_months,
    key_lines,
    paint,
    patterns,
    svg,
    swatch_of,
)
from reports.charts.tones import TONES
from reports.charts.values import GroupedBars

DRAWING, UNDER = 240, 30


def svg_of(chart: GroupedBars) -> SafeString:
    """A group of bars for each label, in the order of the bands."""
    key, top = key_lines([(swatch_of(chart.key, band.tone), band.name) for band in chart.bands])
    heights = steps(0, highest(band.numbers for band in chart.bands), whole=chart.unit != POUNDS)
    plane = Plane(months=len(chart.labels), low=0, high=heights[-1], top=top, floor=top + DRAWING)
    pieces = [
        patterns(chart.key, (band.tone for band in chart.bands)),
        *key,
        *figures_axis(
            plane, heights, [in_short(height, chart.unit) for height in heights], title_of(chart.unit)
        ),
        *_bands(chart, plane),
        *floor_and_months(plane, chart.labels),
    ]
    return svg(chart.key, chart.title, plane.floor + UNDER, pieces)


def _bands(chart: GroupedBars, plane: Plane) -> Iterator[SafeString]:
    """Each band as one path of all its bars."""
    width = round(plane.step * breadth(len(chart.labels)) / max(len(chart.bands), 1), 1)
    for order, band in enumerate(chart.bands):
        path = ""
        for place, number in enumerate(band.numbers):
            if number:
                left = round(plane.x(place) + (order - len(chart.bands) / 2) * width, 1)
                path += f"M{left} {plane.floor}V{plane.y(number)}h{width}V{plane.floor}z"
        yield PATH.fill(path, paint(chart.key, band.tone), TONES[band.tone].edge, 0.4, "none")
