"""The green trend in every state and as every role sees it."""

from __future__ import annotations

from tests.browser import states
from tests.browser.scene import NEW, ROUND
from tests.browser.visits import Visit, as_each_role

VISITS = [
    *as_each_role("green trend of the open month", "member", to="green_trend"),
    Visit(what="green trend signed off", to="green_trend", by="member", query="?month=2021-12"),
    Visit(what="green trend of the first month", to="green_trend", by="member", query="?month=2018-04"),
    Visit(what="green trend before tracking", to="green_trend", by="member", query="?month=2018-03"),
    Visit(
        what="green trend of no such month", to="green_trend", by="member", query="?month=1999-01", status=404
    ),
    Visit(what="green trend not tracked", to="green_trend", by="member", values={"reference": ROUND}),
    Visit(
        what="green trend before the first month", to="green_trend", by="planner", values={"reference": NEW}
    ),
    Visit(
        what="green trend without results",
        to="green_trend",
        by="planner",
        values={"reference": NEW},
        given=states.one_month_without_results,
    ),
]
