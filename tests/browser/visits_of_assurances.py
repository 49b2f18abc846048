"""Every page about commitments, assurances and meetings, in every state and as every role sees it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from contracts.models import Assurance, Commitment, Meeting, MeetingPaper, Membership
from tests.browser.scene import NEW, ROUND, contract, person
from tests.browser.visits import Visit, as_each_role, fill, press

C1, A1, M1 = (
    {"reference": ROUND, name: code}
    for name, code in (("commitment", "C1"), ("assurance", "A1"), ("meeting", "M1"))
)
C9 = {"reference": ROUND, "commitment": "C9"}
EMPTY = {"reference": NEW}
LONG = "https://council.example/" + "papers-of-the-meeting" * 8


def kept() -> None:
    """The officer keeps Barnet's registers; some things are overdue, and a meeting has papers."""
    barnet = contract(ROUND)
    for name in ("officer", "administrator"):
        Membership.objects.get_or_create(user=person(name), contract=barnet, role=name)
    late = timezone.localdate() - timedelta(days=12)
    Commitment(contract=barnet, reference="C9", text=LONG, kind="audit", status="open", due=late).save()
    asked = barnet.assurances.get(reference="A1")
    asked.due, asked.assigned_to = late, person("officer")
    asked.save()
    MeetingPaper(meeting=barnet.meetings.get(), title=LONG, address=LONG).save()
    to_come = timezone.localdate() + timedelta(days=30)
    Meeting(contract=barnet, reference="M9", committee="Cabinet", held_on=to_come, note=LONG).save()


def forty_of_each() -> None:
    """The lists have two pages."""
    kept()
    for number in range(10, 50):
        day = timezone.localdate() - timedelta(days=number)
        said: dict[str, Any] = {"contract": contract(ROUND), "text": LONG, "status": "open"}
        Commitment(**said, reference=f"C{number}", kind="service").save()
        Assurance(**said, reference=f"A{number}", owner="client", meeting="Cabinet", requested=day).save()
        Meeting(contract=contract(ROUND), reference=f"M{number}", committee="Cabinet", held_on=day).save()


def paper() -> int:
    return MeetingPaper.objects.get(meeting__contract__reference=ROUND).pk


LISTS = [
    visit
    for noun in ("commitment", "assurance", "meeting")
    for visit in (
        *as_each_role(f"{noun}s", "officer", to=f"{noun}_list", values={"reference": ROUND}, given=kept),
        Visit(what=f"{noun}s, none", to=f"{noun}_list", by="planner", values=EMPTY),
        Visit(
            what=f"{noun}s, two pages",
            to=f"{noun}_list",
            by="member",
            values={"reference": ROUND},
            given=forty_of_each,
        ),
        Visit(
            what=f"{noun}s, nothing found",
            to=f"{noun}_list",
            by="member",
            values={"reference": ROUND},
            query="?search=nowhere",
        ),
    )
]
DETAILS = [
    *as_each_role("commitment, overdue", "officer", to="commitment_detail", values=C9, given=kept),
    *as_each_role("assurance, overdue", "officer", to="assurance_detail", values=A1, given=kept),
    *as_each_role("meeting", "officer", to="meeting_detail", values=M1, given=kept),
    Visit(what="commitment, delivered", to="commitment_detail", by="manager", values=C1),
    Visit(
        what="dashboard, something overdue",
        to="contract_dashboard",
        by="officer",
        values={"reference": ROUND},
        given=kept,
    ),
    Visit(what="portfolio, something overdue", to="home", by="officer", given=kept),
]
FORMS = [
    *(
        Visit(what=f"add: {name}", to=name, by="officer", values=M1, given=kept)
        for name in ("commitment_add", "assurance_add", "meeting_add", "meeting_paper_add")
    ),
    *(
        Visit(
            what=f"add, left empty: {name}", to=name, by="officer", values=M1, given=kept, then=press("Add")
        )
        for name in ("commitment_add", "assurance_add", "meeting_add", "meeting_paper_add")
    ),
    Visit(
        what="add a paper, wrong address",
        to="meeting_paper_add",
        by="officer",
        values=M1,
        given=kept,
        then=fill(("Title", "P"), ("Web address (optional)", "council"), button="Add"),
    ),
    *(
        Visit(what=f"change: {name}", to=name, by="officer", values={**C9, **A1, **M1}, given=kept)
        for name in ("commitment_change", "assurance_change", "meeting_change")
    ),
    Visit(what="change a settled commitment", to="commitment_change", by="officer", values=C1, given=kept),
]
STEPS = [
    *(
        Visit(what=f"step: {name}", to=name, by="officer", values={**C9, **A1, **M1}, given=kept)
        for name in (
            *("commitment_deliver", "commitment_miss", "commitment_remove"),
            *("assurance_answer", "assurance_close", "assurance_remove", "meeting_remove"),
        )
    ),
    Visit(what="reopen a commitment", to="commitment_reopen", by="officer", values=C1, given=kept),
    Visit(what="reopen an assurance", to="assurance_reopen", by="officer", values=A1, given=kept),
    Visit(
        what="deliver a commitment, left empty",
        to="commitment_deliver",
        by="officer",
        values=C9,
        given=kept,
        then=press("Record that it was delivered"),
    ),
    Visit(
        what="remove a meeting that an assurance names",
        to="meeting_remove",
        by="officer",
        values=M1,
        given=kept,
        then=fill(("Reason", "Twice"), button="Remove"),
    ),
    Visit(
        what="remove a paper",
        to="meeting_paper_remove",
        by="officer",
        values={**M1, "paper": paper},
        given=kept,
    ),
]
VISITS = [*LISTS, *DETAILS, *FORMS, *STEPS]
