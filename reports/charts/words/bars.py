"""Stacked bars in words and as a table."""

from __future__ import annotations

from collections.abc import Sequence

from reports.charts.figures import amount, quantity
from reports.charts.values import StackedBars

NOTHING_TO_SHOW = "There is nothing to show yet."


def sentences(chart: StackedBars) -> list[str]:
    """All bands together, then each: first, last, highest, lowest, in how many months there is something."""
    if not chart.labels:
        return [f"{chart.title}.", NOTHING_TO_SHOW]
    lines = [(band.name, band.numbers) for band in (*chart.bands, *([chart.line] if chart.line else []))]
    return [
        f"{chart.title}, {_span(chart.labels)}.",
        *(_course(name, numbers, chart) for name, numbers in [("All together", _totals(chart)), *lines]),
    ]


def table(chart: StackedBars) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """A row for each label with its bands, what they come to, and the line beside them if there is one."""
    header = ("Month", *(band.name for band in chart.bands), "All")
    columns = [*(band.numbers for band in chart.bands), _totals(chart)]
    if chart.line:
        header, columns = (*header, chart.line.name), [*columns, chart.line.numbers]
    rows = zip(chart.labels, *columns, strict=True)
    return header, tuple((label, *(quantity(number, chart.unit) for number in row)) for label, *row in rows)


def _totals(chart: StackedBars) -> tuple[float | None, ...]:
    """What the bands of each label come to; None where none has a number."""
    stacks = zip(*(band.numbers for band in chart.bands), strict=True)
    known = ([number for number in stack if number is not None] for stack in stacks)
    return tuple(round(sum(stack), 4) if stack else None for stack in known)


def _span(labels: Sequence[str]) -> str:
    if len(labels) == 1:
        return labels[0]
    return f"{labels[0]} to {labels[-1]}, {len(labels)} months"


def _course(name: str, numbers: Sequence[float | None], chart: StackedBars) -> str:
    known = [
        (number, label) for number, label in zip(numbers, chart.labels, strict=True) if number is not None
    ]
    if not any(number for number, _ in known):
        return f"{name}: none in any month."
    first, last = known[0], known[-1]
    ends = f"{amount(first[0], chart.unit)} in {first[1]}"
    if len(known) > 1:
        ends += f" and {amount(last[0], chart.unit)} in {last[1]}"
    return f"{name}: {ends}; {_extremes(known, chart.unit)}."


def _extremes(known: Sequence[tuple[float, str]], unit: str) -> str:
    """The highest and the lowest, each with its latest month, and how many months have something."""
    highest = max(number for number, _ in known)
    lowest = min(number for number, _ in known)
    if highest == lowest:
        return "the same in every month"
    months = [label for number, label in known if number == highest]
    said = f"most {amount(highest, unit)} in {_some(months)}"
    if lowest:
        months = [label for number, label in known if number == lowest]
        return f"{said}, least {amount(lowest, unit)} in {_some(months)}"
    with_something = sum(number != 0 for number, _ in known)
    return f"{said}; something in {with_something} of {len(known)} months"


def _some(labels: Sequence[str]) -> str:
    return labels[0] if len(labels) == 1 else f"{len(labels)} months, latest {labels[-1]}"
