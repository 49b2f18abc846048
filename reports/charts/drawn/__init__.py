"""Charts as pictures for documents, drawn by matplotlib: the same chart gives the same bytes.

matplotlib takes a second and some 90 MB to import: commands and jobs that make documents use this module, and
no page does.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Literal

from reports.charts.drawn import bars, grid, timeline, xmr
from reports.charts.drawn.style import settings
from reports.charts.values import Chart, StackedBars, StatusGrid, XmrChart

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH_MM = 165.0
"""Between the margins of a page of A4."""
DOTS_PER_INCH = 200
UNDATED = {"svg": {"Date": None, "Creator": None}, "png": {"Software": None}}
"""Metadata that would tell when or by what a picture was made."""


def picture(chart: Chart, kind: Literal["svg", "png"] = "svg", *, width_mm: float = WIDTH_MM) -> bytes:
    """A chart as a picture of some width; its height follows from what it shows."""
    from matplotlib import rc_context

    with rc_context(settings()):
        figure = _figure(chart, width_mm)
        content = BytesIO()
        figure.savefig(content, format=kind, dpi=DOTS_PER_INCH, metadata=UNDATED[kind])
    return content.getvalue()


def _figure(chart: Chart, width_mm: float) -> Figure:
    if isinstance(chart, StackedBars):
        return bars.figure(chart, width_mm)
    if isinstance(chart, XmrChart):
        return xmr.figure(chart, width_mm)
    if isinstance(chart, StatusGrid):
        return grid.figure(chart, width_mm)
    return timeline.figure(chart, width_mm)
