"""The programme beside the service: each workstream's stages, and where it stood at the end of a day."""

from __future__ import annotations

from datetime import date

from contracts.models import Contract, WorkstreamUpdate
from contracts.models.programme import WorkstreamStatus
from contracts.programme import latest_updates
from reports.governance.values import PlannedStage, ProgrammeRow


def programme_as_at(contract: Contract, as_at: date) -> tuple[ProgrammeRow, ...]:
    """The workstreams, in the order of their stages, with what had last been said of each, in two queries."""
    stages: dict[str, list[PlannedStage]] = {}
    for row in contract.workstream_stages.order_by("position", "month_from"):
        planned = PlannedStage(name=row.stage, first=row.month_from, last=row.month_to)
        stages.setdefault(row.workstream, []).append(planned)
    said = latest_updates(contract, as_at)
    return tuple(_row(name, stages.get(name, []), said.get(name)) for name in dict.fromkeys([*stages, *said]))


def _row(name: str, stages: list[PlannedStage], said: WorkstreamUpdate | None) -> ProgrammeRow:
    return ProgrammeRow(
        workstream=name,
        stages=tuple(stages),
        as_at=said.as_at if said else None,
        status=WorkstreamStatus(said.status) if said else None,
        narrative=said.narrative if said else "",
    )
