"""A report is published, opened to everybody and corrected by an addendum, by keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from kpis.actions.periods import reopen
from reports.models import Publication
from tests.browser.keyboard import Keyboard
from tests.browser.scene import contract, person
from tests.browser.visits_of_publications import report_to_publish
from tests.reports.publications.publishing import with_documents

pytestmark = pytest.mark.browser

TITLE = "Performance of the Corporate Support Services Contract"
LATE = "The provider sent late figures for September."
SECRET = "Target missed by 0.46 percentage points."  # noqa: S105 - what the exempt row of the report says


def the_manager_publishes(hands: Keyboard) -> None:
    """Having read what members and what the public will read."""
    page = hands.page
    page.goto(contract().reports.get().get_absolute_url())
    hands.follow("Publish", role="button")
    expect(page.get_by_text(SECRET).first).to_be_visible()
    hands.follow("Read what the public will see")
    expect(page.get_by_text(SECRET)).to_have_count(0)
    hands.follow("Publish", role="button")
    expect(page.get_by_role("alert")).to_contain_text(
        "is published as publication 1. Its documents are being made."
    )
    with_documents(Publication.objects.get())


def the_manager_opens_it_to_everybody(hands: Keyboard) -> str:
    page = hands.page
    page.goto(Publication.objects.get(number=1).get_absolute_url())
    hands.follow("Switch the public link on", role="button")
    expect(page.get_by_role("alert")).to_contain_text("The public link is on.")
    return page.locator(".csg-public-link a").inner_text()


def the_officer_prepares_an_addendum(hands: Keyboard) -> None:
    page = hands.page
    page.goto(contract().get_absolute_url())
    hands.follow("Reports")
    hands.follow(f"Publication 1: {TITLE}")
    hands.follow("Prepare an addendum", role="button")
    expect(page.get_by_role("cell", name=f"September 2021: {LATE}").first).to_be_visible()
    hands.tab_to(page.get_by_label("Why it is corrected", exact=True))
    hands.type(LATE)
    hands.follow("Save and read it", role="button")
    expect(page.get_by_text("You prepared it, so someone else must publish it.")).to_be_visible()


def the_manager_publishes_it(hands: Keyboard) -> None:
    page = hands.page
    page.goto(f"{Publication.objects.get().get_absolute_url()}addendum/publish/")
    hands.follow("Publish the addendum", role="button")
    expect(page.get_by_role("alert")).to_contain_text("Addendum 2 is published beside Publication 1.")
    with_documents(Publication.objects.get(number=2))
    hands.follow(f"Publication 1: {TITLE}")
    expect(page.get_by_text("Every figure and text is as it was published.")).to_be_visible()


def test_a_report_is_published_opened_to_everybody_and_corrected_beside_itself(signed_in, page):
    report_to_publish()
    manager = Keyboard(signed_in("manager"))
    the_manager_publishes(manager)
    address = the_manager_opens_it_to_everybody(manager)
    before = list(Publication.objects.get().texts.values_list("sha256", flat=True))

    page.goto(address)
    expect(page.get_by_role("heading", name=TITLE, level=1)).to_be_visible()
    expect(page.get_by_text("Not for publication by virtue of paragraph 3").first).to_be_visible()
    expect(page.get_by_text(SECRET)).to_have_count(0)

    reopen(period=contract().periods.get(month="2021-09"), by=person("manager"), reason=LATE)
    the_officer_prepares_an_addendum(Keyboard(signed_in("officer")))
    the_manager_publishes_it(manager)
    assert list(Publication.objects.get(number=1).texts.values_list("sha256", flat=True)) == before
