"""A KPI's figures of some months as a line the size of a word, beside its target.

What it shows is in its title too. Between two figures the line is straight, whatever months lie between
them, as in a trend: a KPI that is measured quarterly has a line as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from django.utils.safestring import SafeString

from contracts.calculations.months import Month
from kpis.figures import printed_value
from reports.markup import Markup
from reports.statements.load import figure

WIDTH, HEIGHT, EDGE = 240, 60, 10
DOT = 8
SVG = Markup(
    f'<svg class="csg-spark" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH // 3}" height="{HEIGHT // 3}" '
    'role="img" focusable="false"><title>%s</title>'
    '<path class="csg-spark__tsl" d="%s"/><path class="csg-spark__line" d="%s"/>'
    f'<circle class="csg-spark__last" cx="%s" cy="%s" r="{DOT}"/></svg>'
)
NOTHING = Markup("").fill()

Texts = tuple[str | None, ...]
"""Figures as a database gives them as text, one a month, None where there is none."""


@lru_cache(maxsize=2_000)
def sparkline(figures: Texts, targets: Texts, unit: str, decimals: int, last: Month) -> SafeString:
    """The line as HTML, empty where there is no figure.

    Args:
        figures, targets: of the months up to ``last``, earliest first; a month without a target has that of
            the month before.
    """
    known = [(place, float(text)) for place, text in enumerate(figures) if text is not None]
    if not known:
        return NOTHING
    levels = [None if text is None else float(text) for text in targets]
    drawn = [value for _, value in known] + [level for level in levels if level is not None]
    heights = min(drawn), max(drawn)
    step = (WIDTH - 2 * EDGE) / max(len(figures) - 1, 1)
    line = [(round(EDGE + place * step), _height(value, *heights)) for place, value in known]
    return SVG.fill(
        _title(figures, targets, unit, decimals, last),
        _steps([None if level is None else _height(level, *heights) for level in levels], step),
        "M" + "L".join(f"{x} {y}" for x, y in line),
        *line[-1],
    )


def _height(value: float, lowest: float, highest: float) -> int:
    """How far from the top; in the middle where nothing is higher or lower."""
    if highest == lowest:
        return HEIGHT // 2
    return round(HEIGHT - EDGE - (value - lowest) / (highest - lowest) * (HEIGHT - 2 * EDGE))


def _steps(heights: Sequence[int | None], step: float) -> str:
    """A level line from the first month with a target, stepping halfway between two where it changes."""
    path, before = "", None
    for place, height in enumerate(heights):
        if height is not None and height != before:
            x = max(0, round(EDGE + (place - 0.5) * step))
            path += f"H{x}V{height}" if path else f"M{x} {height}"
            before = height
    return f"{path}H{WIDTH}" if path else ""


def _title(figures: Texts, targets: Texts, unit: str, decimals: int, last: Month) -> str:
    found = [text for text in figures if text is not None]
    lowest, highest = min(found, key=float), max(found, key=float)
    names = {
        text: printed_value(figure(text), unit, decimals) for text in (found[0], found[-1], lowest, highest)
    }
    begin, end, low, high = (names[text] for text in (found[0], found[-1], lowest, highest))
    said = f"always {low}" if low == high else f"{begin} to {end}, lowest {low}, highest {high}"
    number = "" if len(found) == len(figures) else f"{len(found)} of "
    return f"{number}{len(figures)} months to {last.name}: {said}{_targets(targets, unit, decimals)}"


def _targets(targets: Texts, unit: str, decimals: int) -> str:
    levels = dict.fromkeys(text for text in targets if text is not None)
    names = dict.fromkeys(printed_value(figure(text), unit, decimals) for text in levels)
    return f"; TSL {', then '.join(names)}" if names else ""
