"""Every page about points and credits, in every state and as every role sees it."""

from __future__ import annotations

from kpis.actions import periods
from kpis.actions.open_months import judge_open_months
from tests.browser import states
from tests.browser.scene import NEW, REAL, contract, fill_january, january, person
from tests.browser.visits import Visit, as_each_role


def january_fails_without_payments() -> None:
    """January 2022 has an amber and a red, and nobody has recorded what was paid for it."""
    fill_january(values=states.SHORTFALLS)
    judge_open_months(contract=contract(), by=person("officer"), reason="To price the month")


def january_reopened() -> None:
    """January 2022 was signed off and opened again, so its credits are provisional."""
    states.signed_off()
    periods.reopen(period=january(), by=person("manager"), reason=states.REASON)


def of(month: str, code: str = "CSC") -> dict[str, object]:
    return {"reference": REAL, "month": month, "code": code}


VISITS = [
    *as_each_role("credits of the latest year", "member", to="credits"),
    Visit(what="credits of a year of many failures", to="credits", by="member", query="?year=2015-16"),
    Visit(what="credits of a year with a suspension", to="credits", by="member", query="?year=2019-20"),
    Visit(what="credits of a year without points", to="credits", by="member", query="?year=2018-19"),
    Visit(what="credits that wait", to="credits", by="member", given=january_fails_without_payments),
    Visit(what="credits of no such year", to="credits", by="member", query="?year=1999-00", status=404),
    Visit(what="credits before the first month", to="credits", by="planner", values={"reference": NEW}),
    Visit(
        what="credits without credit terms",
        to="credits",
        by="planner",
        values={"reference": NEW},
        given=states.one_month_without_results,
    ),
    Visit(what="a credit", to="credit_detail", by="member", values=of("2021-09")),
    Visit(what="a credit above the cap", to="credit_detail", by="member", values=of("2015-04")),
    Visit(what="a suspended credit", to="credit_detail", by="member", values=of("2020-03", "PM")),
    Visit(what="a credit without points", to="credit_detail", by="member", values=of("2021-07")),
    Visit(
        what="a credit that waits",
        to="credit_detail",
        by="member",
        values=of("2022-01"),
        given=january_fails_without_payments,
    ),
    Visit(
        what="no credit",
        to="credit_detail",
        by="planner",
        values={"reference": NEW, "month": "2021-04", "code": "IMT"},
        given=states.one_month_without_results,
    ),
    Visit(what="a credit note", to="credit_note", by="member", values=of("2021-09")),
    Visit(what="a credit note of many failures", to="credit_note", by="member", values=of("2015-04")),
    Visit(what="a credit note of a suspended month", to="credit_note", by="member", values=of("2020-03")),
    Visit(
        what="a credit note that somebody signed",
        to="credit_note",
        by="member",
        values=of("2022-01"),
        given=states.signed_off,
    ),
    Visit(
        what="no credit note yet",
        to="credit_note",
        by="member",
        values=of("2022-01"),
        given=january_reopened,
        status=409,
    ),
]
