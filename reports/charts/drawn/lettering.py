"""Texts of a picture as outlines: all of one ink are one shape, which is drawn in no time.

matplotlib's own texts are laid out and painted one by one, a millisecond each, and a picture has a hundred.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from reports.charts.tones import INK

if TYPE_CHECKING:
    from matplotlib.figure import Figure

CAPITAL, LINE = 0.73, 1.2
"""The height of a capital letter and the distance of lines, of the size of the type."""
FAMILY = "DejaVu Sans"
POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True, kw_only=True)
class Lettering:
    """A line of text on a sheet.

    Attributes:
        x, y: in points from the left and the bottom of the sheet: of the text's anchor and of half the height
            of its capitals.
        anchor: the part of the text's width that is left of x: 0 for its beginning, 1 for its end.
        is_upright: turned, to be read from below.
    """

    text: str
    x: float
    y: float
    size: float
    anchor: float = 0.5
    is_bold: bool = False
    is_upright: bool = False
    ink: str = INK


def width_of(text: str, size: float) -> float:
    """How wide a line of text is, in points."""
    return outline(text)[2] * size


def lines(text: str, *, y: float, size: float, **look: Any) -> list[Lettering]:
    """A text of several lines, with ``y`` in the middle of them."""
    parts = text.split("\n")
    top = y + (len(parts) - 1) / 2 * LINE * size
    return [
        Lettering(text=part, y=top - place * LINE * size, size=size, **look)
        for place, part in enumerate(parts)
    ]


def write(figure: Figure, texts: Iterable[Lettering]) -> None:
    """Put texts upon everything else, as one shape for each ink."""
    import numpy as np
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path
    from matplotlib.transforms import Affine2D

    points = Affine2D().scale(1 / POINTS_PER_INCH) + figure.dpi_scale_trans
    for ink, group in groupby(sorted(texts, key=lambda text: text.ink), key=lambda text: text.ink):
        placed = [_placed(text) for text in group if text.text.strip()]
        if placed:
            shape = Path(np.concatenate([at for at, _ in placed]), np.concatenate([how for _, how in placed]))
            figure.add_artist(PathPatch(shape, facecolor=ink, linewidth=0, transform=points, snap=False))


def _placed(text: Lettering) -> tuple[Any, Any]:
    """Where on the sheet the outline of a text goes, and how: matplotlib's vertices and codes."""
    import numpy as np

    vertices, codes, width = outline(text.text, is_bold=text.is_bold)
    middled = (vertices - (width * text.anchor, CAPITAL / 2)) * text.size
    if text.is_upright:
        middled = np.column_stack([-middled[:, 1], middled[:, 0]])
    return middled + (text.x, text.y), codes


@lru_cache(maxsize=500)
def outline(text: str, *, is_bold: bool = False) -> tuple[Any, Any, float]:
    """A text set in type of one point from the origin: vertices, codes, and its width."""
    import numpy as np
    from matplotlib.textpath import text_to_path

    font, shapes = _font(is_bold)
    font.set_size(text_to_path.FONT_SCALE, text_to_path.DPI)  # matplotlib's own texts share the font
    glyphs, shapes, _ = text_to_path.get_glyphs_with_font(font, text, glyph_map=shapes)
    parts = [(shapes[name], left) for name, left, _, _ in glyphs if len(shapes[name][0])]
    if not parts:
        return np.empty((0, 2)), np.empty(0, np.uint8), 0.0
    vertices = np.concatenate([shape[0] + (left, 0) for shape, left in parts]) / text_to_path.FONT_SCALE
    codes = np.concatenate([shape[1] for shape, _ in parts])
    return vertices, codes, float(vertices[:, 0].max())


@lru_cache
def _font(is_bold: bool) -> tuple[Any, dict[str, Any]]:
    """The type, which matplotlib brings along, and the outlines of the letters that were used of it."""
    from matplotlib.font_manager import FontProperties, findfont, get_font

    weight = "bold" if is_bold else "normal"
    return get_font(findfont(FontProperties(family=FAMILY, weight=weight))), {}
