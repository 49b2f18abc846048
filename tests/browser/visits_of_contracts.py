"""Every page about a contract but those of its months, in every state and as every role sees it."""

from __future__ import annotations

from contracts.models import Membership, Role
from tests.browser import states
from tests.browser.scene import NEW, REAL, ROUND, contract, person
from tests.browser.visits import Visit, as_each_role, press

SECTION = {"reference": REAL, "code": "CSC"}


def role_of_the_member() -> int:
    return Membership.objects.get(user=person("member"), contract=contract()).pk


def only_administrator() -> int:
    return Membership.objects.get(role=Role.ADMINISTRATOR, contract=contract()).pk


HOME = [
    Visit(what="portfolio", to="home", by="manager"),
    Visit(what="portfolio, something to sign off", to="home", by="manager", given=states.submitted),
    Visit(what="portfolio of a member", to="home", by="member"),
    Visit(what="portfolio, nothing found", to="home", by="manager", query="?search=nowhere"),
    Visit(what="portfolio, wrong filter", to="home", by="manager", query="?state=forgotten"),
    Visit(what="portfolio of two pages", to="home", by="manager", given=states.thirty_contracts),
    Visit(
        what="portfolio, second page, sorted",
        to="home",
        by="manager",
        query="?page=2&sort=-title",
        given=states.thirty_contracts,
    ),
    Visit(what="no contract yet", to="home", by="newcomer"),
]

READING = [
    *as_each_role("dashboard of the open month", "member", to="contract_dashboard"),
    Visit(what="dashboard signed off", to="contract_dashboard", by="member", query="?month=2021-12"),
    Visit(what="dashboard of the first month", to="contract_dashboard", by="member", query="?month=2015-04"),
    Visit(what="dashboard submitted", to="contract_dashboard", by="member", given=states.submitted),
    Visit(what="dashboard of Barnet", to="contract_dashboard", by="member", values={"reference": ROUND}),
    Visit(what="dashboard without months", to="contract_dashboard", by="planner", values={"reference": NEW}),
    Visit(
        what="dashboard without results",
        to="contract_dashboard",
        by="planner",
        values={"reference": NEW},
        given=states.one_month_without_results,
    ),
    Visit(
        what="dashboard of no such month",
        to="contract_dashboard",
        by="member",
        query="?month=1999-01",
        status=404,
    ),
    Visit(what="service area, open month", to="service_area", by="member", values=SECTION),
    Visit(
        what="service area, signed off",
        to="service_area",
        by="member",
        values=SECTION,
        query="?month=2021-12",
    ),
    Visit(
        what="service area without KPIs",
        to="service_area",
        by="planner",
        values={"reference": NEW, "code": "HR"},
        given=states.one_month_without_results,
    ),
    *(
        Visit(what=f"KPI {kpi}", to="kpi_detail", by="member", values={"reference": REAL, "kpi": kpi})
        for kpi in ("IMT_KPI_05", "IMT_KPI_14", "ACF_KPI_03", "CSC_KPI_12")
    ),
    Visit(what="KPI of Barnet", to="kpi_detail", by="member", values={"reference": ROUND, "kpi": "REV_01"}),
    *(
        Visit(
            what=f"KPI without results, {kpi}",
            to="kpi_detail",
            by="planner",
            values={"reference": NEW, "kpi": kpi},
            given=states.one_month_without_results,
        )
        for kpi in ("IMT_KPI_02", "FIN_KPI_01")
    ),
]

PEOPLE_PAGES = [
    Visit(what="people", to="people", by="administrator"),
    Visit(what="add a person", to="person_add", by="administrator"),
    Visit(what="add a person, left empty", to="person_add", by="administrator", then=press("Add")),
    Visit(
        what="remove a role",
        to="person_remove",
        by="administrator",
        values={"reference": REAL, "membership": role_of_the_member},
    ),
    Visit(
        what="people, the last administrator stays",
        to="person_remove",
        by="administrator",
        values={"reference": REAL, "membership": only_administrator},
        lands_on="people",
        then=press("Remove the role"),
    ),
]
VISITS = [*HOME, *READING, *PEOPLE_PAGES]
