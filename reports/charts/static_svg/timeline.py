"""A programme's timeline inside a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap

from django.utils.safestring import SafeString

from reports.charts.static_svg.parts import LINE, PATH, RECT, WIDTH, svg
from reports.charts.tones import CONCERN, INK, TONES, tone_of_stage
from reports.charts.values import Stage, Timeline
from reports.markup import Markup

LEFT, TOP, ROW, BAR, UNDER = 140, 76, 62, 46, 24
"""Where the months begin and the rows, how high a row is and the bar in it, and the word below."""
LETTERS_OF_A_NAME = 19
SMALL, SMALL_LETTER = 11, 5.4
"""The size of type for months and stages, and about how wide a letter of it is."""
LINES = Markup('<text x="%s" y="%s" text-anchor="%s" fill="%s" font-size="%s">%s</text>')
ONE_LINE = Markup('<tspan x="%s" dy="%s">%s</tspan>')
TURNED = Markup(
    '<text transform="translate(%s %s) rotate(-90)" text-anchor="middle" fill="%s" '
    f'font-size="{SMALL - 2}">%s</text>'
)
NOW = Markup('<text x="%s" y="%s" text-anchor="middle" font-weight="bold">NOW</text>')


def svg_of(chart: Timeline) -> SafeString:
    """A bar for each workstream, its stages named in it, and a line for now."""
    bottom = TOP + ROW * len(chart.workstreams)
    pieces = [*_months(chart), *_bars(chart), *_now(chart, bottom), *_names(chart)]
    return svg(chart.key, chart.title, bottom + UNDER, pieces)


def _step(chart: Timeline) -> float:
    return (WIDTH - LEFT) / max(len(chart.labels), 1)


def _x(chart: Timeline, place: float) -> float:
    return round(LEFT + place * _step(chart), 1)


def _months(chart: Timeline) -> Iterator[SafeString]:
    """Months above the rows, a word a line, the lowest lines level."""
    for place, label in enumerate(chart.labels):
        words = label.split(" ")
        top = TOP - 8 - 13 * (len(words) - 1)
        yield _lines(words, _x(chart, place + 0.5), top, anchor="middle", colour=INK, size=SMALL)


def _middle(number: int) -> float:
    """How far down the middle of a row is."""
    return TOP + ROW * number + ROW / 2


def _bars(chart: Timeline) -> Iterator[SafeString]:
    for number, row in enumerate(chart.workstreams):
        for place, stage in enumerate(row.stages):
            left, right = _x(chart, stage.first), _x(chart, stage.last + 1)
            fill = TONES[tone_of_stage(place)].fill
            yield RECT.fill(left, _middle(number) - BAR / 2, round(right - left, 1), BAR, fill, INK)


def _names(chart: Timeline) -> Iterator[SafeString]:
    """The workstreams at the left with how they stand, and the stages in their bars."""
    for number, row in enumerate(chart.workstreams):
        middle, names = _middle(number), [*wrap(row.name, LETTERS_OF_A_NAME), row.standing]
        yield _lines(names, 0, middle - 8 * (len(names) - 1) + 4, anchor="start", colour=INK, size=13)
        for place, stage in enumerate(row.stages):
            yield _stage(chart, stage, TONES[tone_of_stage(place)].ink, middle)


def _stage(chart: Timeline, stage: Stage, ink: str, middle: float) -> SafeString:
    """The name of a stage in lines, or upright where its bar is too narrow for its longest word."""
    left, right = _x(chart, stage.first), _x(chart, stage.last + 1)
    width, centre = right - left, round((left + right) / 2, 1)
    lines = wrap(stage.name, max(1, int(width / SMALL_LETTER)), break_long_words=False)
    if max(map(len, lines)) * SMALL_LETTER > width:
        return TURNED.fill(centre + 3, middle, ink, stage.name)
    top = middle - 6.5 * (len(lines) - 1) + 4
    return _lines(lines, centre, top, anchor="middle", colour=ink, size=SMALL)


def _lines(words: Iterable[str], x: float, y: float, *, anchor: str, colour: str, size: int) -> SafeString:
    """Words under one another."""
    spans = [ONE_LINE.fill(x, round(size * 1.2) if place else 0, word) for place, word in enumerate(words)]
    return LINES.fill(x, round(y, 1), anchor, colour, size, Markup("%s" * len(spans)).fill(*spans))


def _now(chart: Timeline, bottom: float) -> Iterator[SafeString]:
    """A line between the rows through the month that the programme is told of, and its name below."""
    if chart.now is not None:
        x = _x(chart, chart.now + 0.5)
        yield PATH.fill(f"M{x} {TOP}V{bottom}", "none", CONCERN, 2.5, "7 4")
        yield NOW.fill(x, bottom + LINE - 4)
