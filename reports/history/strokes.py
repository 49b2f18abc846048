"""What the History page lists: strokes, each the rows that one person wrote together for one reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Count, Max, Q

from contracts.models import User
from reports.history.kinds import Kind
from reports.history.labels import Labels
from reports.history.lines import DONE, Line, tell
from reports.history.search import Sought, united

FEW = 10
"""A stroke of more rows is told as their number, and opened on a page of its own."""
TOGETHER = ("history_date", "history_type", "history_user_id", "history_change_reason")

Key = tuple[Any, ...]
"""The position of a kind, and what the lines of a stroke have in common."""


class Stroke(NamedTuple):
    """What the lines of history of one kind have in common that were written together; ``last`` is one."""

    place: int
    at: datetime
    type: str
    user: int | None
    why: str | None
    rows: int
    last: int

    @property
    def key(self) -> Key:
        return self[:-2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A stroke in words, with its lines where they are few; ``last`` is the key of one of them."""

    kind: Kind
    at: datetime
    by: str
    why: str
    summary: str
    last: int
    lines: tuple[Line, ...]


class Strokes:
    """All strokes that are sought, newest first: what a paginator counts and cuts."""

    def __init__(self, sought: Sought) -> None:
        self._found = sought.lines()

    @cached_property
    def _rows(self) -> Any:
        grouped = [
            (kind, lines.values(*TOGETHER).annotate(rows=Count("history_id"), last=Max("history_id")))
            for kind, lines in self._found
        ]
        strokes = united(grouped, *TOGETHER, "rows", "last")
        return None if strokes is None else strokes.order_by("-history_date", "place", "-last")

    def count(self) -> int:
        return 0 if self._rows is None else self._rows.count()

    def __len__(self) -> int:  # A paginator wants it.
        return self.count()

    def __getitem__(self, part: slice) -> list[Entry]:
        strokes = [] if self._rows is None else [Stroke._make(row) for row in self._rows[part]]
        labels = Labels()
        labels.look_up({User: {stroke.user for stroke in strokes if stroke.user}})
        lines = self._lines([stroke for stroke in strokes if stroke.rows <= FEW], labels)
        return [_entry(self._found[stroke.place][0], stroke, lines[stroke.key], labels) for stroke in strokes]

    def _lines(self, strokes: Iterable[Stroke], labels: Labels) -> dict[Key, list[Line]]:
        """The lines of some strokes, in a number of queries that is bounded by the kinds."""
        which: dict[int, Q] = defaultdict(Q)
        for stroke in strokes:
            which[stroke.place] |= _written_with(stroke.key[1:])
        found: dict[Key, list[Line]] = defaultdict(list)
        for place, condition in which.items():
            kind, lines = self._found[place]
            for row, line in tell(kind, lines.filter(condition), labels):
                found[place, *_common(row)].append(line)
        return found


class Together:
    """The lines of the one stroke that a line of history belongs to: what a paginator counts and cuts."""

    def __init__(self, kind: Kind, lines: Any, line: Any) -> None:
        self.kind, self._line = kind, line
        self._lines = lines.filter(_written_with(_common(line))).order_by("history_id")

    @cached_property
    def entry(self) -> Entry:
        """The stroke in words, without its lines."""
        labels = Labels()
        labels.look_up({User: {self._line.history_user_id} - {None}})
        stroke = Stroke._make((0, *_common(self._line), self.count(), self._line.history_id))
        return _entry(self.kind, stroke, (), labels)

    def count(self) -> int:
        return self._lines.count()

    def __len__(self) -> int:  # A paginator wants it.
        return self.count()

    def __getitem__(self, part: slice) -> list[Line]:
        keys = list(self._lines[part].values_list("history_id", flat=True))
        return [line for _, line in tell(self.kind, self._lines.filter(history_id__in=keys), Labels())]


def _common(line: Any) -> Key:
    return tuple(getattr(line, name) for name in TOGETHER)


def _written_with(common: Key) -> Q:
    return Q(**dict(zip(TOGETHER, common, strict=True)))


def _entry(kind: Kind, stroke: Stroke, lines: Iterable[Line], labels: Labels) -> Entry:
    return Entry(
        kind=kind,
        at=stroke.at,
        by=labels.person(stroke.user),
        why=stroke.why or "",
        summary=f"{stroke.rows:,} {kind.one if stroke.rows == 1 else kind.many} {DONE[stroke.type]}",
        last=stroke.last,
        lines=tuple(lines),
    )
