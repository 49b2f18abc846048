"""What the rules share: how they speak, and whom they ask."""

from __future__ import annotations

from collections.abc import Iterator

from kpis.bundles.errors import Problem, quoted
from kpis.bundles.schema import FILE_NAMED
from kpis.bundles.values import Bundle, Row

Problems = Iterator[Problem]


def problem(name: str, row: Row, column: str, expected: str) -> Problem:
    """A cell that is written well and yet breaks a rule."""
    return Problem(
        file=FILE_NAMED[name].file_name,
        line=row.line,
        column=column,
        found=quoted(row.cells.get(column, "")),
        expected=expected,
    )


def kpis_of(bundle: Bundle) -> dict[str, Row]:
    """The rows of kpis.csv by the KPI they name."""
    return {row.cells.get("ref", "").strip(): row for row in bundle.rows("kpis")}
