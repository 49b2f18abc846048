"""Every page about highlights, in every state."""

from __future__ import annotations

from datetime import date

from contracts.models import Highlight
from tests.browser.scene import NEW, REAL, ROUND, contract
from tests.browser.visits import Visit, as_each_role, fill, press

WORD = "https://council.example/" + "minutes-of-the-meeting" * 5


def highlights() -> None:
    """One of an area and one of the contract as a whole."""
    area = contract().service_areas.first()
    for text, service_area in ((f"Laptops come in two days, as {WORD} says", area), ("An award.", None)):
        Highlight.objects.create(
            contract=contract(), as_at=date(2021, 7, 31), text=text, service_area=service_area
        )


def many() -> None:
    """The list has two pages."""
    for day in range(1, 31):
        Highlight.objects.create(contract=contract(), as_at=date(2021, 6, day), text=f"Number {day}")


def highlight() -> int:
    return Highlight.objects.get(contract__reference=REAL, text="An award.").pk


ONE = {"reference": REAL, "highlight": highlight}

VISITS = [
    *as_each_role("highlights", "officer", to="highlight_list", given=highlights),
    Visit(what="highlights, none", to="highlight_list", by="planner", values={"reference": NEW}),
    Visit(what="highlights of Barnet", to="highlight_list", by="member", values={"reference": ROUND}),
    Visit(what="highlights, two pages", to="highlight_list", by="member", given=many),
    Visit(
        what="highlights, nothing found",
        to="highlight_list",
        by="member",
        given=highlights,
        query="?search=nowhere",
    ),
    Visit(
        what="highlights, wrong filter",
        to="highlight_list",
        by="member",
        given=highlights,
        query="?area=never",
    ),
    Visit(what="add a highlight", to="highlight_add", by="officer"),
    Visit(what="add a highlight, left empty", to="highlight_add", by="officer", then=press("Add")),
    Visit(what="change a highlight", to="highlight_change", by="officer", values=ONE, given=highlights),
    Visit(
        what="change a highlight, done",
        to="highlight_change",
        by="officer",
        values=ONE,
        given=highlights,
        then=fill(("What went well", "Two awards."), button="Save"),
        lands_on="highlight_list",
    ),
    Visit(
        what="remove a highlight, without a reason",
        to="highlight_remove",
        by="officer",
        values=ONE,
        given=highlights,
        then=press("Remove"),
    ),
]
