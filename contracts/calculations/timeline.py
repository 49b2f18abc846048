"""How a programme is laid out as a table: workstreams down, months across, stages as spans.

After Table 5 of the report to Lincolnshire's Overview and Scrutiny Management Board of 27 January 2022: a
column for each month of a window, one for all later months together ("July 22 to end Mar-24"), and the month
that the table is told of marked NOW. Earlier months are one column too where the window begins late.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from contracts.calculations.months import Month, months_between

TONES = 6
"""How many looks there are for stages; more names than these begin anew."""
MONTHS_SHOWN = 18
MONTHS_BEFORE_NOW = 6
"""Of a window that does not begin with the programme, the months before the one it is told of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A stage of a workstream from its first to its last month; ``key`` tells it from others."""

    key: int
    workstream: str
    name: str
    first: Month
    last: Month


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The months of a column: one, or all before or after those that have a column each."""

    first: Month
    last: Month
    is_now: bool = False

    @property
    def is_month(self) -> bool:
        return self.first == self.last

    @property
    def label(self) -> str:
        """As ``Jul`` under its year, or ``Jan 23 to Mar 24``."""
        first, last = self.first.short_name, self.last.short_name
        return first[:3] if self.is_month else f"{first} to {last}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """Neighbouring columns under one heading: the months of a year, or one column of many months."""

    columns: tuple[Column, ...]

    @property
    def is_range(self) -> bool:
        return not self.columns[0].is_month

    @property
    def label(self) -> str:
        return str(self.columns[0].first.year)

    @property
    def width(self) -> int:
        return len(self.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A stage across neighbouring columns, or a gap where there is none.

    Attributes:
        place: its first column, from 0.
        tone: which of the looks it has, from 1: the same for the same name in every workstream.
    """

    place: int
    width: int
    stage: Planned | None = None
    tone: int = 0
    is_now: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A workstream: its stages side by side, and below one another where they overlap."""

    workstream: str
    lanes: tuple[tuple[Cell, ...], ...]

    @property
    def stages(self) -> list[Planned]:
        """Its stages from the first to the last."""
        planned = [cell.stage for lane in self.lanes for cell in lane if cell.stage]
        return sorted(planned, key=_by_time)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A programme as a table.

    Attributes:
        now: the month it is told of; None where that is no month of the programme.
    """

    columns: tuple[Column, ...]
    years: tuple[Year, ...]
    lines: tuple[Line, ...]
    now: Month | None


def timeline(stages: Sequence[Planned], now: Month, *, shown: int = MONTHS_SHOWN) -> Timeline | None:
    """Lay stages out; None where there are none.

    Args:
        stages: in the order in which their workstreams are to stand.
        now: the month that the table is told of.
        shown: how many months have a column of their own at most.
    """
    if not stages:
        return None
    columns = columns_of(stages, now, shown)
    names = list(dict.fromkeys(stage.name for stage in stages))
    workstreams = dict.fromkeys(stage.workstream for stage in stages)
    return Timeline(
        columns=columns,
        years=tuple(_years(columns)),
        lines=tuple(
            Line(
                workstream=workstream,
                lanes=_lanes([stage for stage in stages if stage.workstream == workstream], columns, names),
            )
            for workstream in workstreams
        ),
        now=now if any(column.is_now for column in columns) else None,
    )


def columns_of(stages: Sequence[Planned], now: Month, shown: int) -> tuple[Column, ...]:
    """The columns from the first month of a programme to its last; each month lies in just one.

    The window begins with the programme, unless the month it is told of would then be past it or at its end.
    """
    first, last = min(stage.first for stage in stages), max(stage.last for stage in stages)
    length = last.months_since(first) + 1
    skipped = _skipped(length, now.months_since(first), shown)
    begin = first + skipped
    end = begin + (min(shown, length - skipped) - 1)
    ranges = [(month, month) for month in months_between(begin, end)]
    if first < begin:
        ranges.insert(0, (first, begin + -1))
    if end < last:
        ranges.append((end + 1, last))
    return tuple(Column(first=one, last=other, is_now=one <= now <= other) for one, other in ranges)


def _skipped(length: int, now: int, shown: int) -> int:
    """How many months of a programme lie before the window; ``now`` is counted from its first."""
    before = min(MONTHS_BEFORE_NOW, shown - 1)
    if now >= length or now < shown - before:
        return 0
    return max(0, min(length - shown, now - before))


def _years(columns: Iterable[Column]) -> Iterator[Year]:
    """Months by year; what lies before or after the window stands by itself."""
    for _, group in groupby(columns, key=lambda each: (each.is_month, each.first.year)):
        yield Year(columns=tuple(group))


def _lanes(
    stages: Sequence[Planned], columns: Sequence[Column], names: Sequence[str]
) -> tuple[tuple[Cell, ...], ...]:
    """The stages of a workstream, each in the first lane that is free for its columns."""
    lanes: list[list[Cell]] = []
    for stage in sorted(stages, key=_by_time):
        cell = _cell(stage, columns, tone=names.index(stage.name) % TONES + 1)
        free = (lane for lane in lanes if lane[-1].place + lane[-1].width <= cell.place)
        lane = next(free, None)
        if lane is None:
            lane = []
            lanes.append(lane)
        lane.append(cell)
    return tuple(tuple(_filled(lane, columns)) for lane in lanes)


def _by_time(stage: Planned) -> tuple[Month, Month]:
    return stage.first, stage.last


def _cell(stage: Planned, columns: Sequence[Column], *, tone: int) -> Cell:
    places = [
        place
        for place, column in enumerate(columns)
        if stage.first <= column.last and column.first <= stage.last
    ]
    return Cell(
        place=places[0],
        width=len(places),
        stage=stage,
        tone=tone,
        is_now=any(columns[place].is_now for place in places),
    )


def _filled(lane: Sequence[Cell], columns: Sequence[Column]) -> Iterator[Cell]:
    """The cells of a lane with its gaps, so that the widths add up to the columns."""
    done = 0
    for cell in lane:
        if done < cell.place:
            yield Cell(place=done, width=cell.place - done)
        yield cell
        done = cell.place + cell.width
    if done < len(columns):
        yield Cell(place=done, width=len(columns) - done)
