"""What people do beside entering a whole month, each in a browser of their own."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import Page, expect

from contracts.models import Membership, Role, User
from kpis.actions.demo import PASSWORD
from kpis.models import PeriodState, Result
from tests.browser import states
from tests.browser.scene import REAL, contract, fill_january, january
from tests.browser.visits import press
from tests.browser.visits_of_accounts import sign_in, stay_away

pytestmark = pytest.mark.browser

MONTH = [REAL, "2022-01"]
SHEET = reverse("month_entry", args=[*MONTH, "IMT"])
REVIEW = reverse("month_review", args=MONTH)
KPI, OTHER = "IMT_KPI_01", "IMT_KPI_02"


def the(field: str, page: Page, kpi: str = KPI):
    """The input of a KPI's row with that label."""
    return page.get_by_label(f"{field} of {kpi}", exact=True)


def told(page: Page, words: str) -> None:
    """The page says so in its banner."""
    expect(page.locator(".govuk-notification-banner")).to_contain_text(words)


def complained(page: Page, *sentences: str) -> None:
    """The summary of problems has the focus and these sentences, no others."""
    summary = page.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("listitem")).to_have_text(list(sentences))


def result(kpi: str = KPI) -> Result | None:
    return january().results.filter(kpi__reference=kpi).first()


# Signing in and out.


def test_a_password_opens_the_way_to_the_page_that_was_asked_for(page):
    page.goto(REVIEW)
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    sign_in(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Review January 2022")


def test_what_was_typed_when_the_sign_in_ended_is_sent_after_signing_in_again(signed_in):
    page = signed_in("officer")
    page.goto(SHEET)
    the("Comment", page).evaluate("area => area.closest('details').open = true")
    the("Comment", page).fill("Two lines\nof a comment")
    stay_away(page)
    the("Value", page).fill("96.5")
    expect(page.locator(f"#{KPI}-verdict")).to_contain_text("You have been signed out. Save")
    page.get_by_role("button", name="Save", exact=True).click()
    said = page.locator(".govuk-notification-banner__heading")
    expect(said).to_contain_text(
        ["You were signed out because nothing happened for 60 minutes.", "What you sent is kept"]
    )
    sign_in(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("What you typed is still here")
    assert result() is None
    page.get_by_role("button", name="Send it now").click()
    told(page, f"1 result saved: {KPI}.")
    expect(page).to_have_url(re.compile(f"{SHEET}$"))
    assert (result().value, result().comment) == (Decimal("96.5"), "Two lines\nof a comment")


def test_what_was_typed_before_they_signed_in_again_in_another_window_is_sent(signed_in, watch):
    watch.expect(403)
    page = signed_in("officer")
    page.goto(SHEET)
    the("Value", page).fill("96.5")
    expect(page.locator(f"#{KPI}-verdict")).to_contain_text("96.50%")
    other = page.context.new_page()
    other.goto(reverse("account_logout"))
    press("Sign out")(other)
    sign_in(other)
    other.close()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Send it now").click()
    told(page, f"1 result saved: {KPI}.")


def test_a_wrong_password_is_said_to_be_wrong_and_opens_nothing(page):
    page.goto(REVIEW)
    sign_in(page, password="every month, end to begin")
    complained(page, "The e-mail address or the password is not right")
    expect(page.get_by_label("E-mail address")).to_have_value("officer@example.org")
    expect(page.get_by_label("Password")).to_have_value("")
    page.goto(REVIEW)
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_who_signs_out_has_to_sign_in_again(signed_in):
    page = signed_in("officer")
    page.goto(REVIEW)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.goto(REVIEW)
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


# Two officers, one row.


def cross(signed_in) -> Page:
    """Two officers open the sheet; the first saves, then the second, whose page this is."""
    first, second = signed_in("officer"), signed_in("second officer")
    for page in (first, second):
        page.goto(SHEET)
    the("Value", first).fill("97")
    first.get_by_role("button", name="Save", exact=True).click()
    told(first, "1 result saved: IMT_KPI_01.")
    the("Value", second).fill("90.5")
    expect(second.locator(f"#{KPI}-verdict")).to_contain_text("Amber")
    the("Comment", second).fill("Counted twice.")
    the("Value", second, OTHER).fill("95")
    second.get_by_role("button", name="Save", exact=True).click()
    return second


@pytest.mark.parametrize(
    ("choice", "value", "comment"),
    [
        pytest.param("Use mine, as it stands in the boxes of this row", "90.5", "Counted twice.", id="mine"),
        pytest.param("Keep theirs", "97", "", id="theirs"),
    ],
)
def test_whose_row_somebody_else_changed_sees_both_versions_and_chooses(
    signed_in, watch, choice, value, comment
):
    watch.expect(409)
    page = cross(signed_in)
    complained(page, f"Olivia Hart changed {KPI} while you were typing: choose what to keep.")
    versions = page.get_by_role("group", name=f"Olivia Hart changed {KPI}")
    expect(versions).to_contain_text("Measured: 97.00%")
    expect(versions).to_contain_text("Measured: 90.50%")
    expect(versions).to_contain_text("Comment: Counted twice.")
    expect(the("Value", page)).to_have_value("90.5")
    expect(the("Comment", page)).to_have_value("Counted twice.")
    told(page, f"1 result saved: {OTHER}.")
    assert [str(result().stated_value.normalize()), str(result().entered_by)] == ["97", "Olivia Hart"]

    page.get_by_label(choice).check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".govuk-error-summary")).to_have_count(0)
    expect(the("Value", page)).to_have_value(value)
    expect(the("Comment", page)).to_have_value(comment)
    assert [f"{result().stated_value.normalize():f}", result().comment] == [value, comment]


# Wrong input.


def test_what_is_wrong_is_said_at_the_top_and_beside_the_field_and_nothing_typed_is_lost(signed_in):
    page = signed_in("officer")
    page.goto(SHEET)
    the("Value", page).fill("ninety-five")
    the("Numerator", page, OTHER).fill("12")
    the("Value", page, "IMT_KPI_03").fill("99.9")
    page.get_by_role("button", name="Save", exact=True).click()

    wrong = f"The value of {KPI} must be a number, for example 1,234.5."
    complained(page, wrong, f"Enter the denominator of {OTHER} too, or clear its numerator.")
    expect(page).to_have_title("Error: Enter January 2022, IMT – CSG Monitor")
    expect(the("Value", page)).to_have_accessible_description(f"Error: {wrong}")
    expect(the("Value", page)).to_have_attribute("aria-invalid", "true")
    page.get_by_role("link", name=wrong).click()
    expect(the("Value", page)).to_be_focused()

    expect(the("Value", page)).to_have_value("ninety-five")
    expect(the("Numerator", page, OTHER)).to_have_value("12")
    expect(the("Value", page, "IMT_KPI_03")).to_have_value("99.9")
    assert january().results.count() == 0

    the("Value", page).fill("95")
    the("Denominator", page, OTHER).fill("12")
    page.get_by_role("button", name="Save", exact=True).click()
    told(page, "3 results saved")


# Leaving without saving.


def test_who_leaves_a_sheet_with_something_unsaved_is_asked_first(signed_in):
    page = signed_in("officer")
    page.goto(SHEET)
    the("Value", page).press_sequentially("97")
    asked = []

    def stay(dialog):
        asked.append(dialog.type)
        dialog.dismiss()

    page.once("dialog", stay)
    page.get_by_role("link", name="CSC Customer Services Centre").click()
    expect(the("Value", page)).to_have_value("97")
    assert asked == ["beforeunload"]

    page.get_by_role("button", name="Save", exact=True).click()
    told(page, "1 result saved")
    page.get_by_role("link", name="CSC Customer Services Centre").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Customer Services Centre")


def test_who_types_and_takes_it_back_is_not_asked(signed_in):
    page = signed_in("officer")
    page.goto(SHEET)
    the("Value", page).press_sequentially("97")
    the("Value", page).fill("")
    page.get_by_role("link", name="CSC Customer Services Centre").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Customer Services Centre")


# Without JavaScript.


def test_a_month_is_checked_saved_and_submitted_without_javascript(signed_in):
    fill_january(by="second officer", but=[KPI])
    states.paid()
    page = signed_in("officer", java_script_enabled=False)
    page.goto(SHEET)
    the("Value", page).fill("90.5")
    page.get_by_role("button", name="Check without saving").click()
    expect(page.locator(f"#{KPI}-verdict")).to_contain_text("Amber")
    expect(the("Value", page)).to_have_value("90.5")
    assert result() is None

    page.get_by_role("button", name="Save", exact=True).click()
    told(page, f"1 result saved: {KPI}.")
    page.get_by_role("link", name="Review January 2022").click()
    page.get_by_role("definition").get_by_role("link", name=KPI).click()
    the("Comment", page).fill("Two engineers left.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="Review January 2022").click()
    page.get_by_role("button", name="Submit January 2022").click()
    told(page, "January 2022 is submitted.")
    assert january().state == PeriodState.SUBMITTED


# Sending back and reopening.


def test_a_month_is_sent_back_with_a_reason_that_the_officer_reads(record, signed_in):
    record.show("submitted", states.submitted)
    page = signed_in("manager")
    page.goto(REVIEW)
    page.get_by_text("Send back instead").click()
    page.get_by_role("button", name="Send back").click()
    complained(page, "Say why, for those who put it right and for the record.")
    page.get_by_label("Reason").fill(states.REASON)
    page.get_by_role("button", name="Send back").click()
    told(page, "January 2022 is sent back.")

    page = signed_in("officer")
    page.goto(SHEET)
    expect(page.locator("main")).to_contain_text(states.REASON)
    the("Value", page).fill("96")
    page.get_by_role("button", name="Save", exact=True).click()
    told(page, f"1 result saved: {KPI}.")
    assert [message.to for message in mail.outbox] == [["officer@example.org"]]


def test_reopening_shows_what_it_would_change_and_wants_a_reason(record, signed_in):
    record.show("terms_changed_since", states.terms_changed_since)
    page = signed_in("manager")
    page.goto(REVIEW)
    row = page.get_by_role("table", name="Results that reopening would judge anew").get_by_role("row").last
    expect(row.get_by_role("rowheader")).to_have_text(KPI)
    expect(row.get_by_role("cell").first).to_contain_text("Amber 90.50% TSL 95.00%, MSL 85.00%")
    expect(row.get_by_role("cell").last).to_contain_text("Green 90.50% TSL 90.00%, MSL 80.00%")
    page.get_by_text("Reopen this month").click()
    page.get_by_label("Reason").fill(states.REASON)
    page.get_by_role("button", name="Reopen").click()
    told(page, "January 2022 is reopened.")
    assert [january().state, result().status] == [PeriodState.OPEN, "green"]

    page.get_by_role("link", name="Dashboard of January 2022").click()
    expect(page.get_by_role("region", name="January 2022", exact=True)).to_contain_text("Provisional")


# People.


def test_an_administrator_adds_a_person_who_chooses_a_password_and_removes_them(signed_in, page, base_url):
    administrator = signed_in("administrator")
    administrator.goto(reverse("people", args=[REAL]))
    administrator.get_by_role("button", name="Add a person or a role").click()
    administrator.get_by_label("E-mail address").fill("Petra@council.example")
    administrator.get_by_label("Name").fill("Petra Page")
    administrator.get_by_label("Committee member").check()
    administrator.get_by_role("button", name="Add").click()
    told(administrator, "Petra Page was added and told by e-mail.")

    (link,) = [word for word in mail.outbox[0].body.split() if word.startswith(base_url + "/accounts/")]
    page.goto(link)
    for label in ("New password", "New password again"):
        page.get_by_label(label, exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Save the new password").click()
    page.goto(contract().get_absolute_url())
    page.get_by_label("E-mail address").fill("petra@council.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Corporate Support Services Contract")

    petra = User.objects.get(email="petra@council.example")
    assert list(petra.memberships.values_list("contract__reference", "role")) == [(REAL, Role.MEMBER)]
    administrator.get_by_role("link", name="Remove Petra Page: Committee member").click()
    administrator.get_by_role("button", name="Remove the role").click()
    told(administrator, "Petra Page is no longer committee member here.")
    assert not Membership.objects.filter(user=petra).exists()


def test_who_lost_their_role_finds_nothing_any_more(signed_in, watch):
    watch.expect(404)
    page = signed_in("member")
    page.goto(contract().get_absolute_url())
    Membership.objects.get(user__email="member@example.org", contract=contract()).delete()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
