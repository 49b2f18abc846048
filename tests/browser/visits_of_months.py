"""Every page about the months of a contract, in every state and as every role sees it."""

from __future__ import annotations

from playwright.sync_api import Page

from kpis.actions.results import Edit, save_results
from tests.browser import states
from tests.browser.scene import NEW, REAL, january, kpis_due, measured, person
from tests.browser.visits import Visit, as_each_role, one_after_the_other, press

JANUARY = {"reference": REAL, "month": "2022-01"}
DECEMBER = {"reference": REAL, "month": "2021-12"}
SHEET = {**JANUARY, "code": "IMT"}


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


MONTHS = [
    *as_each_role("months", "officer", to="month_list"),
    Visit(what="months, last page", to="month_list", by="member", query="?page=4"),
    Visit(what="months, none yet", to="month_list", by="planner", values={"reference": NEW}),
    *(
        Visit(
            what=f"sheet of {code}",
            to="month_entry",
            by="officer",
            values={**JANUARY, "code": code},
            repeats=code != "IMT",
        )
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
    *as_each_role("review of an open month", "officer", to="month_review", values=JANUARY),
    Visit(
        what="review, partly entered",
        to="month_review",
        by="officer",
        values=JANUARY,
        given=states.partly_entered,
    ),
    *as_each_role(
        "review of a submitted month", "manager", to="month_review", values=JANUARY, given=states.submitted
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
    *as_each_role("review of a signed-off month", "manager", to="month_review", values=DECEMBER),
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

VISITS = [*MONTHS, *REVIEW]
