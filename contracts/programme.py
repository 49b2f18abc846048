"""The programme beside the service, loaded for its page: the timeline, and where each workstream stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from contracts.calculations.months import Month
from contracts.calculations.timeline import Line, Planned, Timeline, timeline
from contracts.models import Contract, WorkstreamStage, WorkstreamUpdate


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A workstream: its stages, and the latest that was said of it by a day; None where nothing was.

    Attributes:
        line: its place in the timeline; None where it has no stages.
        now: the stages that go on in the month that is told of.
    """

    name: str
    line: Line | None
    stages: Sequence[Planned]
    now: Sequence[Planned]
    said: WorkstreamUpdate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """The page of a programme.

    Attributes:
        as_at: the latest day on which something was said that is shown; None where nothing was.
    """

    timeline: Timeline | None
    workstreams: Sequence[Standing]
    now: Month
    as_at: date | None


def load_programme(contract: Contract, today: date) -> Programme:
    """A contract's programme as it stands, in two queries.

    It is told as of this month while it runs; before it begins and after it has ended, as of the month in
    which something was last said of it.
    """
    stages = [_planned(row) for row in contract.workstream_stages.order_by("position", "pk")]
    said = latest_updates(contract, today)
    as_at = max((row.as_at for row in said.values()), default=None)
    now = month_told_of(stages, as_at, today)
    names = dict.fromkeys([*(stage.workstream for stage in stages), *said])
    laid_out = timeline(stages, now)
    lines = {line.workstream: line for line in laid_out.lines} if laid_out else {}
    return Programme(
        timeline=laid_out,
        workstreams=[_standing(name, lines.get(name), said.get(name), now) for name in names],
        now=now,
        as_at=as_at,
    )


def latest_updates(contract: Contract, today: date) -> dict[str, WorkstreamUpdate]:
    """By workstream, the latest that was said of it up to a day."""
    updates = contract.workstream_updates.filter(as_at__lte=today).order_by("as_at", "pk")
    return {row.workstream: row for row in updates}


def month_told_of(stages: Iterable[Planned], as_at: date | None, today: date) -> Month:
    """The month that is marked NOW: this one while the programme runs, else that of the latest update."""
    this = Month.of(today)
    months = [month for stage in stages for month in (stage.first, stage.last)]
    runs = bool(months) and min(months) <= this <= max(months)
    return this if runs or as_at is None else Month.of(as_at)


def _standing(name: str, line: Line | None, said: WorkstreamUpdate | None, now: Month) -> Standing:
    stages = line.stages if line else []
    under_way = [stage for stage in stages if stage.first <= now <= stage.last]
    return Standing(name=name, line=line, stages=stages, now=under_way, said=said)


def _planned(row: WorkstreamStage) -> Planned:
    return Planned(
        key=row.pk, workstream=row.workstream, name=row.stage, first=row.month_from, last=row.month_to
    )
