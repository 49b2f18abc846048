"""Stacked bars inside a page."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.safestring import SafeString

from reports.charts.axes import steps, title_of
from reports.charts.figures import POUNDS
from reports.charts.static_svg.parts import (
    PATH,
    Plane,
    figures_axis,
    floor_and_months,
    key_lines,
    paint,
    patterns,
    stepped,
    svg,
    swatch_of,
    swatch_of_line,
)
from reports.charts.tones import TONES
from reports.charts.values import StackedBars

DRAWING, UNDER = 240, 30
BAR = 0.8
"""The part of a month that its bar fills."""


def svg_of(chart: StackedBars) -> SafeString:
    """A bar for each label, its bands upon one another in their order, and the line over them."""
    entries = [(swatch_of(chart.key, band.tone), band.name) for band in chart.bands]
    if chart.line:
        entries.append((swatch_of_line(TONES[chart.line.tone].fill), chart.line.name))
    key, top = key_lines(entries)
    heights = steps(0, _highest(chart), whole=chart.unit != POUNDS)
    plane = Plane(months=len(chart.labels), low=0, high=heights[-1], top=top, floor=top + DRAWING)
    sign = "£" if chart.unit == POUNDS else ""
    pieces = [
        patterns(chart.key, (band.tone for band in chart.bands)),
        *key,
        *figures_axis(
            plane,
            heights,
            [f"{sign}{height:,.0f}" for height in heights],
            "" if sign else title_of(chart.unit),
        ),
        *_bands(chart, plane),
        *floor_and_months(plane, chart.labels),
    ]
    if chart.line:
        path = stepped(plane, chart.line.numbers)
        pieces.append(PATH.fill(path, "none", TONES[chart.line.tone].fill, 2, "none"))
    return svg(chart.key, chart.title, plane.floor + UNDER, pieces)


def _highest(chart: StackedBars) -> float:
    line = [number or 0.0 for number in chart.line.numbers] if chart.line else []
    stacks = zip(*(band.numbers for band in chart.bands), strict=True)
    return max([*(sum(number or 0.0 for number in stack) for stack in stacks), *line], default=0.0)


def _bands(chart: StackedBars, plane: Plane) -> Iterator[SafeString]:
    """Each band as one path of all its bars: a fraction of what as many elements would weigh."""
    below = [0.0] * len(chart.labels)
    width = round(plane.step * BAR, 1)
    for band in chart.bands:
        path = ""
        for place, number in enumerate(band.numbers):
            if number:
                bottom, top = plane.y(below[place]), plane.y(below[place] + number)
                left = round(plane.x(place) - width / 2, 1)
                path += f"M{left} {bottom}V{top}h{width}V{bottom}z"
                below[place] += number
        yield PATH.fill(path, paint(chart.key, band.tone), TONES[band.tone].edge, 0.4, "none")
