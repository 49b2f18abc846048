"""Writing down the programme: stages of workstreams, where each stands, and a workstream's name."""

from __future__ import annotations

from collections.abc import Collection
from itertools import chain

from django.db import transaction
from django.db.models import Max, QuerySet

from contracts.actions import hold_contract
from contracts.actions.records import add_record, change_record
from contracts.actions.twins import refuse_twin
from contracts.models import Contract, User, WorkstreamStage, WorkstreamUpdate
from contracts.recording import record_changes
from contracts.refusals import ChangedMeanwhile, NotAllowed

Part = WorkstreamStage | WorkstreamUpdate
TOLD_APART_BY: dict[type, tuple[str, ...]] = {
    WorkstreamStage: ("workstream", "stage", "month_from"),
    WorkstreamUpdate: ("workstream", "as_at"),
}
TWICE: dict[type, str] = {
    WorkstreamStage: "The workstream has this stage from this month already.",
    WorkstreamUpdate: "There is an update of this workstream on this day already: change that one.",
}


@transaction.atomic
def add_part(*, part: Part, by: User) -> None:
    """Write down a stage or an update of a workstream, after those that are there.

    Raises:
        NotAllowed: there is one of its workstream and time already.
    """
    hold_contract(part.contract)
    refuse_twin(part, *TOLD_APART_BY[type(part)], because=TWICE[type(part)])
    last = type(part).objects.filter(contract=part.contract_id).aggregate(last=Max("position"))["last"]
    part.position = (last or 0) + 1
    add_record(row=part, by=by)


@transaction.atomic
def change_part(*, part: Part, fields: Collection[str], seen: int, by: User) -> None:
    """Correct some fields of a stage or an update.

    Raises:
        ChangedMeanwhile: somebody changed or removed it since.
        NotAllowed: there is one of its workstream and time already.
    """
    hold_contract(part.contract)
    refuse_twin(part, *TOLD_APART_BY[type(part)], because=TWICE[type(part)])
    change_record(row=part, fields=fields, seen=seen, by=by)


@transaction.atomic
def rename_workstream(*, contract: Contract, workstream: str, name: str, by: User) -> None:
    """Give a workstream another name, in all its stages and updates at once.

    Raises:
        ChangedMeanwhile: there is no workstream of that name any more.
        NotAllowed: there is another one of the new name already.
    """
    contract = hold_contract(contract)
    if name == workstream:
        return
    parts = [list(each.filter(workstream=workstream)) for each in _parts_of(contract)]
    if not any(parts):
        raise ChangedMeanwhile(f"Somebody renamed or removed {workstream} meanwhile.")
    if any(each.filter(workstream=name).exists() for each in _parts_of(contract)):
        raise NotAllowed(f"There is a workstream {name} already.")
    for part in chain.from_iterable(parts):
        part.workstream = name
    for rows in parts:
        reason = f"{workstream} is now called {name}"
        record_changes(rows, ["workstream"], contract=contract, by=by, reason=reason)


def _parts_of(contract: Contract) -> tuple[QuerySet[WorkstreamStage], QuerySet[WorkstreamUpdate]]:
    return contract.workstream_stages.order_by("pk"), contract.workstream_updates.order_by("pk")
