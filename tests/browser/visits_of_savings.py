"""Every page about savings, in every state."""

from __future__ import annotations

from decimal import Decimal

from contracts.models import Saving
from tests.browser.scene import NEW, REAL, ROUND, contract
from tests.browser.visits import Visit, as_each_role, fill, press

WORD = "https://council.example/" + "minutes-of-the-meeting" * 5


def savings() -> None:
    """Too little, too much, as contracted, and not known yet."""
    for year, contracted, delivered in (
        ("2015/16", "1000000", "900000.50"),
        ("2016/17", "1000000", "1200000"),
        ("2017/18", "500000", "500000"),
        ("2018/19", "500000", None),
    ):
        Saving.objects.create(
            contract=contract(),
            financial_year=year,
            contracted=Decimal(contracted),
            delivered=delivered and Decimal(delivered),
            note=f"As {WORD} says",
        )


def saving() -> int:
    return Saving.objects.get(contract__reference=REAL, financial_year="2015/16").pk


ONE = {"reference": REAL, "saving": saving}

VISITS = [
    *as_each_role("savings", "officer", to="saving_list", given=savings),
    Visit(what="savings, none", to="saving_list", by="planner", values={"reference": NEW}),
    Visit(what="savings of Barnet", to="saving_list", by="member", values={"reference": ROUND}),
    Visit(
        what="savings, nothing found", to="saving_list", by="member", given=savings, query="?search=nowhere"
    ),
    Visit(
        what="savings, wrong filter", to="saving_list", by="member", given=savings, query="?standing=never"
    ),
    Visit(what="add a year of savings", to="saving_add", by="officer"),
    Visit(what="add a year of savings, left empty", to="saving_add", by="officer", then=press("Add")),
    Visit(
        what="add a year of savings, unexplained",
        to="saving_add",
        by="officer",
        then=fill(
            ("Financial year", "2019/20"),
            ("Contracted pounds (optional)", "6"),
            ("Delivered pounds (optional)", "5"),
            button="Add",
        ),
    ),
    Visit(what="change a year of savings", to="saving_change", by="officer", values=ONE, given=savings),
    Visit(
        what="remove a year of savings, without a reason",
        to="saving_remove",
        by="officer",
        values=ONE,
        given=savings,
        then=press("Remove"),
    ),
]
