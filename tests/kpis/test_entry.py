"""The page of month entry: what it shows, what it saves, and the status of what is typed."""

from __future__ import annotations

import pytest

from contracts.calculations.months import Month
from kpis.models import PeriodState, Result
from tests.factories import (
    make_contract,
    make_kpi,
    make_membership,
    make_mitigation,
    make_period,
    make_result,
    make_terms,
)
from tests.kpis.sheets import address, held, row, sheet, text_of


@pytest.fixture
def kpi(contract):
    return contract.kpis.get(reference="IMT_KPI_01")


@pytest.fixture
def olive(client_of, officer):
    return client_of(officer)


def test_a_row_shows_terms_direction_and_the_three_months_before(contract, period, kpi, olive):
    make_result(kpi, "2021-04", "91.5")
    make_result(kpi, "2021-06", "97")
    text = text_of(olive.get(sheet(contract)))
    assert "KPI TSL MSL Apr 21 May 21 Jun 21 Outcome Numerator Denominator or value Status" in text
    assert "IMT_KPI_01 What IMT_KPI_01 counts Higher is better 95.00% 90.00%" in text
    assert "95.00% 90.00% 91.50% Amber – 97.00% Green" in text
    assert "IMT_KPI_02 What IMT_KPI_02 counts Lower is better 4 7 – – –" in text


def test_an_earlier_month_is_shown_only_while_the_kpi_was_in_service(contract, period, kpi, olive):
    for month in ("2021-05", "2021-06"):
        make_result(kpi, month, "91.5")
    kpi.in_service_from = Month(2021, 6)
    kpi.save()
    assert "95.00% 90.00% – – 91.50% Amber" in text_of(olive.get(sheet(contract)))


def test_the_terms_shown_are_those_in_force_that_month(contract, period, kpi, olive):
    make_terms(kpi, "2021-07", tsl="93", msl="88")
    make_terms(kpi, "2021-08", tsl="99", msl="98")
    assert "Higher is better 93.00% 88.00%" in text_of(olive.get(sheet(contract)))


def test_what_is_stored_stands_in_the_boxes(contract, period, kpi, olive):
    make_result(kpi, "2021-07", "92", numerator=92, denominator=100, comment="A <b>bad</b> month")
    answer = olive.get(sheet(contract))
    assert held(answer, "IMT_KPI_01-numerator") == "92"
    assert held(answer, "IMT_KPI_01-value") == "92"
    assert held(answer, "IMT_KPI_01-comment") == "A <b>bad</b> month"
    assert held(answer, "IMT_KPI_01-version") == "1"
    assert "IMT_KPI_01: Amber 92.00%" in text_of(answer)


def details_of(response, kpi):
    return response.content.decode().split(f'id="row-{kpi}"')[1].split("<summary")[0].rsplit("<details", 1)[1]


@pytest.mark.parametrize(
    ("value", "comment", "stands_open"),
    [("96", "", False), ("92", "", True), ("80", "", True), ("96", "All is well", True)],
    ids=["green", "amber", "red", "green with a comment"],
)
def test_the_place_for_a_comment_stands_open_where_one_is_wanted(
    contract, period, kpi, olive, value, comment, stands_open
):
    make_result(kpi, "2021-07", value, comment=comment)
    assert (" open" in details_of(olive.get(sheet(contract)), "IMT_KPI_01")) is stands_open


def test_agreed_mitigation_is_told_in_words_and_proposed_is_not(contract, period, kpi, olive):
    make_mitigation(kpi, month_from="2021-06", month_to="2021-07", reason="A new system")
    make_mitigation(kpi, reference="M2", state="proposed", reason="Not agreed yet")
    make_mitigation(kpi, reference="M3", month_from="2021-08", reason="Only later")
    text = text_of(olive.get(sheet(contract)))
    assert (
        "Mitigation M1, agreed from June 2021 until July 2021: amber or red counts as blue. A new system"
    ) in text
    assert "Not agreed yet" not in text
    assert "Only later" not in text


def test_kpis_that_are_not_due_are_named_and_cannot_be_entered(contract, period, olive):
    answer = olive.get(sheet(contract, "CSC"))
    assert "CSC_KPI_02 What CSC_KPI_02 counts: quarterly, not due this month" in text_of(answer)
    assert "CSC_KPI_02-value" not in answer.content.decode()
    olive.post(sheet(contract, "CSC"), row("CSC_KPI_02", value="95"))
    assert not Result.objects.filter(period=period).exists()


def test_a_kpi_without_a_target_is_entered_for_information(contract, period, olive):
    olive.post(sheet(contract, "CSC"), row("CSC_KPI_03", value="12"))
    assert "CSC_KPI_03: For information 12.00%" in text_of(olive.get(sheet(contract, "CSC")))


def test_areas_say_what_they_still_want(contract, period, olive):
    olive.post(sheet(contract), row(value="92"))
    text = text_of(olive.get(sheet(contract)))
    assert "IMT IMT services 1 result and 1 comment missing" in text
    assert "CSC CSC services 1 result missing" in text
    olive.post(sheet(contract, "CSC"), row("CSC_KPI_01", value="92"))
    assert "CSC CSC services complete" in text_of(olive.get(sheet(contract)))


def test_any_part_can_be_saved_at_any_time(contract, period, olive):
    answer = olive.post(sheet(contract), row(value="96") | row("IMT_KPI_02"), follow=True)
    assert answer.redirect_chain == [(sheet(contract), 302)]
    assert "1 result saved: IMT_KPI_01." in text_of(answer)
    assert [result.kpi.reference for result in Result.objects.filter(period=period)] == ["IMT_KPI_01"]


@pytest.mark.parametrize(
    ("before", "sent", "sentence"),
    [
        (None, {"numerator": "0", "denominator": "0"}, "nothing out of nothing is kept as no activity"),
        (None, {}, "Nothing had changed, so nothing was saved."),
        ("96", {"version": 1}, "Cleared: IMT_KPI_01."),
    ],
    ids=["0/0", "nothing", "cleared"],
)
def test_saving_says_what_became_of_it(contract, period, kpi, olive, before, sent, sentence):
    if before:
        make_result(kpi, "2021-07", before)
    assert sentence in text_of(olive.post(sheet(contract), row(**sent), follow=True))


@pytest.mark.parametrize(
    ("code", "leads_to"), [("IMT", "entry/CSC/"), ("CSC", "months/2021-07/")], ids=["first", "last"]
)
def test_save_and_next_leads_through_the_areas_to_the_review(contract, period, olive, code, leads_to):
    answer = olive.post(sheet(contract, code), row(f"{code}_KPI_01", value="96") | {"then": "next"})
    assert answer.url.endswith(leads_to)


def test_a_check_shows_every_status_and_saves_nothing(contract, period, olive):
    sent = row(value="92") | row("IMT_KPI_02", value="9") | {"then": "check"}
    answer = olive.post(sheet(contract), sent)
    assert "IMT_KPI_01: Amber 92.00%" in text_of(answer)
    assert "IMT_KPI_02: Red 9" in text_of(answer)
    assert "each row shows the status it would get. Nothing is saved yet." in text_of(answer)
    assert held(answer, "IMT_KPI_01-value") == "92"
    assert "data-unsaved" in answer.content.decode()
    assert not Result.objects.filter(period=period).exists()


def test_entry_starts_at_the_first_area_that_has_something_due(contract, period, olive):
    answer = olive.get(address("month_entry_start", contract))
    assert answer.url == sheet(contract)


def test_entry_of_a_month_without_kpis_starts_at_its_review(officer, olive):
    empty = make_contract("TST-9")
    make_period(empty, "2021-07")
    make_membership(officer, empty)
    answer = olive.get(address("month_entry_start", empty))
    assert answer.url == address("month_review", empty)


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (PeriodState.SUBMITTED, "July 2021 was submitted, so its results cannot be changed."),
        (PeriodState.SIGNED_OFF, "July 2021 is signed off, so its results cannot be changed."),
    ],
)
def test_a_month_that_is_not_open_is_shown_to_be_read_and_says_why(
    contract, period, kpi, olive, state, sentence
):
    make_result(kpi, "2021-07", "92", comment="A bad month")
    period.state = state
    period.save()
    answer = olive.get(sheet(contract))
    assert sentence in text_of(answer)
    assert "Measured – – 92 IMT_KPI_01: Amber 92.00% Comment: A bad month" in text_of(answer)
    assert "<input" not in answer.content.decode().split("<main")[1]


def test_what_was_typed_while_the_month_was_submitted_comes_back_unsaved(contract, period, olive):
    period.state = PeriodState.SUBMITTED
    period.save()
    answer = olive.post(sheet(contract), row(value="96", comment="Typed for an hour"))
    assert answer.status_code == 409
    assert "July 2021 was submitted, so its results cannot be changed." in text_of(answer)
    assert held(answer, "IMT_KPI_01-comment") == "Typed for an hour"
    assert not Result.objects.filter(period=period).exists()


@pytest.mark.parametrize("person", ["member", "administrator"])
def test_only_those_who_enter_results_come_to_the_sheet(request, contract, period, client_of, person):
    olive = client_of(request.getfixturevalue(person))
    assert olive.get(sheet(contract)).status_code == 403
    assert olive.post(sheet(contract), row(value="96")).status_code == 403
    assert olive.post(address("month_judge", contract), row(value="96")).status_code == 403
    assert not Result.objects.filter(period=period).exists()


@pytest.mark.parametrize("path", ["entry/PM/", "entry/none/"])
def test_an_area_that_is_not_the_contracts_is_not_found(contract, period, olive, path):
    assert olive.get(address("month_review", contract) + path).status_code == 404


def test_a_version_that_no_form_ever_had_is_refused(contract, period, olive):
    answer = olive.post(sheet(contract), row(version="newest", value="96"))
    assert answer.status_code == 200
    assert not Result.objects.filter(period=period).exists()


def judged(olive, contract, sent):
    return olive.post(address("month_judge", contract), sent).json()


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ({}, {"status": "awaiting", "word": "No result yet", "value": "", "message": ""}),
        ({"value": "95"}, {"status": "green", "word": "Green", "value": "95.00%", "message": ""}),
        ({"value": "94.99"}, {"status": "amber", "word": "Amber", "value": "94.99%", "message": ""}),
        (
            {"outcome": "not_reported"},
            {"status": "not_reported", "word": "Not reported", "value": "", "message": ""},
        ),
        (
            {"numerator": "0", "denominator": "0"},
            {
                "status": "no_activity",
                "word": "No activity",
                "value": "",
                "message": "Nothing out of nothing counts as no activity.",
            },
        ),
        (
            {"numerator": "9", "denominator": "10", "value": "96"},
            {
                "status": "amber",
                "word": "Amber",
                "value": "90.00%",
                "message": "The stated 96.00% differs; the computed value counts.",
            },
        ),
        (
            {"value": "ninety"},
            {
                "status": "",
                "word": "",
                "value": "",
                "message": "The value of IMT_KPI_01 must be a number, for example 1,234.5.",
            },
        ),
    ],
    ids=["nothing", "on-target", "just-under", "not-reported", "0/0", "both", "text"],
)
def test_the_status_as_typed_is_the_rules_own(contract, period, olive, typed, verdict):
    assert judged(olive, contract, row(**typed)) == {"IMT_KPI_01": verdict}
    assert not Result.objects.filter(period=period).exists()


def test_the_status_as_typed_tells_what_mitigation_does(contract, period, kpi, olive):
    make_mitigation(kpi)
    assert judged(olive, contract, row(value="80"))["IMT_KPI_01"] == {
        "status": "blue",
        "word": "Blue",
        "value": "80.00%",
        "message": "Red without mitigation.",
    }


def test_rows_that_were_not_sent_are_not_judged(contract, period, olive):
    assert judged(olive, contract, {"NO_SUCH_KPI-version": "0"}) == {}


def big_contract(size, officer):
    contract = make_contract(f"BIG-{size}")
    make_membership(officer, contract)
    for number in range(size):
        kpi = make_kpi(contract, f"IMT_KPI_{number:02}")
        make_result(kpi, "2021-06", "96")
        if number % 3 == 0:
            make_result(kpi, "2021-07", "92", comment="Late")
            make_mitigation(kpi, reference=f"M{number}")
    return contract


@pytest.mark.parametrize(
    ("most", "visit"),
    [
        (14, lambda olive, contract: olive.get(sheet(contract))),
        (9, lambda olive, contract: olive.post(address("month_judge", contract), row("IMT_KPI_00"))),
        (
            24,
            lambda olive, contract: olive.post(
                sheet(contract),
                {
                    name: text
                    for number in range(30)
                    for name, text in row(f"IMT_KPI_{number:02}", value="1", version=9).items()
                },
            ),
        ),
    ],
    ids=["sheet", "judge", "conflicts"],
)
def test_queries_do_not_grow_with_kpis(officer, olive, django_assert_max_num_queries, most, visit):
    counted = []
    for size in (3, 30):
        contract = big_contract(size, officer)
        with django_assert_max_num_queries(most) as queries:
            visit(olive, contract)
        counted.append(len(queries))
    assert counted[0] == counted[1]
