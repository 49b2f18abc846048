"""Every page about a contract, in every state and as every role sees it."""

from __future__ import annotations

from playwright.sync_api import Page

from contracts.models import Membership, Role
from kpis.actions.results import Edit, save_results
from tests.browser import states
from tests.browser.scene import NEW, REAL, ROUND, contract, january, kpis_due, measured, person
from tests.browser.visits import DECEMBER, JANUARY, Visit, one_after_the_other, press

ROLES = ("member", "officer", "manager", "administrator")
SECTION = {"reference": REAL, "code": "CSC"}
SHEET = {**JANUARY, "code": "IMT"}


def role_of_the_member() -> int:
    return Membership.objects.get(user=person("member"), contract=contract()).pk


def only_administrator() -> int:
    return Membership.objects.get(role=Role.ADMINISTRATOR, contract=contract()).pk


def type_what_is_wrong(page: Page) -> None:
    """Text for a figure, a numerator without its denominator, a reason with a figure."""
    page.get_by_label("Value of IMT_KPI_01").fill("about ninety")
    page.get_by_label("Numerator of IMT_KPI_02").fill("12")
    page.get_by_label("Outcome of IMT_KPI_03").select_option("Not reported")
    page.get_by_label("Value of IMT_KPI_03").fill("99")


def type_an_amber_and_a_red(page: Page) -> None:
    page.get_by_label("Value of IMT_KPI_01").fill("90.5")
    page.get_by_label("Numerator of IMT_KPI_02").fill("1")
    page.get_by_label("Denominator of IMT_KPI_02").fill("2")
    page.get_by_label("Denominator of IMT_KPI_02").press("Tab")
    page.locator("#IMT_KPI_01-verdict .csg-status--amber").wait_for()
    page.locator("#IMT_KPI_02-verdict .csg-status--red").wait_for()


def cross_with_somebody_else(page: Page) -> None:
    """Type a value, while the other officer saves one for the same KPI."""
    page.get_by_label("Value of IMT_KPI_01").fill("97")
    page.get_by_label("Comment of IMT_KPI_01").evaluate("(text) => { text.value = 'Counted twice.' }")
    kpi = next(kpi for kpi in kpis_due() if kpi.reference == "IMT_KPI_01")
    theirs = Edit(kpi=kpi, version=0, entered=measured(states.SHORTFALLS[states.AMBER], "A quiet month."))
    save_results(period=january(), edits=[theirs], by=person("second officer"))
    press("Save")(page)


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('main details').forEach((each) => { each.open = true })")


def open_reason(page: Page) -> None:
    page.locator("main details > summary").last.click()


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
        query="?page=2&sort=-contract",
        given=states.thirty_contracts,
    ),
    Visit(what="no contract yet", to="home", by="newcomer"),
]

READING = [
    *(Visit(what=f"dashboard of the open month, {role}", to="contract_dashboard", by=role) for role in ROLES),
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

MONTHS = [
    *(Visit(what=f"months, {role}", to="month_list", by=role) for role in ROLES),
    Visit(what="months, last page", to="month_list", by="member", query="?page=4"),
    Visit(what="months, none yet", to="month_list", by="planner", values={"reference": NEW}),
    *(
        Visit(what=f"sheet of {code}", to="month_entry", by="officer", values={**JANUARY, "code": code})
        for code in ("IMT", "CSC", "PM", "F", "ACF")
    ),
    Visit(
        what="sheet with everything unfolded",
        to="month_entry",
        by="officer",
        values=SHEET,
        then=unfold,
    ),
    Visit(
        what="sheet judged as typed",
        to="month_entry",
        by="officer",
        values=SHEET,
        then=type_an_amber_and_a_red,
    ),
    Visit(
        what="sheet with mistakes",
        to="month_entry",
        by="officer",
        values=SHEET,
        then=one_after_the_other(type_what_is_wrong, press("Save")),
    ),
    Visit(
        what="sheet crossed by another's",
        to="month_entry",
        by="officer",
        values=SHEET,
        then=cross_with_somebody_else,
        status=409,
    ),
    Visit(what="sheet sent back", to="month_entry", by="officer", values=SHEET, given=states.sent_back),
    Visit(what="sheet submitted", to="month_entry", by="officer", values=SHEET, given=states.submitted),
    Visit(what="sheet signed off", to="month_entry", by="manager", values={**DECEMBER, "code": "CSC"}),
    Visit(
        what="sheet of an area without KPIs",
        to="month_entry",
        by="planner",
        values={"reference": NEW, "month": "2021-04", "code": "HR"},
        given=states.one_month_without_results,
    ),
    Visit(
        what="sheet with a quarterly KPI",
        to="month_entry",
        by="planner",
        values={"reference": NEW, "month": "2021-04", "code": "FIN"},
        given=states.one_month_without_results,
    ),
]

REVIEW = [
    *(
        Visit(what=f"review of an open month, {role}", to="month_review", by=role, values=JANUARY)
        for role in ROLES
    ),
    Visit(
        what="review, partly entered",
        to="month_review",
        by="officer",
        values=JANUARY,
        given=states.partly_entered,
    ),
    *(
        Visit(
            what=f"review of a submitted month, {role}",
            to="month_review",
            by=role,
            values=JANUARY,
            given=states.submitted,
        )
        for role in ROLES
    ),
    Visit(
        what="review, sending back without a reason",
        to="month_review",
        by="manager",
        values=JANUARY,
        given=states.submitted,
        then=one_after_the_other(open_reason, press("Send back")),
        lands_on="month_send_back",
    ),
    Visit(
        what="review, mitigation proposed",
        to="month_review",
        by="manager",
        values=JANUARY,
        given=states.mitigation_proposed,
    ),
    *(
        Visit(what=f"review of a signed-off month, {role}", to="month_review", by=role, values=DECEMBER)
        for role in ROLES
    ),
    Visit(
        what="review, reopening would change",
        to="month_review",
        by="manager",
        values=JANUARY,
        given=states.terms_changed_since,
        then=open_reason,
    ),
    Visit(what="review, sent back", to="month_review", by="officer", values=JANUARY, given=states.sent_back),
    Visit(what="review, reopened", to="month_review", by="officer", values=JANUARY, given=states.reopened),
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
VISITS = [*HOME, *READING, *MONTHS, *REVIEW, *PEOPLE_PAGES]
