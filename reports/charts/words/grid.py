"""A grid of statuses in words and as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kpis.calculations.rag import SHORTFALLS, Status
from reports.charts.values import StatusGrid
from reports.letters import WORDS

MOST_NAMED = 12
"""Shortfalls that are named one by one; of more, how many there are."""


def sentences(grid: StatusGrid) -> list[str]:
    """How many KPIs had each status in the last month, how many were green throughout, and the shortfalls."""
    if not grid.labels or not grid.rows:
        return [f"{grid.title}.", "There is nothing to show yet."]
    kpis, months = len(grid.rows), len(grid.labels)
    latest = Counter(row[-1] for row in grid.statuses if row[-1])
    counted = ", ".join(
        f"{latest[status]} {word.lower()}" for status, word in WORDS.items() if latest[status]
    )
    green = sum(all(status == Status.GREEN for status in row if status) for row in grid.statuses)
    return [
        f"{grid.title}: {kpis} KPIs by {months} month{'' if months == 1 else 's'}, "
        f"{grid.labels[0]} to {grid.labels[-1]}.",
        f"In {grid.labels[-1]}: {counted or 'no KPI in service'}.",
        f"{green} of {kpis} KPIs were green whenever they were in service.",
        _told(grid),
    ]


def _told(grid: StatusGrid) -> str:
    found = [
        f"{reference} {WORDS[status].lower()} in {label}"
        for (reference, _), row in zip(grid.rows, grid.statuses, strict=True)
        for label, status in zip(grid.labels, row, strict=True)
        if status in SHORTFALLS
    ]
    if not found:
        return "None was amber or red."
    if len(found) > MOST_NAMED:
        return f"KPIs were amber or red {len(found)} times."
    return "; ".join(found) + "."


def table(grid: StatusGrid) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """A row for each KPI with the word of its status in each month; a blank where it was not in service."""
    rows = zip(grid.rows, grid.statuses, strict=True)
    return ("KPI", "Area", *grid.labels), tuple(
        (reference, area, *_words(statuses)) for (reference, area), statuses in rows
    )


def _words(statuses: Iterable[str]) -> list[str]:
    return [WORDS[status] if status else "" for status in statuses]
