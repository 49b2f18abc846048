"""What all pictures inside a page have in common: the plane, its axes, patterns, and the key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from reports.charts.axes import named_months
from reports.charts.tones import FAINT, INK, TONES
from reports.markup import Markup, joined

WIDTH = 720
LEFT, RIGHT = 62, 712
FONT, LETTER = 13, 7
"""The size of type, and about how wide a letter of it is."""
LINE = 20

SVG = Markup(
    f'<svg class="csg-chart__svg" viewBox="0 0 {WIDTH} %s" role="img" aria-describedby="%s-words" '
    f'focusable="false" font-size="{FONT}" fill="{INK}"><title>%s</title>%s</svg>'
)
PATTERN = Markup(
    '<pattern id="%s" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<rect width="6" height="6" fill="%s"/><path d="%s" stroke="%s" fill="none"/></pattern>'
)
TEXT = Markup('<text x="%s" y="%s" text-anchor="%s">%s</text>')
PATH = Markup('<path d="%s" fill="%s" stroke="%s" stroke-width="%s" stroke-dasharray="%s"/>')
RECT = Markup('<rect x="%s" y="%s" width="%s" height="%s" fill="%s" stroke="%s"/>')
UPRIGHT = Markup('<text transform="translate(14 %s) rotate(-90)" text-anchor="middle">%s</text>')
STROKES = {
    "/": "M0 6L6 0M-1 1L1 -1M5 7L7 5",
    "\\": "M0 0L6 6M-1 5L1 7M5 -1L7 1",
    "x": "M0 0L6 6M0 6L6 0",
    "-": "M0 3H6",
    "|": "M3 0V6",
    ".": "M2 3H4",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plane:
    """Where months and figures lie: ``top`` and ``floor`` are the heights of the highest and the lowest."""

    months: int
    low: float
    high: float
    top: float
    floor: float

    @property
    def step(self) -> float:
        return (RIGHT - LEFT) / max(self.months, 1)

    def x(self, place: float) -> float:
        """The middle of a month."""
        return round(LEFT + (place + 0.5) * self.step, 1)

    def y(self, figure: float) -> float:
        share = (figure - self.low) / ((self.high - self.low) or 1)
        return round(self.floor - share * (self.floor - self.top), 1)


def svg(key: str, title: str, height: float, pieces: Iterable[SafeString]) -> SafeString:
    """A picture of its pieces, first the lowest."""
    return SVG.fill(round(height), key, title, joined(pieces))


def patterns(key: str, tones: Iterable[str]) -> SafeString:
    """The fills of the tones that have a pattern."""
    looks = ((tone, TONES[tone]) for tone in tones)
    made = [
        PATTERN.fill(f"{key}-{tone}", look.fill, STROKES[look.pattern], look.ink)
        for tone, look in looks
        if look.pattern
    ]
    return Markup("<defs>%s</defs>").fill(joined(made))


def paint(key: str, tone: str) -> str:
    """What a part is filled with: its pattern, or its colour."""
    return f"url(#{key}-{tone})" if TONES[tone].pattern else TONES[tone].fill


def floor_and_months(plane: Plane, labels: Sequence[str]) -> list[SafeString]:
    """The line at the bottom with as many months as have room."""
    pieces = [PATH.fill(f"M{LEFT} {plane.floor}H{RIGHT}", "none", INK, 1, "none")]
    for place in named_months(len(labels)):
        x = plane.x(place)
        pieces.append(PATH.fill(f"M{x} {plane.floor}v5", "none", INK, 1, "none"))
        pieces.append(TEXT.fill(x, plane.floor + 19, "middle", labels[place]))
    return pieces


def figures_axis(plane: Plane, steps: Sequence[float], texts: Sequence[str], title: str) -> list[SafeString]:
    """Faint lines across with the figures they stand for, and what is counted."""
    pieces = [UPRIGHT.fill((plane.top + plane.floor) / 2, title)]
    for step, text in zip(steps, texts, strict=True):
        y = plane.y(step)
        pieces.append(PATH.fill(f"M{LEFT} {y}H{RIGHT}", "none", FAINT, 0.5, "none"))
        pieces.append(TEXT.fill(LEFT - 6, y + 4, "end", text))
    return pieces


def key_lines(entries: Sequence[tuple[SafeString, str]]) -> tuple[list[SafeString], int]:
    """The key above the drawing: a swatch 24 wide and its word, in lines; and how high they are together."""
    pieces, x, y = [], 0, 0
    for swatch, word in entries:
        width = 30 + len(word) * LETTER + 16
        if x and x + width > WIDTH:
            x, y = 0, y + LINE
        pieces.append(Markup('<g transform="translate(%s %s)">%s</g>').fill(x, y, swatch))
        pieces.append(TEXT.fill(x + 30, y + 14, "start", word))
        x += width
    return pieces, y + LINE + 10


def swatch_of(key: str, tone: str) -> SafeString:
    return RECT.fill(0, 3, 24, 13, paint(key, tone), TONES[tone].edge)


def swatch_of_line(colour: str, dashes: str = "none", width: float = 2) -> SafeString:
    return PATH.fill("M0 10H24", "none", colour, width, dashes)


def stepped(plane: Plane, levels: Sequence[float | None]) -> str:
    """A line that is level within each month and steps between two; it breaks where there is no level."""
    path, before = "", None
    for place, level in enumerate(levels):
        start = round(LEFT + place * plane.step, 1)
        if level is not None and before is None:
            path += f"M{start} {plane.y(level)}"
        elif level is not None and level != before:
            path += f"H{start}V{plane.y(level)}"
        elif level is None and before is not None:
            path += f"H{start}"
        before = level
    return path if before is None else f"{path}H{RIGHT}"
