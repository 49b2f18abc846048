"""The tables of a statement as CSV files, one each, with the names and values that its JSON has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from contracts.downloads import csv_text

Data = Mapping[str, Any]
"""A statement as ``reports.export.as_data`` gives it."""
Rows = Iterable[Sequence[Any]]
LEVELS = ("points", "tsl", "msl")
SIDES, VIEW = ("provider", "client"), ("as_at", "rating", "narrative")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFile:
    """A table of a statement as a file: what it is called, its columns, and its rows from the data."""

    title: str
    columns: Callable[[Data], Sequence[str]]
    rows: Callable[[Data], Rows]

    def text(self, data: Data) -> str:
        return csv_text(self.columns(data), self.rows(data))


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(value) if isinstance(value, list) else value


def _plain(title: str, key: str, *columns: str) -> TableFile:
    """A table whose rows are those of the JSON."""
    return TableFile(
        title=title,
        columns=lambda data: columns,
        rows=lambda data: ([_cell(row[name]) for name in columns] for row in data[key]),
    )


def _mitigations(data: Data) -> Iterator[list[Any]]:
    """A row for each KPI that a mitigation turned blue, its months with blanks between."""
    for row in data["mitigations"]:
        for each in row["kpis"]:
            months = " ".join(each["months"])
            yield [each["kpi"], months, row["reason"], row["impact"], row["path_to_green"]]


def _changes(data: Data) -> Iterator[list[Any]]:
    for row in data["changes"]:
        levels = [row[side][name] for side in ("previous", "revised") for name in LEVELS]
        said = [row[name] for name in ("effective_from", "change", "change_notice", "reason", "status")]
        yield [row["kpi"], row["description"], *levels, *said]


def _redistributed(data: Data) -> Iterator[list[Any]]:
    """A row for each KPI whose points moved because of a change of another."""
    for row in data["changes"]:
        for each in row["redistributed"]:
            moved = [each[name] for name in ("kpi", "points_before", "points_after")]
            yield [row["kpi"], row["effective_from"], *moved]


def _objectives(data: Data) -> Iterator[list[Any]]:
    """A row for each objective, what a side did not say left blank."""
    for row in data["objectives"]:
        views = [(row[side] or {}).get(name) for side in SIDES for name in VIEW]
        yield [row["reference"], row["horizon"], row["text"], *views, _cell(row["differs"])]


def _programme(data: Data) -> Iterator[list[Any]]:
    """A row for each stage of a workstream; one without stages has a row of its own."""
    for row in data["programme"]:
        said = [row[name] for name in ("status", "as_at", "narrative")]
        for stage in row["stages"] or [{}]:
            months = [stage.get(name) for name in ("stage", "month_from", "month_to")]
            yield [row["workstream"], *months, *said]


def _areas(data: Data) -> list[str]:
    return list(data["points"][0]["by_area"])


def _points(data: Data) -> Iterator[list[Any]]:
    carried = {row["month"]: row["total"] for row in data["points_distributed"]}
    for row in data["points"]:
        yield [row["month"], *row["by_area"].values(), row["total"], carried[row["month"]]]


TABLES: Mapping[str, TableFile] = {
    "exceptions": _plain(
        "Exceptions",
        "exceptions",
        *("kpi", "month", "description", "tsl", "msl", "value", "status", "comment", "impact", "resolution"),
    ),
    "mitigations": TableFile(
        title="Mitigations",
        columns=lambda data: ("kpi", "months", "reason", "impact", "path_to_green"),
        rows=_mitigations,
    ),
    "changes": TableFile(
        title="KPI changes",
        columns=lambda data: (
            *("kpi", "description"),
            *(f"{side}_{name}" for side in ("previous", "revised") for name in LEVELS),
            *("effective_from", "change", "change_notice", "reason", "status"),
        ),
        rows=_changes,
    ),
    "redistributed": TableFile(
        title="Points redistributed",
        columns=lambda data: ("because_of", "effective_from", "kpi", "points_before", "points_after"),
        rows=_redistributed,
    ),
    "points": TableFile(
        title="Abatement points",
        columns=lambda data: ("month", *_areas(data), "total", "carried_by_all_kpis"),
        rows=_points,
    ),
    "credits": _plain(
        "Service credits",
        "credits",
        *("month", "area", "points", "uncapped", "cap", "payable", "lost_to_cap", "suspended"),
    ),
    "objectives": TableFile(
        title="Objectives",
        columns=lambda data: (
            *("reference", "horizon", "text"),
            *(f"{side}_{name}" for side in SIDES for name in VIEW),
            "differs",
        ),
        rows=_objectives,
    ),
    "savings": _plain(
        "Savings",
        "savings",
        *("financial_year", "contracted", "delivered", "variance"),
        *("cumulative_contracted", "cumulative_delivered", "cumulative_variance", "note"),
    ),
    "highlights": _plain("Highlights", "highlights", "as_at", "service_area", "text"),
    "issues": _plain(
        "Issues",
        "issues",
        *("reference", "title", "kind", "service_area", "raised", "status", "under_control"),
        *("cause", "impact", "response", "provider_view", "client_view", "lead", "owner"),
        *("due", "overdue", "resolved_on", "kpis", "recurrences", "escalated_on", "age"),
    ),
    "commitments": _plain(
        "Commitments",
        "commitments",
        *("reference", "text", "kind", "owner", "due", "status", "overdue", "settled_on", "evidence"),
    ),
    "assurances": _plain(
        "Assurances",
        "assurances",
        *("reference", "meeting", "requested", "text", "owner"),
        *("due", "status", "overdue", "answered_on", "response"),
    ),
    "programme": TableFile(
        title="Programme",
        columns=lambda data: (
            *("workstream", "stage", "month_from", "month_to"),
            *("status", "as_at", "narrative"),
        ),
        rows=_programme,
    ),
}
"""The tables besides the summary, by their names in addresses and commands."""
