"""Writing down the programme: stages of workstreams, where each stands, and a workstream's name."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.db.models import Max

from contracts.actions import hold_contract
from contracts.actions.records import hold_as_seen
from contracts.actions.twins import refuse_twin
from contracts.models import Contract, User, WorkstreamStage, WorkstreamUpdate
from contracts.recording import moment, record_changes, record_new
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
    contract = hold_contract(part.contract)
    refuse_twin(part, *TOLD_APART_BY[type(part)], because=TWICE[type(part)])
    last = type(part).objects.filter(contract=part.contract_id).aggregate(last=Max("position"))["last"]
    part.position = (last or 0) + 1
    record_new([part], contract=contract, by=by)


@transaction.atomic
def change_part(*, part: Part, fields: Collection[str], seen: int, by: User) -> None:
    """Correct some fields of a stage or an update.

    Raises:
        ChangedMeanwhile: somebody changed or removed it since.
        NotAllowed: there is one of its workstream and time already.
    """
    contract = hold_as_seen(part, seen)
    refuse_twin(part, *TOLD_APART_BY[type(part)], because=TWICE[type(part)])
    record_changes([part], fields, contract=contract, by=by)


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
    stages = list(contract.workstream_stages.filter(workstream=workstream))
    updates = list(contract.workstream_updates.filter(workstream=workstream))
    if not stages and not updates:
        raise ChangedMeanwhile(f"Somebody renamed or removed {workstream} meanwhile.")
    if _is_taken(contract, name):
        raise NotAllowed(f"There is a workstream {name} already.")
    parts: list[Part] = [*stages, *updates]
    for part in parts:
        part.workstream = name
    reason = f"{workstream} is now called {name}"
    at = moment()
    for rows in (stages, updates):
        record_changes(rows, ["workstream"], contract=contract, by=by, reason=reason, at=at)


def _is_taken(contract: Contract, name: str) -> bool:
    """Whether a contract has a workstream of a name."""
    kinds = (contract.workstream_stages, contract.workstream_updates)
    return any(kind.filter(workstream=name).exists() for kind in kinds)
