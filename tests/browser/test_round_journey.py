"""A month of a contract beyond its KPIs: recorded without a mouse, approved by another, read by a member."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from contracts.models import Issue, ObjectiveAssessment
from tests.browser.keyboard import Keyboard
from tests.browser.scene import contract

pytestmark = pytest.mark.browser

AIM = "Answer residents sooner."
FOUND = "Calls wait too long after the move"
WHY = "Three months after the move the waits are as long as in its first week."
RATED = "Calls are answered sooner than last winter, but not since the move."


def the_assessment() -> ObjectiveAssessment:
    return ObjectiveAssessment.objects.get(objective__contract=contract())


def fill(hands: Keyboard, label: str, text: str) -> None:
    hands.tab_to(hands.page.get_by_label(label, exact=True))
    hands.type(text)


def enter_day(hands: Keyboard, label: str, digits: str) -> None:
    """Type a day that reads alike whether the browser's own field puts the day or the month first."""
    hands.tab_to(hands.page.get_by_label(label, exact=True))
    hands.page.keyboard.type(digits)


def choose(hands: Keyboard, group: str, word: str) -> None:
    """Go to a group of choices and along it to a word."""
    choices = hands.page.get_by_role("group", name=group).get_by_role("radio")
    hands.tab_to(choices.first)
    hands.press("Space")
    wanted = hands.page.get_by_role("group", name=group).get_by_label(word, exact=True)
    for _ in range(choices.count()):
        if wanted.is_checked():
            return
        hands.press("ArrowDown")
    raise AssertionError(f"{word} is not among the choices of {group}")


def go_by(hands: Keyboard, target: Locator) -> None:
    hands.tab_to(target)
    with hands.page.expect_navigation():
        hands.press("Enter")


def follow_register(hands: Keyboard, name: str) -> None:
    links = hands.page.get_by_role("navigation", name="In the round")
    go_by(hands, links.get_by_role("link", name=name))


def the_officer_raises_an_issue_and_escalates_it(hands: Keyboard) -> None:
    page = hands.page
    page.goto("/")
    hands.follow("In the round")
    follow_register(hands, "Issues")
    hands.follow("Raise an issue", role="button")
    fill(hands, "What is wrong, in a line", FOUND)
    choose(hands, "Kind", "Snagging")
    choose(hands, "Is it under control?", "Partly")
    enter_day(hands, "Raised on", "10102021")
    hands.follow("Raise the issue", role="button")
    expect(page.get_by_role("alert")).to_contain_text("is raised.")
    hands.follow("Escalate to substantive", role="button")
    enter_day(hands, "On", "01012022")
    fill(hands, "Why it is substantive now", WHY)
    hands.follow("Escalate to substantive", role="button")
    expect(page.get_by_role("alert")).to_contain_text("is a substantive issue now.")


def the_officer_assesses_an_objective(hands: Keyboard) -> None:
    page = hands.page
    follow_register(hands, "Objectives")
    hands.follow("Add an objective", role="button")
    choose(hands, "By when", "Whole contract")
    fill(hands, "Objective", AIM)
    hands.follow("Add", role="button")
    hands.follow("Record an assessment", role="button")
    choose(hands, "Whose view", "Client")
    enter_day(hands, "As at", "01012022")
    choose(hands, "Rating", "Mixed")
    fill(hands, "What the rating rests on", RATED)
    hands.follow("Save", role="button")
    expect(page.get_by_text("Waits for approval").first).to_be_visible()


def the_manager_approves(hands: Keyboard) -> None:
    page = hands.page
    page.goto("/")
    if page.get_by_role("link", name="In the round").count() == 0:
        hands.follow("Corporate Support Services Contract")
    hands.follow("In the round")
    expect(page.get_by_text("Waits for approval")).to_have_count(0)
    expect(page.get_by_text(RATED)).to_have_count(0)
    follow_register(hands, "Objectives")
    go_by(hands, page.get_by_role("link", name="O1").first)
    go_by(hands, page.get_by_role("button", name="Approve").first)
    hands.follow("Approve", role="button")
    expect(page.get_by_role("alert")).to_contain_text("is approved")


def the_member_reads(page: Page) -> None:
    hands = Keyboard(page)
    page.goto("/")
    hands.follow("Corporate Support Services Contract")
    hands.follow("In the round")
    glance = page.locator(".csg-glance")
    expect(glance).to_contain_text("Of 1 objective the client rates 1 mixed")
    expect(glance).to_contain_text(f"({FOUND}) is only partly under control")
    expect(page.get_by_text(RATED)).to_be_visible()
    expect(page.get_by_text("Escalated")).to_be_visible()


def test_a_month_is_recorded_by_keyboard_alone_approved_by_a_second_person_and_read(signed_in):
    officer = Keyboard(signed_in("officer"))
    the_officer_raises_an_issue_and_escalates_it(officer)
    the_officer_assesses_an_objective(officer)
    assert the_assessment().state == "proposed"
    the_manager_approves(Keyboard(signed_in("manager")))
    the_member_reads(signed_in("member"))

    issue = Issue.objects.get(contract=contract())
    assert (issue.kind, issue.status, issue.updates.get().text) == ("substantive", "open", WHY)
    assessment = the_assessment()
    assert (assessment.state, str(assessment.recorded_by)) == ("approved", "Olivia Hart")
    assert str(assessment.decided_by) == "Maya Singh"
