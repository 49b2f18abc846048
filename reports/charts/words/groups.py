"""Bars beside one another in words and as a table."""

from __future__ import annotations

from reports.charts.figures import amount, quantity
from reports.charts.values import GroupedBars
from reports.charts.words.bars import NOTHING_TO_SHOW


def sentences(chart: GroupedBars) -> list[str]:
    """The title, and for each label all its bars, for there are a few."""
    if not chart.labels:
        return [f"{chart.title}.", NOTHING_TO_SHOW]
    return [
        f"{chart.title}.",
        *(f"{label}: {_group(chart, place)}." for place, label in enumerate(chart.labels)),
    ]


def table(chart: GroupedBars) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """A row for each label with its bars."""
    rows = zip(chart.labels, *(band.numbers for band in chart.bands), strict=True)
    header = (chart.per, *(band.name for band in chart.bands))
    return header, tuple((label, *(quantity(number, chart.unit) for number in row)) for label, *row in rows)


def _group(chart: GroupedBars, place: int) -> str:
    numbers = ((band.name.lower(), band.numbers[place]) for band in chart.bands)
    return ", ".join(
        f"{name} {'not known' if number is None else amount(number, chart.unit)}" for name, number in numbers
    )
