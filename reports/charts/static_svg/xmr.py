"""An XmR chart inside a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.safestring import SafeString

from reports.charts.axes import steps, title_of
from reports.charts.figures import plain
from reports.charts.static_svg.parts import (
    LEFT,
    PATH,
    RECT,
    RIGHT,
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
from reports.charts.tones import CONCERN, IMPROVEMENT, INK, MINIMUM, PAPER, PLAIN, TARGET
from reports.charts.values import XmrChart
from reports.markup import Markup

DRAWING, UNDER = 270, 30
SHADE = "#f3f2f1"
SIZE = 6
"""How far a marked point reaches from its middle."""
LEVELS = (("TSL", TARGET, "10 3"), ("MSL", MINIMUM, "3 3"))
DOTS = Markup('<path d="%s" fill="none" stroke="%s" stroke-width="6" stroke-linecap="round"/>')
MARKS = {
    "improvement": (f"m-{SIZE} {SIZE}h{2 * SIZE}l-{SIZE} -{2 * SIZE}z", IMPROVEMENT, "Improvement"),
    "concern": (f"m-{SIZE} -{SIZE}h{2 * SIZE}l-{SIZE} {2 * SIZE}z", CONCERN, "Concern"),
}
"""Shape, colour and word of the points that are marked."""


def svg_of(chart: XmrChart) -> SafeString:
    """Figures as points on a line, over the limits and the levels in force in each month."""
    key, top = key_lines(_key(chart))
    numbers = [*chart.figures, *chart.tsl, *chart.msl, chart.lower, chart.upper]
    known = [number for number in numbers if number is not None] or [0.0]
    heights = steps(min(known), max(known))
    plane = Plane(months=len(chart.labels), low=heights[0], high=heights[-1], top=top, floor=top + DRAWING)
    return svg(
        chart.key,
        chart.title,
        plane.floor + UNDER,
        [
            patterns(chart.key, ["blue_strip"] if chart.mitigated else []),
            *key,
            *_limits(chart, plane),
            *_mitigated(chart, plane),
            *figures_axis(plane, heights, [plain(height) for height in heights], title_of(chart.unit)),
            *_levels(chart, plane),
            *_figures(chart, plane),
            *floor_and_months(plane, chart.labels),
        ],
    )


def _key(chart: XmrChart) -> list[tuple[SafeString, str]]:
    entries = [(DOTS.fill("M12 10h0", PLAIN), "Value")]
    for kind, (shape, colour, word) in MARKS.items():
        if any(mark.kind == kind for mark in chart.marks):
            entries.append((PATH.fill(f"M12 10{shape}", colour, PAPER, 1, "none"), word))
    for (word, colour, dashes), levels in zip(LEVELS, (chart.tsl, chart.msl), strict=True):
        if any(level is not None for level in levels):
            entries.append((swatch_of_line(colour, dashes), word))
    if chart.mean is not None:
        word = "Limits (provisional)" if chart.is_provisional else "Limits"
        entries += [(swatch_of_line(INK, width=1.2), "Mean"), (RECT.fill(0, 3, 24, 13, SHADE, PLAIN), word)]
    if chart.mitigated:
        entries.append((swatch_of(chart.key, "blue_strip"), "Mitigated"))
    return entries


def _limits(chart: XmrChart, plane: Plane) -> Iterable[SafeString]:
    if chart.mean is None or chart.lower is None or chart.upper is None:
        return
    top, bottom, mean = plane.y(chart.upper), plane.y(chart.lower), plane.y(chart.mean)
    yield RECT.fill(LEFT, top, RIGHT - LEFT, round(bottom - top, 1), SHADE, PLAIN)
    yield PATH.fill(f"M{LEFT} {mean}H{RIGHT}", "none", INK, 1.2, "none")


def _mitigated(chart: XmrChart, plane: Plane) -> Iterable[SafeString]:
    """A strip behind the months that are blue."""
    height = round(plane.floor - plane.top, 1)
    for place in chart.mitigated:
        left = round(plane.x(place) - plane.step / 2, 1)
        yield RECT.fill(left, plane.top, round(plane.step, 1), height, paint(chart.key, "blue_strip"), "none")


def _levels(chart: XmrChart, plane: Plane) -> Iterable[SafeString]:
    for (_, colour, dashes), levels in zip(LEVELS, (chart.tsl, chart.msl), strict=True):
        yield PATH.fill(stepped(plane, levels), "none", colour, 2, dashes)


def _figures(chart: XmrChart, plane: Plane) -> Iterable[SafeString]:
    """The figures on their line, which passes over a gap; marked ones in a shape and colour of their own."""
    points = {
        place: (plane.x(place), plane.y(number))
        for place, number in enumerate(chart.figures)
        if number is not None
    }
    yield PATH.fill("M" + "L".join(_at(points.values())) if points else "", "none", PLAIN, 1, "none")
    marked = {mark.place for mark in chart.marks}
    plain_points = [point for place, point in points.items() if place not in marked]
    yield DOTS.fill("".join(f"M{at}h0" for at in _at(plain_points)), PLAIN)
    for kind, (shape, colour, _) in MARKS.items():
        of_kind: Sequence[tuple[float, float]] = [
            points[mark.place] for mark in chart.marks if mark.kind == kind
        ]
        yield PATH.fill("".join(f"M{at}{shape}" for at in _at(of_kind)), colour, PAPER, 1, "none")


def _at(points: Iterable[tuple[float, float]]) -> list[str]:
    return [f"{x} {y}" for x, y in points]
