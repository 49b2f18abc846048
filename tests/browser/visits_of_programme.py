"""Every page about the programme, in every state."""

from __future__ import annotations

from datetime import date

from contracts.models import WorkstreamStage, WorkstreamUpdate
from tests.browser.scene import NEW, REAL, contract
from tests.browser.visits import Visit, as_each_role, fill, press

IMT = {"reference": REAL, "workstream": "IMT"}
WORD = "https://council.example/" + "minutes-of-the-meeting" * 5


def overlapping() -> None:
    """Stages that overlap, a workstream of one month, one without stages, and every status."""
    _stage("IMT", "Engagement with those concerned", "2021-10", "2022-02")
    _stage("Archives", "Move", "2021-09", "2021-09")
    for workstream, status in (("CSC", "at_risk"), ("Archives", "complete"), ("Libraries", "late")):
        _said(workstream, date(2022, 1, 14), status)


def much_said() -> None:
    """The trail of a workstream has two pages."""
    for day in range(1, 29):
        _said("IMT", date(2021, 6, day), "on_plan")


def _stage(workstream: str, stage: str, first: str, last: str) -> None:
    WorkstreamStage.objects.create(
        contract=contract(), workstream=workstream, stage=stage, month_from=first, month_to=last, position=99
    )


def _said(workstream: str, as_at: date, status: str) -> None:
    said = {"workstream": workstream, "as_at": as_at, "status": status, "narrative": f"As {WORD} says"}
    WorkstreamUpdate.objects.create(contract=contract(), position=99, **said)


def stage() -> int:
    return WorkstreamStage.objects.filter(contract__reference=REAL, workstream="IMT").earliest("pk").pk


def update() -> int:
    return WorkstreamUpdate.objects.filter(contract__reference=REAL, workstream="IMT").earliest("pk").pk


STAGE = {"reference": REAL, "stage": stage}
UPDATE = {"reference": REAL, "update": update}

PAGES = [
    *as_each_role("programme", "officer", to="programme"),
    Visit(what="programme, none", to="programme", by="planner", values={"reference": NEW}),
    Visit(what="programme, overlapping stages", to="programme", by="officer", given=overlapping),
    *as_each_role("workstream", "officer", to="workstream_detail", values=IMT),
    Visit(what="workstream, much said", to="workstream_detail", by="member", values=IMT, given=much_said),
    Visit(
        what="workstream, nothing found",
        to="workstream_detail",
        by="member",
        values=IMT,
        query="?search=nowhere",
    ),
    Visit(
        what="workstream without stages",
        to="workstream_detail",
        by="officer",
        values={"reference": REAL, "workstream": "Libraries"},
        given=overlapping,
    ),
]
FORMS = [
    Visit(what="add a stage", to="stage_add", by="officer"),
    Visit(what="add a stage, left empty", to="stage_add", by="officer", then=press("Add")),
    Visit(what="change a stage", to="stage_change", by="officer", values=STAGE),
    Visit(
        what="remove a stage, without a reason",
        to="stage_remove",
        by="officer",
        values=STAGE,
        then=press("Remove"),
    ),
    Visit(what="say where a workstream stands", to="update_add", by="officer", query="?workstream=IMT"),
    Visit(what="say where a workstream stands, left empty", to="update_add", by="officer", then=press("Add")),
    Visit(what="change an update", to="update_change", by="officer", values=UPDATE),
    Visit(
        what="remove an update, without a reason",
        to="update_remove",
        by="officer",
        values=UPDATE,
        then=press("Remove"),
    ),
    Visit(what="rename a workstream", to="workstream_rename", by="officer", values=IMT),
    Visit(
        what="rename a workstream, a name that is taken",
        to="workstream_rename",
        by="officer",
        values=IMT,
        then=fill(("Name of the workstream", "CSC"), button="Rename"),
    ),
]
VISITS = [*PAGES, *FORMS]
