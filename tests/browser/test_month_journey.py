"""The main job: a month of the real contract, from an officer's hands to the committee's eyes."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from kpis.models import Kpi, PeriodState
from tests.browser.keyboard import Keyboard
from tests.browser.scene import enough, january, kpis_due
from tests.browser.states import paid

pytestmark = pytest.mark.browser

AMBER, COUNTED, MITIGATED = "IMT_KPI_01", "IMT_KPI_02", "IMT_KPI_12"
COMMENT = "Two engineers left in the same week; both posts are filled from February."
STAYS = "() => { window.isStillHere = true }"
AREAS = ("CSC", "PM", "F", "ACF")


def enter_the_first_area(hands: Keyboard) -> None:
    """An amber with its comment, a computed value, one that is not reported; the rest as stated."""
    page = hands.page
    page.evaluate(STAYS)
    hands.tab_to(page.get_by_label(f"Value of {AMBER}"))
    hands.type("90.5")
    expect(page.locator(f"#{AMBER}-verdict")).to_contain_text("Amber 90.50%")
    hands.tab_to(page.get_by_label(f"Comment of {AMBER}"))
    hands.type(COMMENT)
    hands.tab_to(page.get_by_label(f"Numerator of {COUNTED}"))
    hands.type("191")
    hands.press("Tab")
    hands.type("200")
    expect(page.locator(f"#{COUNTED}-verdict")).to_contain_text("Green 95.50%")
    hands.tab_to(page.get_by_label(f"Outcome of {MITIGATED}"))
    page.keyboard.type("Not r")
    expect(page.locator(f"#{MITIGATED}-verdict")).to_contain_text("Blue")
    assert page.evaluate("window.isStillHere"), "the page was loaded anew"


def enter_values(hands: Keyboard, kpis: Iterable[Kpi]) -> None:
    """Type what meets target down the column of values, Enter leading from row to row."""
    first, *others = kpis
    hands.tab_to(hands.page.get_by_label(f"Value of {first}"))
    for kpi in (first, *others):
        expect(hands.page.get_by_label(f"Value of {kpi}")).to_be_focused()
        hands.type(f"{enough(kpi):f}")
        hands.press("Enter")
    expect(hands.page.get_by_role("button", name="Save", exact=True)).to_be_focused()


def the_officer_enters_and_submits(page: Page) -> None:
    hands = Keyboard(page)
    page.goto("/")
    hands.follow("Months")
    hands.follow("Enter results of January 2022")
    enter_the_first_area(hands)
    hands.save()
    expect(page.get_by_role("alert")).to_contain_text("3 results saved: IMT_KPI_01, IMT_KPI_02, IMT_KPI_12.")
    expect(page.get_by_label(f"Comment of {AMBER}")).to_have_value(COMMENT)

    hands.follow("Review January 2022")
    expect(page.locator("main h2").first).to_have_text("Missing before it can be submitted")
    expect(page.get_by_text("January 2022 cannot be submitted yet, with 36 results missing.")).to_be_visible()
    hands.follow("IMT_KPI_03")
    expect(page.locator("#row-IMT_KPI_03")).to_be_focused()
    expect(page.locator("#row-IMT_KPI_03")).to_be_in_viewport()

    of_area = {code: [kpi for kpi in kpis_due() if kpi.service_area.code == code] for code in ("IMT", *AREAS)}
    for kpi in of_area["IMT"][2:]:
        if kpi.reference != MITIGATED:
            hands.tab_to(page.get_by_label(f"Value of {kpi}"))
            hands.type(f"{enough(kpi):f}")
    for code in AREAS:
        hands.follow(f"Save and go to {code}", role="button")
        enter_values(hands, of_area[code])
    hands.follow("Save and review the month", role="button")
    hands.follow("Submit January 2022", role="button")
    expect(page.get_by_role("alert")).to_contain_text("January 2022 is submitted.")


def the_manager_signs_off(page: Page) -> None:
    hands = Keyboard(page)
    page.goto("/")
    hands.follow("January 2022 of Corporate Support Services Contract")
    line = page.locator("tr", has_text=COMMENT)
    expect(line.get_by_role("rowheader")).to_contain_text(AMBER)
    expect(line).to_contain_text("90.50%")
    hands.follow("Sign off January 2022", role="button")
    expect(page.get_by_role("alert")).to_contain_text("January 2022 is signed off.")


def the_member_reads(page: Page) -> None:
    hands = Keyboard(page)
    page.goto("/")
    hands.follow("Corporate Support Services Contract")
    headline = page.get_by_role("region", name="January 2022", exact=True)
    expect(headline).to_contain_text(
        "36 of 39 KPIs met target in January 2022; 1 met only the minimum; 2 are mitigated; "
        "none fell below the minimum."
    )
    expect(headline).to_contain_text("Signed off")
    expect(headline).to_contain_text("these results are final")
    expect(page.get_by_role("row", name="Minimum Service Level achieved")).to_contain_text("1")
    expect(page.locator("tr", has_text=COMMENT)).to_contain_text(AMBER)
    latest = page.locator(".csg-grid tr", has=page.get_by_role("link", name=AMBER)).get_by_role("link").last
    expect(latest).to_contain_text("A")
    hands.tab_to(latest)
    with page.expect_navigation():
        hands.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("% of P1 incidents resolved within 4 hours")
    expect(page.locator("tr:target")).to_contain_text(COMMENT)


def test_a_month_is_entered_by_keyboard_alone_signed_off_by_a_second_person_and_read(signed_in):
    paid()
    the_officer_enters_and_submits(signed_in("officer"))
    assert january().state == PeriodState.SUBMITTED
    the_manager_signs_off(signed_in("manager"))
    the_member_reads(signed_in("member"))

    period = january()
    assert period.state == PeriodState.SIGNED_OFF
    assert [str(period.submitted_by), str(period.signed_off_by)] == ["Olivia Hart", "Maya Singh"]
    assert {
        str(result.kpi): result.status for result in period.results.all() if result.status != "green"
    } == {
        AMBER: "amber",
        MITIGATED: "blue",
        "CSC_KPI_12": "blue",
    }
    assert period.results.count() == 39
    call_command("rejudge", "--check")
