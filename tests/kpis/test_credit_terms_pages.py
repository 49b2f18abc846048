"""The pages of credit terms: form, preview, confirmation."""

from __future__ import annotations

import re
from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse

from contracts.models import ChangeNotice
from kpis.forms.steps import CHANGED_MEANWHILE
from tests.factories import make_contract, make_kpi, make_membership, make_period, make_result, make_user
from tests.kpis.crediting import make_bands, make_credit_terms, make_payment, tiers_of, typed_terms
from tests.kpis.sheets import held, text_of

RATCHET = {
    "pricing": "ratchet",
    "tiers-0-above": "100",
    "tiers-0-multiplier": "1.2",
    "tiers-1-above": "20",
    "tiers-1-multiplier": "1",
}


@pytest.fixture
def terms(contract):
    """From April 2021; in June an amber and a red of IMT at £450 a point, capped at £2,000."""
    made = make_credit_terms(contract)
    make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-06", "92")
    make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-07", "92")
    make_payment(contract, "IMT", "2021-06", "20000")
    return made


@pytest.fixture
def visitor(administrator, client_of):
    return client_of(administrator)


def page(contract, name="credit_terms_change", *more):
    return reverse(name, args=[contract.reference, *more])


def hidden(response) -> dict[str, str]:
    """The hidden fields of a preview, as its form sends them."""
    main = response.content.decode()
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', main)
    return {unescape(name): unescape(value) for name, value in found}


def errors_of(response) -> list[str]:
    """The sentences of the error summary."""
    summary = re.search(r"govuk-error-summary__list.*?</ul>", response.content.decode(), re.DOTALL)
    assert summary, "there is no error summary"
    return [unescape(re.sub("<[^>]+>", "", item)) for item in re.findall(r"<li>.*?</li>", summary[0])]


def test_everyone_on_the_contract_reads_the_terms(contract, terms, member, client_of):
    text = text_of(client_of(member).get(page(contract, "credit_terms")))
    assert "From April 2021" in text
    assert "An amber result incurs 50% of the KPI’s points, a red one 100%." in text
    assert "Each point costs £450.00." in text
    assert "Change the credit terms" not in text


def test_terms_come_latest_first_with_their_months(contract, terms, visitor):
    make_credit_terms(contract, "2021-07", reason="Agreed again.")
    text = text_of(visitor.get(page(contract, "credit_terms")))
    assert text.index("From July 2021") < text.index("From April 2021 to June 2021")
    assert text.count("Withdraw the terms from July 2021") == 1
    assert "Withdraw the terms from April 2021" not in text


def test_a_contract_without_terms_says_so(contract, visitor):
    assert "This contract has no credit terms" in text_of(visitor.get(page(contract, "credit_terms")))


def test_the_form_begins_with_the_terms_of_now(contract, terms, visitor):
    form = visitor.get(page(contract))
    assert (held(form, "amber_share"), held(form, "cap_percent")) == ("0.5", "10")
    assert re.search(r'value="shares"[^>]*checked', form.content.decode())


def test_a_preview_writes_nothing_and_shows_the_effect(contract, terms, visitor):
    response = visitor.post(page(contract), typed_terms(amber_share="1", credit_per_point="10"))
    text = text_of(response)
    assert response.status_code == 200
    assert contract.credit_terms.count() == 1
    assert "The effect, worked on June 2021" in text
    assert "Now 5 £2,250.00 £2,000.00 £2,000.00 £250.00" in text
    assert "Proposed 10 £100.00 £2,000.00 £100.00 £0.00" in text
    assert "Difference +5 -£2,150.00 £0.00 -£1,900.00 -£250.00" in text
    assert "IMT_KPI_01 June 2021 Amber 5 10" in text
    assert "IMT_KPI_01 July 2021 Amber 5 10" in text


def test_a_preview_names_the_kpis_without_bands(contract, terms, visitor):
    kpis = list(contract.kpis.order_by("reference"))
    for kpi in kpis[1:]:
        make_bands(kpi, "2021-04")
    text = text_of(visitor.post(page(contract), typed_terms(regime="bands")))
    assert (
        "1 KPI with a target has no bands in July 2021, so its failures would cost nothing until bands are "
        f"laid down: {kpis[0]}"
    ) in text
    assert "no bands" not in text_of(visitor.post(page(contract), typed_terms()))


def test_what_was_typed_travels_to_the_confirmation(contract, terms, visitor):
    typed = typed_terms(reason='“Agreed”\nby the "Board" & all', **RATCHET)
    preview = visitor.post(page(contract), typed)
    sent = hidden(preview)
    assert {name: sent.get(name) for name in typed} == typed
    visitor.post(page(contract), {**sent, "then": "confirm"})
    made = contract.credit_terms.latest("effective_from")
    assert made.reason == typed["reason"]
    assert tiers_of(made) == [(20, 1), (100, Decimal("1.2"))]


def test_confirming_writes_the_terms_and_says_whose_points_changed(contract, terms, visitor):
    preview = visitor.post(page(contract), typed_terms(amber_share="1"))
    response = visitor.post(page(contract), {**hidden(preview), "then": "confirm"}, follow=True)
    text = text_of(response)
    assert "New credit terms hold from July 2021." in text
    assert "Points of open months that changed: IMT_KPI_01 in Jul 21 incurs 10, was 5." in text
    assert contract.credit_terms.latest("effective_from").amber_share == 1


def test_going_back_keeps_what_was_typed(contract, terms, visitor):
    preview = visitor.post(page(contract), typed_terms(reason="Because.", **RATCHET))
    form = visitor.post(page(contract), {**hidden(preview), "then": "change"})
    assert (held(form, "tiers-0-above"), held(form, "tiers-1-multiplier")) == ("100", "1")
    assert held(form, "reason") == "Because."
    assert "There is a problem" not in text_of(form)
    assert contract.credit_terms.count() == 1


def test_another_tier_can_be_asked_for_without_a_script(contract, terms, visitor):
    form = visitor.post(page(contract), typed_terms(month="", **RATCHET, then="add_row"))
    assert held(form, "tiers-0-above") == "100"
    assert 'name="tiers-2-above"' in form.content.decode()
    assert "There is a problem" not in text_of(form)


def test_nothing_is_confirmed_that_was_not_shown(contract, terms, visitor):
    """Somebody enters a result between the preview and the confirmation."""
    preview = visitor.post(page(contract), typed_terms(amber_share="1"))
    make_result(contract.kpis.get(reference="CSC_KPI_01"), "2021-07", "75")
    again = visitor.post(page(contract), {**hidden(preview), "then": "confirm"})
    assert CHANGED_MEANWHILE in text_of(again)
    assert contract.credit_terms.count() == 1
    assert "CSC_KPI_01 July 2021 Amber 15 30" in text_of(again)
    visitor.post(page(contract), {**hidden(again), "then": "confirm"})
    assert contract.credit_terms.count() == 2


def test_confirming_without_a_preview_only_previews(contract, terms, visitor):
    assert "Preview, nothing is written yet" in text_of(
        visitor.post(page(contract), typed_terms(then="confirm"))
    )
    assert contract.credit_terms.count() == 1


def test_a_closed_month_is_named_beside_the_field(contract, terms, visitor):
    response = visitor.post(page(contract), typed_terms("2021-05"))
    assert errors_of(response) == [
        "This would change May-Jun 2021, which are submitted or signed off: date the change later, or have "
        "the month sent back or reopened first."
    ]


@pytest.mark.parametrize(
    ("changes", "sentences"),
    [
        pytest.param({"effective_from": ""}, ["Enter the first month in which the terms hold."], id="month"),
        pytest.param(
            {"effective_from": "2021-13"},
            ["Enter a month as year and month, for example 2021-07"],
            id="no-such-month",
        ),
        pytest.param({"amber_share": ""}, ["Enter the share that amber incurs."], id="no-share"),
        pytest.param(
            {"red_share": "1.1"}, ["The share that red incurs must be at least 0 and at most 1."], id="share"
        ),
        pytest.param(
            {"amber_share": "0.12345"},
            ["The share that amber incurs can have at most 4 decimals."],
            id="fine",
        ),
        pytest.param(
            {"repeat_multiplier": "0.99"},
            ["The multiplier of repeat failures must be at least 1 and at most 999."],
            id="repeats-cost-less",
        ),
        pytest.param({"credit_per_point": ""}, ["Enter the credit per point in pounds."], id="no-price"),
        pytest.param(
            {"credit_per_point": "lots"},
            ["The credit per point in pounds must be a number, for example 1,234.5."],
            id="no-number",
        ),
        pytest.param(
            {"pricing": "share_of_charges"},
            ["Enter the percentage of charges per point."],
            id="no-rate",
        ),
        pytest.param(
            {"cap_percent": "100.01"}, ["The cap in percent must be at least 0 and at most 100."], id="cap"
        ),
        pytest.param({"cap_percent": ""}, ["Enter the cap in percent."], id="no-cap"),
        pytest.param({"reason": " "}, ["Say why the terms change, for the record."], id="no-reason"),
        pytest.param({"pricing": "ratchet"}, ["Give the tiers of the ratchet, at least one."], id="no-tiers"),
        pytest.param(
            {**RATCHET, "tiers-1-multiplier": ""},
            ["Fill in both boxes of a tier, or neither."],
            id="half",
        ),
        pytest.param(
            {**RATCHET, "tiers-1-above": "100.00"},
            ["Two tiers begin at the same number of points."],
            id="two-tiers-at-once",
        ),
        pytest.param(
            {"notice_reference": "CCN9", "notice_title": "Credits"},
            ["Enter the date of the new change notice."],
            id="notice-without-date",
        ),
        pytest.param(
            {"notice_reference": "CCN1", "notice_date": "2021-07-01", "notice_title": "Credits"},
            ["This contract has a change notice of that reference: choose it above."],
            id="notice-on-record",
        ),
        pytest.param(
            {"change_notice": "CCN1", "notice_title": "Credits"},
            ["Choose a notice on record or enter a new one, not both."],
            id="two-notices",
        ),
        pytest.param(
            {"notice_reference": "CCN9", "notice_date": "2021-11-31", "notice_title": "Credits"},
            ["Enter a day that exists, as 2022-04-01."],
            id="31-November",
        ),
        pytest.param(
            {"change_notice": "CCN77"}, ["Choose a change notice of this contract."], id="another-notice"
        ),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_lost(contract, terms, visitor, changes, sentences):
    ChangeNotice.objects.create(contract=contract, reference="CCN1", date="2021-06-01", title="The first")
    response = visitor.post(page(contract), typed_terms(**{"reason": "Because.", **changes}))
    assert errors_of(response) == sentences
    assert "<title>Error: " in response.content.decode()
    assert held(response, "reason").strip() == changes.get("reason", "Because.").strip()
    assert contract.credit_terms.count() == 1
    assert contract.change_notices.count() == 1


def test_the_lowest_and_highest_shares_are_taken(contract, terms, visitor):
    response = visitor.post(page(contract), typed_terms(amber_share="0", red_share="1.0", cap_percent="100"))
    assert "Preview, nothing is written yet" in text_of(response)


def test_a_notice_on_record_is_kept_with_the_terms(contract, terms, visitor):
    notice = ChangeNotice.objects.create(
        contract=contract, reference="CCN1", date="2021-06-01", title="First"
    )
    preview = visitor.post(page(contract), typed_terms(change_notice="CCN1"))
    assert "Under CCN1 of 1 June 2021, First." in text_of(preview)
    visitor.post(page(contract), {**hidden(preview), "then": "confirm"})
    assert contract.credit_terms.latest("effective_from").change_notice == notice


def test_another_contracts_notice_is_none_of_these(contract, other_contract, terms, visitor):
    ChangeNotice.objects.create(contract=other_contract, reference="CCN5", date="2021-06-01", title="Theirs")
    response = visitor.post(page(contract), typed_terms(change_notice="CCN5"))
    assert errors_of(response) == ["Choose a change notice of this contract."]


def test_figures_of_choices_that_were_not_made_are_left_out(contract, terms, visitor):
    typed = typed_terms(regime="bands", pricing="share_of_charges", charge_percent="1.5")
    preview = visitor.post(page(contract), typed)
    visitor.post(page(contract), {**hidden(preview), "then": "confirm"})
    made = contract.credit_terms.latest("effective_from")
    assert (made.amber_share, made.red_share, made.credit_per_point) == (None, None, None)


def test_withdrawing_asks_why_and_says_what_changed(contract, terms, visitor):
    latest = make_credit_terms(contract, "2021-07", amber_share=1)
    address = page(contract, "credit_terms_withdraw", latest.pk)
    assert errors_of(visitor.post(address, {"reason": ""})) == [
        "Say why, for those who put it right and for the record."
    ]
    text = text_of(visitor.post(address, {"reason": "Typed wrongly"}, follow=True))
    assert "The credit terms from July 2021 are withdrawn." in text
    assert "IMT_KPI_01 in Jul 21 incurs 5, was 10" in text
    assert contract.credit_terms.get() == terms


def test_terms_of_closed_months_are_not_withdrawn(contract, terms, visitor):
    response = visitor.post(page(contract, "credit_terms_withdraw", terms.pk), {"reason": "Typed wrongly"})
    assert "They judged Apr-Jun 2021" in errors_of(response)[0]
    assert held(response, "reason") == "Typed wrongly"
    assert contract.credit_terms.get() == terms


def test_another_contracts_terms_are_not_found(contract, other_contract, visitor):
    theirs = make_credit_terms(other_contract, "2021-07")
    assert visitor.post(page(contract, "credit_terms_withdraw", theirs.pk)).status_code == 404


def sized(kpis: int, rows: int):
    """A contract with so many KPIs that fail in a closed month and an open one, and so many terms."""
    contract = make_contract(f"BIG-{kpis}")
    for number in range(kpis):
        kpi = make_kpi(contract, f"IMT_KPI_{number:02}")
        make_result(kpi, "2021-04", "92")
        make_result(kpi, "2021-05", "92")
    for month in range(rows):
        make_credit_terms(contract, f"2022-{month + 1:02}")
    period = contract.periods.get(month="2021-04")
    period.state = "signed_off"
    period.save()
    make_period(contract, "2021-06")
    return contract


@pytest.mark.parametrize("name", ["credit_terms", "credit_terms_change"])
def test_queries_do_not_grow(name, db, client_of, django_assert_max_num_queries):
    counted = []
    for kpis, rows in ((2, 1), (12, 8)):
        contract = sized(kpis, rows)
        person = make_user(f"{kpis}@council.example")
        make_membership(person, contract, "administrator")
        visitor = client_of(person)
        send = visitor.get if name == "credit_terms" else visitor.post
        data = {} if name == "credit_terms" else typed_terms("2021-05", amber_share="1")
        with django_assert_max_num_queries(30) as queries:
            text = text_of(send(page(contract, name), data))
        assert "From January 2022" in text or "The effect, worked on April 2021" in text
        counted.append(len(queries))
    assert counted[0] == counted[1]
