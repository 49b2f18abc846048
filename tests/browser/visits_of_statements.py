"""The statement of a range of months, in every state and as every role sees it."""

from __future__ import annotations

from tests.browser import states
from tests.browser.scene import NEW
from tests.browser.visits import Visit, as_each_role

VISITS = [
    *as_each_role("statement of the latest months", "member", to="statement"),
    Visit(what="statement of the report", to="statement", by="member", query="?from=2021-08&to=2021-12"),
    Visit(what="statement of years", to="statement", by="member", query="?from=2015-04&to=2021-12"),
    Visit(what="statement of one month", to="statement", by="member", query="?from=2015-04&to=2015-04"),
    Visit(
        what="statement of months backwards",
        to="statement",
        by="member",
        query="?from=2021-12&to=2021-08",
        status=400,
    ),
    Visit(
        what="statement of no months",
        to="statement",
        by="member",
        query="?from=July&to=2024-04",
        status=400,
    ),
    Visit(what="statement before the first month", to="statement", by="planner", values={"reference": NEW}),
    Visit(
        what="statement of a month without results",
        to="statement",
        by="planner",
        values={"reference": NEW},
        given=states.one_month_without_results,
    ),
]
