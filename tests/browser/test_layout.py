"""Every page on every screen, by keyboard, and on paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser import findings, focus, itinerary, states
from tests.browser.findings import PHONE, WIDE
from tests.browser.scene import REAL, ROUND
from tests.browser.visits import Visit
from tests.browser.watch import FONTS

pytestmark = pytest.mark.browser

VISITS = {visit.what: visit for visit in itinerary.VISITS}
MAIN_PAGES = [
    VISITS[what]
    for what in (
        "sign in, left empty",
        "portfolio, something to sign off",
        "dashboard signed off",
        "service area, signed off",
        "KPI ACF_KPI_03",
        "months, officer",
        "sheet crossed by another's",
        "sheet with mistakes",
        "review, partly entered",
        "review, reopening would change",
        "people",
        "add a person, left empty",
        "account of an officer",
        "charts, member",
        "the trend of a KPI, open",
        "KPIs, member",
        "changes, member",
        "preview of a decommission",
        "mitigations, manager",
        "propose a mitigation, previewed",
        "agree a mitigation",
        "credits of a year of many failures",
        "a credit",
        "a credit note of many failures",
        "preview of terms",
        "payments, officer",
        "preview of bands",
        "adding a warning",
        "reports of a contract, officer",
        "the details of a report with a day that does not exist",
        "a draft report with much done",
        "a section with a wide table",
        "a section that somebody else saved",
        "a draft as it will look",
        "history, manager",
        "history of a KPI",
        "in the round with registers",
        "objectives of Barnet",
        "objective, much said",
        "savings, officer",
        "highlights of Barnet",
        "issues, two pages",
        "issue, escalated, officer",
        "raise an issue, left empty",
        "commitments, two pages",
        "assurance, overdue, officer",
        "meeting, officer",
        "programme, overlapping stages",
        "workstream, much said",
    )
]
MENU_IS_FOLDED_WHERE_IT_SHALL_BE = """() => {
  const toggle = document.querySelector(".govuk-js-service-navigation-toggle");
  return !toggle || toggle.hidden === matchMedia("(min-width: 40.0625em)").matches;
}"""
A4_ACROSS = (b"841", b"594")
"""Whole points."""
ZOOMED = {"width": 640, "height": 450}
"""A window of 1280 pixels, its text enlarged to 200%."""
TABLET = {"width": 768, "height": 1024}


@pytest.mark.parametrize("visit", MAIN_PAGES, ids=str)
def test_no_page_scrolls_sideways(visit, pay):
    page = pay(visit, screen=PHONE)
    for screen in (PHONE, ZOOMED, TABLET):
        page.set_viewport_size(screen)
        assert findings.too_wide(page) == []


@pytest.mark.parametrize(
    "visit",
    [
        Visit(what=f"long words, {to}", to=to, by=by, values=values, query=query, given=states.long_words)
        for to, by, values, query in (
            ("contract_dashboard", "member", {"reference": REAL}, ""),
            ("service_area", "member", {"reference": REAL, "code": "IMT"}, ""),
            ("kpi_detail", "member", {"reference": REAL, "kpi": states.AMBER}, ""),
            ("month_review", "manager", {"reference": REAL, "month": "2022-01"}, ""),
            ("month_entry", "officer", {"reference": REAL, "month": "2022-01", "code": "IMT"}, ""),
            ("people", "administrator", {"reference": REAL}, ""),
            ("account", "administrator", {}, ""),
            ("home", "manager", {}, ""),
        )
    ],
    ids=str,
)
def test_words_that_people_typed_without_a_blank_do_not_widen_a_page(visit, pay):
    assert findings.too_wide(pay(visit, screen=PHONE)) == []


@pytest.mark.parametrize(
    "visit",
    [
        Visit(
            what=f"long words in the round, {to}",
            to=to,
            by="manager",
            values={"reference": ROUND, **values},
            given=states.long_words_in_the_round,
        )
        for to, values in (
            ("round", {}),
            ("contract_dashboard", {}),
            ("statement", {}),
            ("objective_list", {}),
            ("objective_detail", {"objective": "O9"}),
            ("saving_list", {}),
            ("highlight_list", {}),
            ("issue_list", {}),
            ("issue_detail", {"issue": "I9"}),
            ("commitment_list", {}),
            ("commitment_detail", {"commitment": "C9"}),
            ("assurance_list", {}),
            ("assurance_detail", {"assurance": "A9"}),
            ("meeting_list", {}),
            ("meeting_detail", {"meeting": "M9"}),
            ("programme", {}),
        )
    ],
    ids=str,
)
def test_words_without_a_blank_do_not_widen_a_page_of_the_round_on_any_screen(visit, pay):
    page = pay(visit, screen=PHONE)
    for screen in (PHONE, TABLET, WIDE):
        page.set_viewport_size(screen)
        assert findings.too_wide(page) == []


# By keyboard.


@pytest.mark.parametrize("visit", MAIN_PAGES, ids=str)
@pytest.mark.parametrize("screen", [pytest.param(WIDE, id="wide"), pytest.param(PHONE, id="phone")])
def test_whoever_tabs_sees_where_they_are(visit, screen, pay):
    page = pay(visit, screen=screen)
    page.wait_for_function(MENU_IS_FOLDED_WHERE_IT_SHALL_BE)
    page.evaluate("document.activeElement.blur()")
    stops, complaints = focus.unseen(page, most=100)
    assert complaints == []
    assert stops > 5


def test_what_stays_in_sight_beside_a_scrolling_grid_does_not_cover_the_focus(pay):
    page = pay(VISITS["dashboard signed off"], screen=PHONE)
    page.locator(".csg-grid tbody tr").nth(2).get_by_role("link").last.focus()
    assert focus.unseen(page, most=11, key="Shift+Tab") == (11, [])


def test_the_first_tab_offers_to_skip_to_the_content(pay):
    page = pay(VISITS["dashboard signed off"])
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to main content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_phone_has_a_menu_that_opens(pay):
    page = pay(VISITS["dashboard signed off"], screen=PHONE)
    months = page.get_by_role("link", name="Months", exact=True)
    expect(months).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    months.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Months")


def test_a_phone_without_javascript_shows_the_menu(signed_in):
    page = signed_in("member", screen=PHONE, java_script_enabled=False)
    page.goto("/contracts/LCC-CSS/")
    expect(page.get_by_role("link", name="Months", exact=True)).to_be_visible()


def test_a_phone_opens_a_wide_table_at_its_latest_month(pay):
    page = pay(VISITS["dashboard signed off"], screen=PHONE)
    latest = page.locator(".csg-grid thead th").last.bounding_box()
    assert latest["x"] + latest["width"] <= PHONE["width"]


# On paper.


@pytest.mark.parametrize(
    ("what", "most_sides"),
    [("dashboard signed off", 5), ("dashboard of the first month", 6), ("KPI ACF_KPI_03", 10)],
)
def test_it_prints_on_a_few_sides_of_a4_without_what_only_a_screen_needs(what, most_sides, pay):
    page = pay(VISITS[what])
    page.emulate_media(media="print")
    for hidden in ("navigation", "contentinfo", "button"):
        for element in page.get_by_role(hidden).all():
            expect(element).to_be_hidden()
    for link in (
        page.get_by_role("link", name="Skip to main content"),
        page.get_by_role("link", name="Menu"),
    ):
        expect(link).to_be_hidden()
    file = page.pdf(prefer_css_page_size=True)
    assert set(re.findall(rb"/MediaBox \[0 0 (\d+)[.\d]* (\d+)", file)) == {A4_ACROSS}
    assert 2 <= len(re.findall(rb"/Type /Page\b", file)) <= most_sides


def test_colours_of_statuses_reach_the_paper(pay):
    page = pay(VISITS["dashboard signed off"])
    page.emulate_media(media="print")
    cells = page.locator(".csg-grid td:has(a)")
    assert cells.count() > 400
    assert set(cells.evaluate_all("all => all.map(cell => getComputedStyle(cell).printColorAdjust)")) == {
        "exact"
    }


@pytest.mark.parametrize(
    "what", ["portfolio, something to sign off", "review, reopening would change", "history, manager"]
)
def test_paper_has_no_addresses_after_links_no_buttons_and_states_that_can_be_read(what, pay):
    page = pay(VISITS[what])
    page.emulate_media(media="print")
    after = "links => links.map(link => getComputedStyle(link, '::after').content)"
    assert set(page.locator("main a").evaluate_all(after)) <= {"none"}
    expect(page.get_by_role("button").filter(visible=True)).to_have_count(0)
    ink = "states => states.map(state => getComputedStyle(state).printColorAdjust)"
    assert set(page.locator(".csg-state, .csg-status").evaluate_all(ink)) <= {"exact"}


@pytest.mark.parametrize(
    "what", ["dashboard signed off", "months, officer", "review, partly entered", "KPI ACF_KPI_03", "help"]
)
def test_a_page_that_came_whole_asks_for_no_typeface_of_gov_uk(what, signed_in):
    visit = VISITS[what]
    page = signed_in(visit.by or "member")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(visit.address)
    page.wait_for_load_state("networkidle")
    assert any("csg.css" in address for address in asked)
    assert [address for address in asked if FONTS in address] == []
