"""Charts as light SVG inside a page, for readers without JavaScript and for print: a few kilobytes each.

The web workers make these, so nothing heavy is imported. No style attribute: a strict policy forbids them.
"""

from __future__ import annotations

from django.utils.safestring import SafeString

from reports.charts.static_svg import bars, groups, timeline, xmr
from reports.charts.values import GroupedBars, StackedBars, Timeline, XmrChart


def static_svg(chart: StackedBars | GroupedBars | XmrChart | Timeline) -> SafeString:
    """A chart as SVG with its title; the element ``<key>-words`` of the page says what it shows."""
    if isinstance(chart, StackedBars):
        return bars.svg_of(chart)
    if isinstance(chart, GroupedBars):
        return groups.svg_of(chart)
    if isinstance(chart, XmrChart):
        return xmr.svg_of(chart)
    return timeline.svg_of(chart)
