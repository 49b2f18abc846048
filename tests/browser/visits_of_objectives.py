"""Every page about objectives and what each side says of them, in every state."""

from __future__ import annotations

from datetime import date

from contracts.actions import assessments
from contracts.actions.records import version_of
from contracts.models import Objective, ObjectiveAssessment
from tests.browser.scene import NEW, REAL, ROUND, contract, person
from tests.browser.visits import Visit, as_each_role, fill, press

O1 = {"reference": REAL, "objective": "O1"}
WORD = "https://council.example/" + "minutes-of-the-meeting" * 5
JUNE, JULY = date(2021, 6, 30), date(2021, 7, 31)


def objectives() -> None:
    """Two objectives; of the first the sides differ, and a later view of the client's waits."""
    first = _objective("O1", "contract")
    _objective("Y1", "year_one")
    _said(first, "provider", "on_track")
    row = _said(first, "client", "off_track")
    assessments.approve_assessment(assessment=row, seen=version_of(row), by=person("manager"))
    _said(first, "client", "mixed", JULY)


def sent_back() -> None:
    """What waited is sent back."""
    objectives()
    row = _waiting()
    seen, by = version_of(row), person("manager")
    assessments.send_back_assessment(assessment=row, seen=seen, by=by, reason=f"See {WORD}")


def recorded_by_the_manager() -> None:
    """What waits has the manager's own words."""
    _said(_objective("O1", "contract"), "client", "achieved", by="manager")


def much_said() -> None:
    """The list and the trail have two pages."""
    first = _objective("O1", "contract")
    for number in range(2, 41):
        _objective(f"O{number}", "contract")
    for day in range(1, 31):
        _said(first, "provider", "not_assessed", date(2021, 6, day))


def _objective(reference: str, horizon: str) -> Objective:
    text = f"Answer more quickly, as {WORD} says"
    return Objective.objects.create(contract=contract(), reference=reference, horizon=horizon, text=text)


def _said(
    objective: Objective, view: str, rating: str, as_at: date = JUNE, by: str = "officer"
) -> ObjectiveAssessment:
    said = {"narrative": f"As {WORD} says", "source": f"Letter, {WORD}"}
    row = ObjectiveAssessment(objective=objective, view=view, rating=rating, as_at=as_at, **said)
    assessments.record_assessment(assessment=row, by=person(by))
    return row


def _waiting() -> ObjectiveAssessment:
    return ObjectiveAssessment.objects.get(objective__contract__reference=REAL, state="proposed")


def undecided() -> int:
    """The primary key of the client's later view, whether it waits or was sent back."""
    return ObjectiveAssessment.objects.get(objective__contract__reference=REAL, as_at=JULY).pk


ONE = {**O1, "assessment": undecided}

LIST = [
    *as_each_role("objectives", "officer", to="objective_list", given=objectives),
    Visit(what="objectives, none", to="objective_list", by="planner", values={"reference": NEW}),
    Visit(what="objectives of Barnet", to="objective_list", by="member", values={"reference": ROUND}),
    Visit(what="objectives, two pages", to="objective_list", by="member", given=much_said),
    Visit(
        what="objectives, nothing found",
        to="objective_list",
        by="member",
        given=objectives,
        query="?search=nowhere",
    ),
    Visit(
        what="objectives, wrong filter",
        to="objective_list",
        by="member",
        given=objectives,
        query="?sides=never",
    ),
]
DETAIL = [
    *as_each_role("objective", "manager", to="objective_detail", values=O1, given=objectives),
    Visit(
        what="objective, a view sent back", to="objective_detail", by="officer", values=O1, given=sent_back
    ),
    Visit(
        what="objective, a view of one's own",
        to="objective_detail",
        by="manager",
        values=O1,
        given=recorded_by_the_manager,
    ),
    Visit(what="objective, much said", to="objective_detail", by="member", values=O1, given=much_said),
    Visit(
        what="objective never assessed",
        to="objective_detail",
        by="member",
        values={"reference": ROUND, "objective": "Y1"},
    ),
    Visit(what="dashboard, a view to approve", to="contract_dashboard", by="manager", given=objectives),
    Visit(what="portfolio, a view to approve", to="home", by="manager", values={}, given=objectives),
]
FORMS = [
    Visit(what="add an objective", to="objective_add", by="officer"),
    Visit(what="add an objective, left empty", to="objective_add", by="officer", then=press("Add")),
    Visit(what="change an objective", to="objective_change", by="officer", values=O1, given=objectives),
    Visit(
        what="remove an objective, refused",
        to="objective_remove",
        by="officer",
        values=O1,
        given=objectives,
        then=fill(("Reason", "Twice"), button="Remove"),
    ),
    Visit(what="assess an objective", to="assessment_add", by="officer", values=O1, given=objectives),
    Visit(
        what="assess an objective, left empty",
        to="assessment_add",
        by="officer",
        values=O1,
        given=objectives,
        then=press("Save"),
    ),
    Visit(
        what="change a view that was sent back",
        to="assessment_change",
        by="officer",
        values=ONE,
        given=sent_back,
    ),
]
STEPS = [
    Visit(what="approve a view", to="assessment_approve", by="manager", values=ONE, given=objectives),
    Visit(
        what="approve a view, done",
        to="assessment_approve",
        by="manager",
        values=ONE,
        given=objectives,
        then=press("Approve"),
        lands_on="objective_detail",
    ),
    Visit(
        what="send a view back, without a reason",
        to="assessment_send_back",
        by="manager",
        values=ONE,
        given=objectives,
        then=press("Send back"),
    ),
    Visit(what="remove a view", to="assessment_remove", by="officer", values=ONE, given=objectives),
]
VISITS = [*LIST, *DETAIL, *FORMS, *STEPS]
