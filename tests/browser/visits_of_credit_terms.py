"""Every page about credit terms, suspensions, payments, bands and warnings, in every state and role."""

from __future__ import annotations

from decimal import Decimal

from playwright.sync_api import Page

from contracts.calculations.months import Month
from contracts.calculations.pricing import Pricing, WarningKind
from contracts.models import CreditSuspension, CreditTerms, WarningRule
from kpis.actions.bands import NewBands, set_bands
from kpis.actions.credit_terms import change_credit_terms
from kpis.actions.payments import PaymentEdit, save_payments
from kpis.actions.suspensions import suspend_credits
from kpis.actions.warnings import add_warning
from tests.browser.scene import NEW, REAL, contract, fill_january, person
from tests.browser.states import AMBER, SHORTFALLS
from tests.browser.visits import Visit, as_each_role, fill, one_after_the_other, press
from tests.kpis.crediting import MODEL_BANDS, new_terms, tiers

JANUARY = Month(2022, 1)
KPI = {"reference": REAL, "kpi": AMBER}
PREVIEW, LAST, REASON = "Preview the effect", "Last month", "Reason"
WHY = "Reason for the change"
WORD = "https://council.example/" + "minutes-of-the-meeting" * 5


def ratchet_from_january() -> None:
    """January 2022 has an amber and a red, and a ratchet with repeats holds from it."""
    fill_january(values=SHORTFALLS)
    ladder = tiers(("0", "0"), ("5", "1"), ("20", "1.2"))
    new = new_terms("2022-01", repeat="2", pricing=Pricing.RATCHET, tiers=ladder)
    change_credit_terms(contract=contract(), new=new, by=person("administrator"))


def january_has_failures() -> None:
    fill_january(values=SHORTFALLS)


def credits_suspended() -> None:
    """From January 2022 on, for a reason without a blank."""
    suspend_credits(
        contract=contract(), month_from=JANUARY, month_to=None, reason=WORD, by=person("administrator")
    )


def kpi_has_bands() -> None:
    """The amber KPI has bands from January 2022 on."""
    kpi = contract().kpis.get(reference=AMBER)
    set_bands(
        kpi=kpi,
        new=NewBands(effective_from=JANUARY, bands=MODEL_BANDS, reason="As the schedule has it."),
        by=person("administrator"),
    )


def everything_is_watched_for() -> None:
    """One warning of each kind, all of which December 2021 completes but that of the cap."""
    for kind, number, months in (
        (WarningKind.POINTS_IN_MONTHS, 1, 3),
        (WarningKind.CAP_REACHED, 2, 3),
        (WarningKind.KPI_FAILING, 1, 6),
        (WarningKind.KPI_CONSECUTIVE, 1, 1),
    ):
        add_warning(
            contract=contract(),
            kind=kind,
            number=Decimal(number),
            months=months,
            month_from=Month(2021, 4),
            clause="8.4",
            by=person("administrator"),
        )


def latest(model: type) -> int:
    return model.objects.filter(contract=contract()).latest("pk").pk


def type_a_ratchet(page: Page) -> None:
    page.get_by_label("First month").fill("2022-01")
    page.get_by_label("Ratchet: pounds a point", exact=False).check()
    page.get_by_label("Multiplier of repeat failures").fill("2")
    page.locator("#id_tiers-0-above").fill("5")
    page.locator("#id_tiers-0-multiplier").fill("1.2")
    page.get_by_label(WHY).fill(WORD)


def type_half_a_notice_and_half_a_tier(page: Page) -> None:
    type_a_ratchet(page)
    page.get_by_label("Reference of a new notice").fill("CCN 200")
    page.locator("#id_tiers-1-above").fill("20")
    page.get_by_label("Cap in percent").fill("a tenth")


def type_bands(page: Page, *, upper: str = "95") -> None:
    page.get_by_label("First month").fill("2022-01")
    page.get_by_label(WHY).fill("As the schedule has it.")
    rows = (("95", "", "none", "0"), ("90", upper, "serious", "2"), ("", "90", "below_threshold", "4"))
    for place, (low, high, severity, points) in enumerate(rows):
        page.locator(f"#id_bands-{place}-low").fill(low)
        page.locator(f"#id_bands-{place}-high").fill(high)
        page.locator(f"#id_bands-{place}-severity").select_option(severity)
        page.locator(f"#id_bands-{place}-points").fill(points)


def type_bands_with_a_gap(page: Page) -> None:
    type_bands(page, upper="94")


def type_payments(page: Page) -> None:
    page.get_by_label("IMT in January 2022").fill("lots")
    page.get_by_label("CSC in January 2022").fill("1,000.005")


def cross_a_payment(page: Page) -> None:
    """Type a payment while the other officer saves one for the same area and month."""
    page.get_by_label("IMT in January 2022").fill("1000")
    area = contract().service_areas.get(code="IMT")
    theirs = PaymentEdit(area=area, month=JANUARY, seen=None, amount=Decimal(2000))
    save_payments(contract=contract(), edits=[theirs], by=person("second officer"))
    press("Save the payments")(page)


def choose_running(page: Page) -> None:
    page.get_by_label("The same KPI fails in so many consecutive measurement periods").check()
    page.get_by_label("How many", exact=True).fill("1.5")


def of_latest(name: str, model: type) -> dict[str, object]:
    return {"reference": REAL, name: lambda: latest(model)}


TERMS = [
    *as_each_role("credit terms", "administrator", to="credit_terms"),
    Visit(what="credit terms, none yet", to="credit_terms", by="planner", values={"reference": NEW}),
    Visit(what="credit terms, two sets", to="credit_terms", by="administrator", given=ratchet_from_january),
    Visit(what="change of terms", to="credit_terms_change", by="administrator"),
    Visit(
        what="change of terms, begun from a ratchet",
        to="credit_terms_change",
        by="administrator",
        given=ratchet_from_january,
    ),
    Visit(
        what="change of terms with mistakes",
        to="credit_terms_change",
        by="administrator",
        then=one_after_the_other(type_half_a_notice_and_half_a_tier, press(PREVIEW)),
    ),
    Visit(
        what="change of terms, another tier",
        to="credit_terms_change",
        by="administrator",
        then=one_after_the_other(type_a_ratchet, press("Add another tier")),
    ),
    Visit(
        what="preview of terms",
        to="credit_terms_change",
        by="administrator",
        given=january_has_failures,
        then=one_after_the_other(type_a_ratchet, press(PREVIEW)),
    ),
    Visit(
        what="terms confirmed",
        to="credit_terms_change",
        by="administrator",
        given=january_has_failures,
        then=one_after_the_other(type_a_ratchet, press(PREVIEW), press("Confirm the new terms")),
        lands_on="credit_terms",
    ),
    Visit(
        what="withdrawing terms",
        to="credit_terms_withdraw",
        by="administrator",
        values=of_latest("terms", CreditTerms),
        given=ratchet_from_january,
    ),
    Visit(
        what="withdrawing terms of closed months",
        to="credit_terms_withdraw",
        by="administrator",
        values=of_latest("terms", CreditTerms),
        then=fill((REASON, "A mistake"), button="Withdraw the terms"),
    ),
]

SUSPENSIONS = [
    Visit(what="credits suspended", to="credit_terms", by="administrator", given=credits_suspended),
    Visit(what="suspending credits", to="suspension_add", by="administrator"),
    Visit(
        what="suspending credits with mistakes",
        to="suspension_add",
        by="administrator",
        then=press("Suspend credits"),
    ),
    Visit(
        what="ending a suspension too early",
        to="suspension_end",
        by="administrator",
        values=of_latest("suspension", CreditSuspension),
        given=credits_suspended,
        then=fill((LAST, "2021-12"), (REASON, "Over"), button="End the suspension"),
    ),
    Visit(
        what="withdrawing a suspension",
        to="suspension_withdraw",
        by="administrator",
        values=of_latest("suspension", CreditSuspension),
        given=credits_suspended,
    ),
]

PAYMENTS = [
    *as_each_role("payments", "officer", to="payment_list"),
    Visit(what="payments of a year that is closed", to="payment_list", by="officer", query="?year=2019"),
    Visit(
        what="payments with mistakes",
        to="payment_list",
        by="officer",
        then=one_after_the_other(type_payments, press("Save the payments")),
    ),
    Visit(
        what="payments crossed by another's",
        to="payment_list",
        by="officer",
        then=cross_a_payment,
        status=409,
    ),
    Visit(what="payments without an area", to="payment_list", by="planner", values={"reference": NEW}),
]

BANDS = [
    Visit(what="bands, none yet", to="kpi_bands", by="administrator", values=KPI),
    Visit(what="bands", to="kpi_bands", by="administrator", values=KPI, given=kpi_has_bands),
    Visit(what="bands, member", to="kpi_bands", by="member", values=KPI, given=kpi_has_bands, repeats=True),
    Visit(what="change of bands", to="kpi_bands_change", by="administrator", values=KPI),
    Visit(
        what="bands with a gap",
        to="kpi_bands_change",
        by="administrator",
        values=KPI,
        then=one_after_the_other(type_bands_with_a_gap, press(PREVIEW)),
    ),
    Visit(
        what="preview of bands",
        to="kpi_bands_change",
        by="administrator",
        values=KPI,
        then=one_after_the_other(type_bands, press(PREVIEW)),
    ),
    Visit(
        what="withdrawing bands",
        to="kpi_bands_withdraw",
        by="administrator",
        values={**KPI, "month": "2022-01"},
        given=kpi_has_bands,
    ),
]

WARNINGS = [
    Visit(what="warnings, none yet", to="warning_list", by="administrator"),
    Visit(what="warnings", to="warning_list", by="administrator", given=everything_is_watched_for),
    Visit(
        what="warnings, member", to="warning_list", by="member", given=everything_is_watched_for, repeats=True
    ),
    Visit(what="adding a warning", to="warning_add", by="administrator"),
    Visit(
        what="adding a warning with mistakes",
        to="warning_add",
        by="administrator",
        then=one_after_the_other(choose_running, press("Add the warning")),
    ),
    Visit(
        what="ending a warning",
        to="warning_end",
        by="administrator",
        values=of_latest("warning", WarningRule),
        given=everything_is_watched_for,
    ),
    Visit(
        what="dashboard with warnings",
        to="contract_dashboard",
        by="member",
        query="?month=2021-12",
        given=everything_is_watched_for,
    ),
    Visit(
        what="review with warnings",
        to="month_review",
        by="manager",
        values={"reference": REAL, "month": "2021-12"},
        given=everything_is_watched_for,
    ),
]

VISITS = [*TERMS, *SUSPENSIONS, *PAYMENTS, *BANDS, *WARNINGS]
