"""A history as a file: a line for each column that changed, newest first, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from contracts.downloads import safe_cell
from reports.history.labels import Labels
from reports.history.lines import Line, tell
from reports.history.search import Sought, united

AT_ONCE = 500
"""Lines of history held in memory at a time."""
COLUMNS = ("when", "who", "why", "what", "name", "done", "column", "from", "to")


def as_csv(sought: Sought) -> Iterator[str]:
    """The file, piece by piece; in memory at once are the keys of the lines and a few of them in words."""
    yield "\N{ZERO WIDTH NO-BREAK SPACE}" + _written([COLUMNS])
    labels = Labels()
    places = _places(sought)
    for start in range(0, len(places), AT_ONCE):
        yield _written(
            row for line in _told(sought, places[start : start + AT_ONCE], labels) for row in _rows(line)
        )


def _places(sought: Sought) -> Sequence[tuple[int, int]]:
    """The kind's position and the key of every line, newest first."""
    rows = united(sought.lines(), "history_date", "history_id")
    if rows is None:
        return []
    return [(kind, key) for kind, _, key in rows.order_by("-history_date", "place", "-history_id")]


def _told(sought: Sought, places: Sequence[tuple[int, int]], labels: Labels) -> Iterator[Line]:
    wanted: dict[int, list[int]] = defaultdict(list)
    for place, key in places:
        wanted[place].append(key)
    found = sought.lines()
    told: dict[tuple[int, int], Line] = {}
    for place, keys in wanted.items():
        kind, lines = found[place]
        for row, line in tell(kind, lines.filter(history_id__in=keys), labels):
            told[place, row.history_id] = line
    return (told[place] for place in places)


def _rows(line: Line) -> Iterator[Iterable[str]]:
    said = (line.at.isoformat(), line.by, line.why, line.kind.one, line.name, line.done)
    if not line.changes:
        yield (*said, "", "", "")
    for change in line.changes:
        yield (*said, change.field, change.old, change.new)


def _written(rows: Iterable[Iterable[str]]) -> str:
    file = io.StringIO()
    csv.writer(file).writerows([safe_cell(cell) for cell in row] for row in rows)
    return file.getvalue()
