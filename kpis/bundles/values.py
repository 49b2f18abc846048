"""A bundle as plain values: what reading makes, checks judge and loading writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from kpis.bundles.schema import BundleFile


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file.

    Attributes:
        line: the line on which it begins; the header is line 1.
        cells: the text of each column that is there.
        values: the value of each column that could be read.
    """

    line: int
    cells: dict[str, str]
    values: dict[str, Any]

    def knows(self, *columns: str) -> bool:
        """Whether all these columns could be read: no second complaint about a cell that could not."""
        return all(column in self.values for column in columns)

    def __getitem__(self, column: str) -> Any:
        """The value of a column that could be read: text, month, date, number, or None for none."""
        return self.values[column]


@dataclass(frozen=True, slots=True)
class Table:
    """What one file holds: the columns in the order of its header, and its rows."""

    file: BundleFile
    columns: tuple[str, ...]
    rows: Sequence[Row] = ()


@dataclass(frozen=True, slots=True)
class Bundle:
    """All files that were there and could be read, by name."""

    tables: dict[str, Table] = field(default_factory=dict)

    def rows(self, name: str) -> Sequence[Row]:
        """The rows of a file; none where it is not there."""
        return self.tables[name].rows if name in self.tables else ()

    def has(self, name: str, column: str) -> bool:
        return name in self.tables and column in self.tables[name].columns

    def __len__(self) -> int:
        """How many rows there are in all files."""
        return sum(len(table.rows) for table in self.tables.values())
