"""What differs between a statement's data as it was published and as the record gives it now.

Pure: two data in, every figure and text that differs out, in the order of the tables and of their rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kpis.figures import NO_FIGURE
from reports.publications.rows import (
    SINCE_ROUND,
    Data,
    TableRow,
    label,
    printed,
    rows_of,
    tables_of,
    title_of,
)


class Kind(StrEnum):
    """How two statements differ in one place."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A figure or text that differs, or a row that only one of the two statements has.

    Attributes:
        table: the name of the table in the data, and ``title``, in words.
        row: what the row is called; empty where the table has only one.
        what: the figure's or text's name; of a row, that it was added or removed.
        was, now: as a person reads them; a dash for nothing.
        kpis, months, areas: what the row is about, as the data writes it.
        row_key: what the table of a paper calls the row; empty where it does not have one name there.
    """

    kind: Kind
    table: str
    row: str
    what: str
    was: str
    now: str
    kpis: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    row_key: str = ""

    @property
    def title(self) -> str:
        return title_of(self.table)


def differences(published: Data, current: Data) -> tuple[Difference, ...]:
    """Everything that differs, in a stable order; nothing where the two are equal."""
    return tuple(
        difference
        for table in tables_of(published, current)
        if published.get(table) != current.get(table)
        if table in published or table not in SINCE_ROUND
        for difference in _of_table(
            table, rows_of(published.get(table), table), rows_of(current.get(table), table)
        )
    )


def _of_table(table: str, old: Sequence[TableRow], new: Sequence[TableRow]) -> Iterator[Difference]:
    for was, now in _paired(table, old, new):
        if was is None and now is not None:
            yield _whole(table, Kind.ADDED, now)
        elif now is None and was is not None:
            yield _whole(table, Kind.REMOVED, was)
        elif was is not None and now is not None:
            yield from _in_row(table, was, now)


Pair = tuple[TableRow | None, TableRow | None]


def _paired(table: str, old: Sequence[TableRow], new: Sequence[TableRow]) -> list[Pair]:
    if table == "mitigations":
        return _paired_mitigations(old, new)
    before, after = {row.key: row for row in old}, {row.key: row for row in new}
    return [(before.get(key), after.get(key)) for key in sorted({*before, *after})]


def _paired_mitigations(old: Sequence[TableRow], new: Sequence[TableRow]) -> list[Pair]:
    """Mitigations have no name in a statement: those belong together that share most KPIs and words."""
    left = list(new)
    pairs: list[Pair] = []
    for was in sorted(
        old, key=lambda row: max((_likeness(row, now) for now in new), default=0), reverse=True
    ):
        now = max(left, key=lambda row: _likeness(was, row), default=None)
        if now is not None and _likeness(was, now):
            left.remove(now)
            pairs.append((was, now))
        else:
            pairs.append((was, None))
    ordered = sorted(pairs, key=lambda pair: _place(pair[0]))
    return ordered + [(None, now) for now in left]


def _likeness(one: TableRow, other: TableRow) -> int:
    """How much two mitigations have in common: nothing unless they share a KPI."""
    shared = len(set(one.kpis) & set(other.kpis))
    equal = sum(other.cells.get(path) == value for path, value in one.cells.items())
    return shared and 1 + shared + 2 * equal


def _place(row: TableRow | None) -> tuple[str, ...]:
    return () if row is None else (*row.kpis, *row.months)


def _in_row(table: str, was: TableRow, now: TableRow) -> Iterator[Difference]:
    for path in dict.fromkeys([*was.cells, *now.cells]):
        old, new = was.cells.get(path), now.cells.get(path)
        if old != new:
            yield _difference(
                table,
                Kind.CHANGED,
                was,
                now,
                what=label(path),
                old=printed(path, old),
                new=printed(path, new),
            )


def _whole(table: str, kind: Kind, row: TableRow) -> Difference:
    said = [(label(path), printed(path, value)) for path, value in row.cells.items()]
    text = "; ".join(f"{name}: {value}" for name, value in said if value != NO_FIGURE)
    old, new = (NO_FIGURE, text) if kind is Kind.ADDED else (text, NO_FIGURE)
    return _difference(table, kind, row, row, what=f"Row {kind}", old=old, new=new)


def _difference(
    table: str, kind: Kind, was: TableRow, now: TableRow, *, what: str, old: str, new: str
) -> Difference:
    return Difference(
        kind=kind,
        table=table,
        row=was.name,
        what=what,
        was=old,
        now=new,
        kpis=tuple(sorted({*was.kpis, *now.kpis})),
        months=tuple(sorted({*was.months, *now.months})),
        areas=tuple(sorted({*was.areas, *now.areas})),
        row_key=was.row_key,
    )
