"""Every action of highlights and of the programme that writes, with who takes it and what comes first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from contracts.actions import highlights, programme, records
from contracts.models import Highlight, WorkstreamStage
from tests.kpis.ways_of_writing import OFFICER, World, after, at_once
from tests.rows import unsaved


def written(model: type) -> Callable[[World], Any]:
    """A row of a model that is there before."""

    def row(world: World) -> Any:
        found = unsaved(model, world.contract)
        found.save()
        return found

    return row


def changed_highlight(world: World, row: Highlight) -> None:
    row.text = "Something went very well"
    seen = records.version_of(row)
    highlights.change_highlight(highlight=row, fields=["text"], seen=seen, by=world.officer)


def changed_stage(world: World, row: WorkstreamStage) -> None:
    row.stage = "Options appraisal"
    programme.change_part(part=row, fields=["stage"], seen=records.version_of(row), by=world.officer)


WAYS: dict[Callable[..., Any], tuple[str, Callable[[World], Callable[[], Any]]]] = {
    highlights.add_highlight: (
        OFFICER,
        at_once(lambda w: highlights.add_highlight(highlight=unsaved(Highlight, w.contract), by=w.officer)),
    ),
    highlights.change_highlight: (OFFICER, after(written(Highlight), changed_highlight)),
    programme.add_part: (
        OFFICER,
        at_once(lambda w: programme.add_part(part=unsaved(WorkstreamStage, w.contract), by=w.officer)),
    ),
    programme.change_part: (OFFICER, after(written(WorkstreamStage), changed_stage)),
    programme.rename_workstream: (
        OFFICER,
        after(
            written(WorkstreamStage),
            lambda w, row: programme.rename_workstream(
                contract=w.contract, workstream=row.workstream, name="IT", by=w.officer
            ),
        ),
    ),
}
