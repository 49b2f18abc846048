"""Lines of history in words: what was added, changed or removed, from what to what."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Field, ForeignKey, OuterRef, Subquery
from django.utils.text import capfirst

from contracts.models import User
from reports.history.kinds import Kind
from reports.history.labels import Labels, printed

DONE = {"+": "added", "~": "changed", "-": "removed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A column that changed; empty for nothing."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What was done to one row at one time.

    Attributes:
        name: what the row was called then.
        changes: the columns that changed; of a row added or removed, those that say something.
    """

    kind: Kind
    row: int
    at: datetime
    by: str
    why: str
    name: str
    done: str
    changes: tuple[Change, ...]


def tell(kind: Kind, lines: Any, labels: Labels) -> list[tuple[Any, Line]]:
    """Lines of history of one kind in words, each beside its row, in two queries and those of the labels."""
    rows = list(lines.annotate(previous=_previous_of(kind)).order_by("history_id"))
    before = kind.model.history.in_bulk([row.previous for row in rows if row.previous])
    told = [(row, before.get(row.previous)) for row in rows]
    labels.look_up(_pointed_to(kind, [row for pair in told for row in pair if row]))
    return [(row, _line(kind, row, previous, labels)) for row, previous in told]


def _previous_of(kind: Kind) -> Subquery:
    """The key of the line before, of the same row."""
    earlier = kind.lines.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    return Subquery(earlier.order_by("-history_id").values("history_id")[:1])


def _pointed_to(kind: Kind, rows: Collection[Any]) -> dict[type, set[int]]:
    """The keys of all rows that columns point to, by their model."""
    wanted: dict[type, set[int]] = {User: {row.history_user_id for row in rows}}
    for field in {*kind.told, *kind.named_by}:
        if isinstance(field, ForeignKey):
            keys = wanted.setdefault(field.related_model, set())
            keys.update(getattr(row, field.attname) for row in rows)
    return {model: keys - {None} for model, keys in wanted.items()}


def _line(kind: Kind, row: Any, previous: Any, labels: Labels) -> Line:
    return Line(
        kind=kind,
        row=row.id,
        at=row.history_date,
        by=labels.person(row.history_user_id),
        why=row.history_change_reason or "",
        name=name_of(kind, row, labels),
        done=DONE[row.history_type],
        changes=tuple(_changes(kind, row, previous, labels)),
    )


def name_of(kind: Kind, row: Any, labels: Labels) -> str:
    """What a row is called, as of a line of its history."""
    return kind.name.format(**{field.name: _shown(field, row, labels) for field in kind.named_by})


def _changes(kind: Kind, row: Any, previous: Any, labels: Labels) -> Iterable[Change]:
    old = None if row.history_type == "+" else row if row.history_type == "-" else previous
    new = None if row.history_type == "-" else row
    apart = () if old and new else kind.named_by
    for field in kind.told:
        was, now = _shown(field, old, labels), _shown(field, new, labels)
        if was != now and field not in apart:
            yield Change(field=str(capfirst(field.verbose_name)), old=was, new=now)


def _shown(field: Field, row: Any, labels: Labels) -> str:
    return "" if row is None else printed(field, getattr(row, field.attname), labels)


def latest_name(kind: Kind, lines: Any) -> str | None:
    """What a row was last called, of whose history these are the lines; None if there are none."""
    latest = lines.order_by("-history_id").first()
    if latest is None:
        return None
    labels = Labels()
    labels.look_up(_pointed_to(kind, [latest]))
    return name_of(kind, latest, labels)
