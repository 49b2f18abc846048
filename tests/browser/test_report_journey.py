"""The report of January 2022: written from the record without a mouse, reviewed and published by another."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from reports.models import Report
from tests.browser.keyboard import Keyboard
from tests.browser.scene import contract
from tests.browser.visits_of_reports import draft_report
from tests.browser.visits_of_reports import report as the_report

pytestmark = pytest.mark.browser

TITLE = "Performance of the Corporate Support Services Contract"
BOARD = "Overview and Scrutiny Management Board"
SAID = "Serco's service desk met every target of the period."


def fill(hands: Keyboard, label: str, text: str) -> None:
    hands.tab_to(hands.page.get_by_label(label, exact=True))
    hands.type(text)


def the_officer_starts(hands: Keyboard) -> None:
    """August to December 2021, compared with July; all else as suggested."""
    page = hands.page
    page.goto("/")
    hands.follow("Reports")
    hands.follow("Start a report", role="button")
    expect(page.get_by_label("Title")).to_have_value(TITLE)
    expect(page.get_by_label("First month")).to_have_value("2021-07")
    hands.tab_to(page.get_by_label("First month"))
    hands.press("ArrowUp")
    expect(page.get_by_label("First month")).to_have_value("2021-08")
    hands.tab_to(page.get_by_label("Last month of the previous report"))
    page.keyboard.type("Jul")
    hands.press("Tab")
    page.keyboard.type("2021")
    expect(page.get_by_label("Last month of the previous report")).to_have_value("2021-07")
    fill(hands, "Meeting", BOARD)
    fill(hands, "Date of the meeting", "31/11/2021")
    fill(hands, "On behalf of", "Andrew Crookham, Executive Director Resources")
    hands.follow("Start the report", role="button")


def a_day_that_does_not_exist_is_put_right(hands: Keyboard) -> None:
    page = hands.page
    summary = page.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("There is no 31 November 2021: November 2021 has 30 days.")
    expect(page.get_by_label("Meeting", exact=True)).to_have_value(BOARD)
    hands.tab_to(summary.get_by_role("link"))
    hands.press("Enter")
    expect(page.get_by_label("Date of the meeting")).to_be_focused()
    hands.type("27/01/2022")
    hands.follow("Start the report", role="button")
    expect(page.get_by_role("alert")).to_contain_text("Report 1 is started")


def the_officer_edits_and_submits(hands: Keyboard) -> None:
    page = hands.page
    hands.follow("Conclusion")
    fill(hands, "Text", f"**In short:** {SAID}")
    hands.follow("Show how it will look", role="button")
    expect(page.locator(".csg-looks strong", has_text="In short:")).to_be_visible()
    hands.follow("Save", role="button")
    expect(page.locator("#conclusion")).to_contain_text("Edited")
    hands.follow("Move up the section Service credits", role="button")
    expect(page.locator("#credits")).to_contain_text("9. Service credits")
    hands.follow("Leave out the section Appendix: status of every KPI", role="button")
    expect(page.locator("#appendix")).to_contain_text("Left out")
    hands.follow("Read it as it will look", role="button")
    expect(page.get_by_text("The Overview and Scrutiny Management Board is invited to:")).to_be_visible()
    expect(page.get_by_text("There were no instances where KPIs fell below the MSL")).to_be_visible()
    expect(page.get_by_text(SAID)).to_be_visible()
    page.go_back()
    hands.follow("Submit for review", role="button")
    expect(page.get_by_role("alert")).to_contain_text("Report 1 is submitted for review.")


def the_manager_publishes(hands: Keyboard) -> None:
    page = hands.page
    page.goto("/")
    hands.follow("Corporate Support Services Contract")
    hands.follow("Reports")
    hands.follow(f"Report 1: {TITLE}")
    hands.follow("Publish", role="button")
    expect(page.get_by_text(SAID)).to_be_visible()
    hands.follow("Publish", role="button")
    expect(page.get_by_role("alert")).to_contain_text("Report 1 is published as publication 1.")


def the_member_reads(page: Page) -> None:
    hands = Keyboard(page)
    page.goto("/")
    hands.follow("Corporate Support Services Contract")
    hands.follow("Reports")
    hands.follow(f"Publication 1: {TITLE}")
    expect(page.get_by_text(SAID)).to_be_visible()


def test_a_report_is_written_by_keyboard_alone_published_by_a_second_person_and_read(signed_in):
    officer = Keyboard(signed_in("officer"))
    the_officer_starts(officer)
    a_day_that_does_not_exist_is_put_right(officer)
    the_officer_edits_and_submits(officer)
    assert the_report().state == "in_review"
    the_manager_publishes(Keyboard(signed_in("manager")))
    the_member_reads(signed_in("member"))

    report = Report.objects.get(contract=contract())
    assert report.state == "published"
    assert [str(report.submitted_by), str(report.published_by)] == ["Olivia Hart", "Maya Singh"]
    kinds = list(report.sections.filter(is_included=True).order_by("position").values_list("kind", flat=True))
    assert kinds.index("credits") < kinds.index("points")
    assert "appendix" not in kinds


def test_where_a_section_moved_the_keyboard_goes_on(signed_in):
    draft_report()
    hands = Keyboard(signed_in("officer"))
    hands.page.goto(the_report().get_absolute_url())
    hands.follow("Move down the section Background", role="button")
    expect(hands.page.locator("#background")).to_be_in_viewport()
    hands.tab_to(hands.page.get_by_role("link", name="Background", exact=True))
    hands.press("Tab")
    expect(
        hands.page.get_by_role("button", name="Move up the section Background", exact=True)
    ).to_be_focused()
