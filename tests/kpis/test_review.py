"""The review of a month: what a second person reads, and what they may do about it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.urls import reverse

from kpis.models import PeriodState
from kpis.review import load_review
from tests.factories import (
    make_contract,
    make_kpi,
    make_membership,
    make_mitigation,
    make_period,
    make_result,
    make_terms,
)
from tests.kpis.sheets import address, sheet, text_of

NOW = datetime(2021, 8, 3, tzinfo=UTC)


@pytest.fixture
def kpi(contract):
    return contract.kpis.get(reference="IMT_KPI_01")


@pytest.fixture
def review(contract, period, officer, client_of):
    """The review's page, as the officer sees it."""
    return lambda: client_of(officer).get(address("month_review", contract))


def section(response, name: str) -> str:
    """What a person reads under one heading."""
    page = response.content.decode()
    part = re.split(r"<h2 ", page.split(f'id="{name}">', 1)[1])[0] if f'id="{name}">' in page else ""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", part)).split())


def test_a_month_that_is_not_final_says_so(contract, period, manager, officer, client_of, review):
    assert "Open: provisional These results may still change." in text_of(review())
    period.state, period.submitted_by, period.submitted_at = PeriodState.SUBMITTED, officer, NOW
    period.save()
    assert "Submitted: provisional Submitted by Olive Officer on 3 August 2021. These results" in text_of(
        review()
    )
    period.state, period.signed_off_by, period.signed_off_at = PeriodState.SIGNED_OFF, manager, NOW
    period.save()
    assert "Signed off: final Submitted by Olive Officer on 3 August 2021. Signed off by Mary" in text_of(
        review()
    )
    assert "may still change" not in text_of(review())


def test_missing_results_and_comments_lead_to_their_rows(contract, period, kpi, review):
    make_result(kpi, "2021-07", "92")
    answer = review()
    assert section(answer, "missing") == (
        "Missing before it can be submitted The month ended on 31 July 2021, so what is not there is late. "
        "IMT A result, or why there is none: IMT_KPI_02 A comment, being red or amber: IMT_KPI_01 "
        "CSC A result, or why there is none: CSC_KPI_01"
    )
    assert f'href="{sheet(contract)}#row-IMT_KPI_01"' in answer.content.decode()
    assert f'href="{sheet(contract, "CSC")}#row-CSC_KPI_01"' in answer.content.decode()
    assert "July 2021 cannot be submitted yet, with 2 results and 1 comment missing." in section(
        answer, "next"
    )


@pytest.mark.parametrize(
    ("today", "late_since"),
    [(date(2021, 7, 31), None), (date(2021, 8, 1), date(2021, 7, 31))],
    ids=["on its last day", "the day after"],
)
def test_results_are_late_once_the_month_is_over(contract, period, officer, today, late_since):
    contract.abilities = frozenset()
    period.contract = contract
    assert load_review(period, officer, today=today).late_since == late_since


def test_nothing_is_late_that_is_there(contract, period, officer, kpi):
    for reference in ("IMT_KPI_01", "IMT_KPI_02", "CSC_KPI_01"):
        make_result(contract.kpis.get(reference=reference), "2021-07", "2")
    contract.abilities = frozenset()
    period.contract = contract
    assert load_review(period, officer, today=date(2022, 1, 1)).late_since is None


def test_exceptions_stand_reds_first_with_what_was_said(contract, period, kpi, review):
    make_result(kpi, "2021-07", "92", comment="Staff were away", impact="Slower", resolution="They are back")
    make_result(contract.kpis.get(reference="IMT_KPI_02"), "2021-07", "9")
    assert section(review(), "exceptions").endswith(
        "IMT_KPI_02 What IMT_KPI_02 counts 4 7 9 Red "
        "IMT_KPI_01 What IMT_KPI_01 counts 95.00% 90.00% 92.00% Amber "
        "Staff were away Impact: Slower Resolution: They are back"
    )


@pytest.mark.parametrize(
    ("before", "now", "moved"),
    [("96", "92", "Green Amber 92.00%"), ("92", "96", "Amber Green 96.00%"), ("96", "97", "")],
    ids=["worse", "better", "the-same"],
)
def test_kpis_whose_status_changed_since_last_month_are_listed(
    contract, period, kpi, review, before, now, moved
):
    make_result(kpi, "2021-06", before)
    make_result(kpi, "2021-07", now)
    assert ("IMT_KPI_01" in section(review(), "changed")) is bool(moved)
    assert section(review(), "changed").endswith(moved or "another status than when it was last due.")


def test_a_quarterly_kpi_is_compared_with_the_quarter_before(officer, client_of):
    contract = make_contract("QTR-1")
    make_membership(officer, contract)
    kpi = make_kpi(contract, frequency="quarterly")
    make_result(kpi, "2021-06", "96")
    make_result(kpi, "2021-09", "80")
    answer = client_of(officer).get(address("month_review", contract, "2021-09"))
    assert section(answer, "changed").endswith("Green Red 80.00%")


def test_a_kpi_without_a_result_last_month_did_not_change(contract, period, kpi, review):
    make_result(kpi, "2021-07", "80")
    assert "IMT_KPI_01" not in section(review(), "changed")


def test_mitigated_results_keep_their_underlying_status_and_say_why(contract, period, kpi, review):
    make_mitigation(kpi, reason="A new system")
    make_result(kpi, "2021-07", "80")
    assert section(review(), "mitigated").endswith(
        "95.00% 90.00% 80.00% Blue Red without mitigation. Mitigation M1: A new system"
    )
    assert "IMT_KPI_01" not in section(review(), "exceptions")


def test_mitigations_that_wait_are_named_with_their_kpis(contract, period, kpi, review):
    make_mitigation(kpi, contract.kpis.get(reference="CSC_KPI_01"), state="proposed", reason="Illness")
    make_mitigation(kpi, reference="M2", state="proposed", month_from="2021-08", reason="Next month's")
    make_mitigation(kpi, reference="M3", state="declined", reason="No")
    assert section(review(), "proposals") == (
        "Mitigations waiting to be agreed Until one is agreed it changes no status. "
        "M1 : CSC_KPI_01, IMT_KPI_01 Illness A shortfall: amber and red become blue"
    )


def test_mitigations_that_wait_lead_to_their_pages(contract, period, kpi, review):
    make_mitigation(kpi, state="proposed")
    page = reverse("mitigation_detail", args=[contract.reference, "M1"])
    assert f'href="{page}"' in review().content.decode()


def test_mitigations_past_the_day_expected_are_flagged(contract, period, kpi, officer):
    make_mitigation(kpi, reason="A flood", expected=date(2022, 1, 1))
    make_mitigation(kpi, reference="M2", state="proposed", expected=date(2022, 2, 9))
    make_result(kpi, "2021-07", "80")
    contract.abilities = frozenset()
    period.contract = contract
    late = load_review(period, officer, today=date(2022, 2, 10))
    assert late.mitigated[0].mitigations == ["M1: A flood (expected by 1 January 2022: 40 days late)"]
    assert late.proposals[0].late == "expected by 9 February 2022: 1 day late"
    in_time = load_review(period, officer, today=date(2022, 1, 1))
    assert in_time.mitigated[0].mitigations == ["M1: A flood"]
    assert in_time.proposals[0].late == ""


def test_results_without_a_value_are_listed(contract, period, kpi, review):
    make_result(kpi, "2021-07", outcome="not_reported", comment="The provider's system was down")
    make_result(contract.kpis.get(reference="IMT_KPI_02"), "2021-07", outcome="no_activity")
    listed = section(review(), "without-value")
    assert "95.00% 90.00% – Not reported The provider's system was down" in listed
    assert "4 7 – No activity" in listed


def test_a_stated_value_that_is_not_the_computed_one_is_listed(contract, period, kpi, review):
    make_result(kpi, "2021-07", "97", numerator=96, denominator=100)
    make_result(contract.kpis.get(reference="IMT_KPI_02"), "2021-07", "3")
    listed = section(review(), "disagreements")
    assert "96.00% Green The stated 97.00% differs; the computed value counts." in listed
    assert "IMT_KPI_02" not in listed


def test_an_empty_month_shows_no_empty_sections(review):
    answer = review()
    for name in ("exceptions", "changed", "mitigated", "proposals", "without-value", "disagreements"):
        assert section(answer, name) == ""


def make_complete(contract, by):
    for reference, value in (("IMT_KPI_01", "96"), ("IMT_KPI_02", "3"), ("CSC_KPI_01", "81")):
        make_result(contract.kpis.get(reference=reference), "2021-07", value, entered_by=by)


OFFERS = [
    ("officer", "open", "Submit July 2021"),
    ("manager", "open", "Submit July 2021"),
    ("member", "open", "A month is submitted by a contract officer or a contract manager, which you are"),
    ("manager", "submitted", "Send back instead"),
    ("manager", "submitted", "Sign off July 2021"),
    ("officer", "submitted", "A month is signed off by a contract manager, which you are not."),
    ("manager", "signed_off", "Reopen this month"),
    ("administrator", "signed_off", "A month is reopened by a contract manager, which you are not."),
]


@pytest.mark.parametrize(("person", "state", "words"), OFFERS)
def test_what_a_person_may_do_is_offered_and_what_not_is_explained(
    request, contract, period, officer, client_of, person, state, words
):
    make_complete(contract, officer)
    period.state = state
    period.save()
    answer = client_of(request.getfixturevalue(person)).get(address("month_review", contract))
    assert words in section(answer, "next")


def test_a_manager_who_entered_is_told_what_and_that_another_must_sign(contract, period, manager, client_of):
    make_complete(contract, manager)
    period.state = PeriodState.SUBMITTED
    period.save()
    answer = client_of(manager).get(address("month_review", contract))
    assert "You entered CSC_KPI_01 and 2 more, so someone else must sign this month off." in section(
        answer, "next"
    )
    assert "Send back" in section(answer, "next")


def test_reopening_is_previewed(contract, period, kpi, manager, client_of):
    make_result(kpi, "2021-07", "96")
    make_result(contract.kpis.get(reference="IMT_KPI_02"), "2021-07", "3")
    period.state = PeriodState.SIGNED_OFF
    period.save()
    make_terms(kpi, "2021-06", tsl="98", msl="95", points="12")
    answer = client_of(manager).get(address("month_review", contract))
    assert (
        "IMT_KPI_01 Green 96.00% TSL 95.00%, MSL 90.00%, 10 points; incurs 0 "
        "Amber 96.00% TSL 98.00%, MSL 95.00%, 12 points; incurs 0" in section(answer, "next")
    )
    assert "IMT_KPI_02" not in section(answer, "next")


def test_reopening_that_would_change_nothing_says_so(contract, period, kpi, manager, client_of):
    make_result(kpi, "2021-07", "96")
    period.state = PeriodState.SIGNED_OFF
    period.save()
    answer = client_of(manager).get(address("month_review", contract))
    said = section(answer, "next")
    assert "Reopening this month would change no status, no points and no credit by itself" in said


def test_why_a_month_came_back_is_shown_while_it_is_open(contract, period, review):
    period.returned_because = "IMT_KPI_01 does not add up"
    period.save()
    assert "This month was sent back or reopened: IMT_KPI_01 does not add up" in text_of(review())


def test_the_months_beside_it_are_a_step_away(contract, period, review):
    make_period(contract, "2021-08")
    page = review().content.decode()
    assert f'rel="prev" href="{address("month_review", contract, "2021-06")}"' in page
    assert f'rel="next" href="{address("month_review", contract, "2021-08")}"' in page


def test_a_month_without_a_summary_can_be_reviewed(contract, period, review):
    period.summary.delete()
    assert review().status_code == 200


@pytest.mark.parametrize("month", ["2019-01", "2021-12"])
def test_a_month_that_was_not_opened_is_not_found(contract, officer, client_of, month):
    assert client_of(officer).get(address("month_review", contract, month)).status_code == 404


@pytest.mark.parametrize("state", PeriodState)
def test_queries_do_not_grow_with_kpis(state, manager, client_of, django_assert_max_num_queries):
    counted = []
    for size in (3, 30):
        contract = make_contract(f"BIG-{size}")
        make_membership(manager, contract, "manager")
        for number in range(size):
            kpi = make_kpi(contract, f"IMT_KPI_{number:02}")
            make_result(kpi, "2021-06", "96")
            make_result(kpi, "2021-07", "92")
            make_mitigation(kpi, reference=f"M{number}", state="agreed" if number % 2 else "proposed")
        period = contract.periods.get(month="2021-07")
        period.state = state
        period.save()
        visitor = client_of(manager)
        with django_assert_max_num_queries(18) as queries:
            visitor.get(address("month_review", contract))
        counted.append(len(queries))
    assert counted[0] == counted[1]
