"""What must be written so that the record says what a bundle says: new rows, and rows that differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kpis.bundles.cells import Value, write_cell
from kpis.bundles.records import Keeping
from kpis.bundles.values import Row

Key = tuple[str, ...]
Kept = dict[Key, Any]
"""Rows of one model by the key that a bundle knows them by."""


@dataclass(slots=True)
class Merged:
    """Rows of one model that must be written.

    Attributes:
        differing: for each row of the bundle that leads to a write, the columns in which it differs;
            none for a new row.
    """

    new: list[Any] = field(default_factory=list)
    changed: list[Any] = field(default_factory=list)
    differing: list[tuple[Row, list[str]]] = field(default_factory=list)


def merge(keeping: Keeping, rows: Iterable[Row], kept: Kept, links: Mapping[str, Kept]) -> Merged:
    """Bring the kept rows, unsaved, to what the bundle says of them.

    Args:
        kept: the rows of the record; the new ones are added to it.
        links: by file, the rows that other rows can name.
    """
    merged = Merged()
    for row in rows:
        key = keeping.key_in(row)
        instance = kept.get(key)
        if instance is None:
            instance = kept[key] = keeping.model(**_left_out(keeping, row))
            merged.new.append(instance)
            merged.differing.append((row, []))
            _assign(keeping, instance, row, links, keeping.kept_columns)
        elif columns := _differing(keeping, instance, row):
            merged.changed.append(instance)
            merged.differing.append((row, columns))
            _assign(keeping, instance, row, links, columns)
    # Only now is every row there that another of the same file may name.
    for row, columns in merged.differing:
        instance = kept[keeping.key_in(row)]
        _link(keeping, instance, row, kept, columns or keeping.kept_columns)
    return merged


def _left_out(keeping: Keeping, row: Row) -> dict[str, str]:
    """What columns say that the file leaves out."""
    columns = [column for column in keeping.file.columns if column.name in keeping.kept_columns]
    return {
        keeping.attribute(column.name): column.when_left_out
        for column in columns
        if column.when_left_out and not row.knows(column.name)
    }


def _differing(keeping: Keeping, instance: Any, row: Row) -> list[str]:
    return [
        column
        for column in keeping.kept_columns
        if row.knows(column) and write_cell(row[column]) != write_cell(keeping.value(instance, column))
    ]


def _assign(
    keeping: Keeping, instance: Any, row: Row, links: Mapping[str, Kept], columns: Iterable[str]
) -> None:
    for column in columns:
        if row.knows(column) and column not in keeping.links_within:
            value: Value | Any = row[column]
            if column in keeping.links and value is not None:
                value = links[keeping.links[column]][(write_cell(value),)]
            setattr(instance, keeping.attribute(column), value)


def _link(keeping: Keeping, instance: Any, row: Row, kept: Kept, columns: Iterable[str]) -> None:
    """Lead from a row to others of its own file."""
    for column in columns:
        if row.knows(column) and column in keeping.links_within:
            value = row[column]
            setattr(instance, keeping.attribute(column), None if value is None else kept[(value,)])
