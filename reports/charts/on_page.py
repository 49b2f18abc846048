"""A chart as a page shows it: a still picture, words, figures, and what plotly.js draws in its place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.safestring import SafeString

from reports.charts.screen import plotly_spec
from reports.charts.static_svg import static_svg
from reports.charts.values import GroupedBars, StackedBars, Timeline, XmrChart
from reports.charts.words import Table, readings, sentences, table_of
from reports.markup import Markup, joined

EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
"""plotly.js adds an empty style element, whose rules it writes by script; this is that element's hash."""
DRAWS_CHARTS = {"style-src": [EMPTY_STYLE]}
"""What the policy of a page that draws charts allows beside the strict one, for django-csp."""

ROW, CELL = Markup('<tr><th scope="row">%s</th>%s</tr>\n'), Markup("<td>%s</td>")


@dataclass(frozen=True, kw_only=True)
class ChartOnPage:
    """A chart of a page; ``note`` is a sentence that a reader of it must know, or nothing."""

    chart: StackedBars | GroupedBars | XmrChart | Timeline
    note: str = ""
    has_table: bool = True

    @property
    def key(self) -> str:
        return self.chart.key

    @property
    def spec_id(self) -> str:
        return f"{self.key}-spec"

    @property
    def title(self) -> str:
        return self.chart.title

    @property
    def words(self) -> list[str]:
        """What it shows, in sentences; its title stands above it."""
        return sentences(self.chart)[1:]

    @property
    def still(self) -> SafeString:
        return static_svg(self.chart)

    @cached_property
    def table(self) -> Table:
        """Its figures: the names of the columns, and the rows."""
        return table_of(self.chart)

    @property
    def rows(self) -> SafeString:
        """The rows of its table as HTML, made without a template, for there are hundreds of cells."""
        _, rows = self.table
        return joined(ROW.fill(first, joined(map(CELL.fill, cells))) for first, *cells in rows)

    @property
    def has_numbers(self) -> bool:
        """Whether the cells of its table are numbers."""
        return isinstance(self.chart, StackedBars | GroupedBars)

    @property
    def months(self) -> int:
        """How many months a reader can step through; none in a chart that is read at a glance."""
        return 0 if isinstance(self.chart, Timeline | GroupedBars) else len(self.chart.labels)

    @property
    def spec(self) -> dict[str, Any]:
        """What static/csg/chart.js draws, and what it says of each month."""
        said = readings(self.table) if self.months else []
        return {**plotly_spec(self.chart), "readings": said}
