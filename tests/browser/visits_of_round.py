"""A contract in the round, in every state and as every role sees it."""

from __future__ import annotations

from tests.browser import states
from tests.browser.scene import NEW, ROUND
from tests.browser.visits import Visit, as_each_role

VISITS = [
    *as_each_role("in the round", "member", to="round"),
    Visit(what="in the round with registers", to="round", by="member", values={"reference": ROUND}),
    Visit(what="in the round of a month signed off", to="round", by="member", query="?month=2021-12"),
    Visit(what="in the round of no such month", to="round", by="member", query="?month=1999-01", status=404),
    Visit(what="in the round before the first month", to="round", by="planner", values={"reference": NEW}),
    Visit(
        what="in the round with nothing recorded",
        to="round",
        by="planner",
        values={"reference": NEW},
        given=states.one_month_without_results,
    ),
    Visit(
        what="a KPI beside its baseline",
        to="kpi_detail",
        by="member",
        values={"reference": ROUND, "kpi": "CS_01"},
        repeats=True,
    ),
    Visit(
        what="a dashboard with baselines",
        to="contract_dashboard",
        by="member",
        values={"reference": ROUND},
        repeats=True,
    ),
]
