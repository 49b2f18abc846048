"""Charts as pictures for documents, drawn by matplotlib: the same chart gives the same bytes.

matplotlib takes a second and some 90 MB to import: commands and jobs that make documents use this module, and
no page does.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Literal, TypeAlias

from reports.charts.drawn import bars, grid, groups, timeline, xmr
from reports.charts.drawn.style import settings
from reports.charts.values import Chart, GroupedBars, StackedBars, StatusGrid, XmrChart

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Kind: TypeAlias = Literal["svg", "png"]
WIDTH_MM = 165.0
"""Between the margins of a page of A4."""
DOTS_PER_INCH = 200
COMPRESSION = 4
"""Of 9: more takes twice as long and saves a tenth."""
UNDATED = {"Date": None, "Creator": None}
"""Metadata that would tell when or by what a picture was made."""


def picture(chart: Chart, kind: Kind = "svg", *, width_mm: float = WIDTH_MM) -> bytes:
    """A chart as a picture of some width; its height follows from what it shows."""
    from matplotlib import rc_context

    with rc_context(settings()):
        figure = _figure(chart, width_mm)
        return _as_svg(figure) if kind == "svg" else _as_png(figure)


def _as_svg(figure: Figure) -> bytes:
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    content = BytesIO()
    FigureCanvasSVG(figure).print_svg(content, metadata=UNDATED)
    return content.getvalue()


def _as_png(figure: Figure) -> bytes:
    """Painted once, where ``savefig`` goes through everything twice; opaque, for nothing lies behind it."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from PIL import Image

    figure.set_dpi(DOTS_PER_INCH)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    size = canvas.get_width_height()
    painted = Image.frombuffer("RGBA", size, canvas.buffer_rgba(), "raw", "RGBA", 0, 1).convert("RGB")
    vars(canvas.renderer).clear()  # parts of the picture refer to one another, and keep megabytes of points
    content = BytesIO()
    painted.save(content, "PNG", dpi=(DOTS_PER_INCH, DOTS_PER_INCH), compress_level=COMPRESSION)
    return content.getvalue()


def _figure(chart: Chart, width_mm: float) -> Figure:
    if isinstance(chart, StackedBars):
        return bars.figure(chart, width_mm)
    if isinstance(chart, GroupedBars):
        return groups.figure(chart, width_mm)
    if isinstance(chart, XmrChart):
        return xmr.figure(chart, width_mm)
    if isinstance(chart, StatusGrid):
        return grid.figure(chart, width_mm)
    return timeline.figure(chart, width_mm)
