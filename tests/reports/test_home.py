"""The first page after signing in: a person's contracts."""

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from contracts.models import Role
from kpis.calculations.summary import Counts
from kpis.models import Period, PeriodState
from reports.shares import shares_of
from tests.factories import (
    make_contract,
    make_kpi,
    make_membership,
    make_mitigation,
    make_period,
    make_result,
    make_user,
)

HOME = reverse("home")
TODAY = datetime(2021, 8, 15, 12, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture(autouse=True)
def mid_august(monkeypatch):
    """It is August 2021, so July has ended."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: TODAY)


@pytest.fixture
def both(officer, other_contract):
    """The officer of both contracts."""
    make_membership(officer, other_contract, Role.MEMBER)
    return officer


def rows(response) -> dict[str, dict]:
    """The table's cells by contract reference."""
    return {row.record.reference: dict(row.items_by_name()) for row in _rows(response)}


def _rows(response):
    class Row:
        def __init__(self, bound):
            self.record, self.bound = bound.record, bound

        def items_by_name(self):
            return {column.name: str(cell) for column, cell in self.bound.items()}

    return [Row(bound) for bound in response.context["table"].paginated_rows]


def references(response) -> list[str]:
    return [row.record.reference for row in _rows(response)]


def test_one_contract_opens_its_dashboard(client_of, officer, contract):
    assert client_of(officer).get(HOME).url == contract.get_absolute_url()


def test_without_a_contract_the_page_says_whom_to_ask(client_of, db, settings):
    settings.SUPPORT_EMAIL = "help@council.example"
    page = client_of(make_user("new@council.example")).get(HOME).content.decode()
    assert "Ask the administrator of the contract" in page
    assert "new@council.example" in page
    assert "mailto:help@council.example" in page


def test_several_contracts_are_listed_and_nobody_elses(client_of, both, lincolnshire):
    response = client_of(both).get(HOME)
    assert references(response) == ["TST-2", "TST-1"]
    assert lincolnshire.title not in response.content.decode()


def test_each_contract_shows_its_latest_month(client_of, both, contract, other_contract):
    Period.objects.get(contract=other_contract).delete()
    found = rows(client_of(both).get(HOME))
    assert (found["TST-1"]["latest_month"], found["TST-1"]["latest_state"]) == ("July 2021", "Open")
    assert (found["TST-2"]["latest_month"], found["TST-2"]["latest_state"]) == ("None opened yet", "—")
    assert found["TST-2"]["statuses"] == "—"


def test_the_statuses_of_the_latest_month_stand_in_words(client_of, both, contract):
    make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-07", 96)
    make_result(contract.kpis.get(reference="IMT_KPI_02"), "2021-07", 9)
    cell = rows(client_of(both).get(HOME))["TST-1"]["statuses"]
    assert re.findall(r"<li>(.+?)</li>", cell) == ["1 green", "1 red", "1 no result yet"]


def test_what_is_overdue_is_said(client_of, both, contract, other_contract):
    period = contract.periods.get(month="2021-07")
    period.state = PeriodState.SIGNED_OFF
    period.save()
    other = other_contract.periods.get()
    other.state = PeriodState.SUBMITTED
    other.save()
    make_period(make_contract("TST-3", commencement=date(2021, 6, 1)), "2021-06")
    make_membership(both, Period.objects.get(contract__reference="TST-3").contract, Role.OFFICER)
    found = {name: " ".join(row["due"].split()) for name, row in rows(client_of(both).get(HOME)).items()}
    assert found == {
        "TST-1": "Nothing",
        "TST-2": "<strong>July 2021</strong> to be signed off",
        "TST-3": "<strong>June 2021</strong> to be entered and submitted, and 1 more month",
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("search=another", ["TST-2"], id="a-word-of-the-title"),
        pytest.param("search=tst-1", ["TST-1"], id="the-reference"),
        pytest.param("search=provider contract", ["TST-2", "TST-1"], id="every-word-somewhere"),
        pytest.param("search=provider nowhere", [], id="one-word-nowhere"),
        pytest.param("state=open", ["TST-2", "TST-1"], id="state"),
        pytest.param("state=signed_off", [], id="no-such-state-now"),
        pytest.param("search=another&state=open", ["TST-2"], id="both"),
        pytest.param("sort=-title", ["TST-1", "TST-2"], id="sorted-by-name"),
        pytest.param("sort=latest_month", ["TST-2", "TST-1"], id="same-month-by-name"),
    ],
)
def test_the_list_is_narrowed_and_sorted(client_of, both, contract, query, expected):
    assert references(client_of(both).get(f"{HOME}?{query}")) == expected


def test_a_column_says_how_it_is_sorted(client_of, both, contract):
    assert 'aria-sort="descending"' in client_of(both).get(f"{HOME}?sort=-title").content.decode()
    assert "aria-sort" not in client_of(both).get(HOME).content.decode()


def test_a_state_that_does_not_exist_is_refused_in_words(client_of, both, contract):
    page = client_of(both).get(f"{HOME}?state=lost").content.decode()
    assert "There is a problem" in page


def test_a_page_holds_25_contracts_and_leads_to_the_next(client_of, both, contract):
    for number in range(30):
        make_membership(both, make_contract(f"ZZZ-{number:02}"), Role.MEMBER)
    client = client_of(both)
    first, second = client.get(HOME), client.get(f"{HOME}?page=2")
    assert len(references(first)) == 25
    assert references(second) == [f"ZZZ-{number:02}" for number in range(23, 30)]
    assert 'href="?page=2"' in first.content.decode()
    assert 'aria-current="page"' in second.content.decode()


def test_the_number_of_queries_does_not_depend_on_the_number_of_contracts(
    client_of, both, contract, django_assert_num_queries
):
    client = client_of(both)
    with django_assert_num_queries(11) as few:
        client.get(HOME)
    for number in range(100):
        added = make_contract(f"MANY-{number:03}")
        make_kpi(added, with_terms=False)
        make_membership(both, added, Role.MANAGER)
        make_period(added, "2021-07")
    with django_assert_num_queries(len(few)):
        client.get(HOME)


@pytest.fixture
def submitted(contract):
    period = contract.periods.get(state=PeriodState.OPEN)
    period.state = PeriodState.SUBMITTED
    period.save()
    return period


def test_a_manager_sees_the_months_that_wait_for_sign_off(
    client_of, manager, contract, other_contract, submitted
):
    make_membership(manager, other_contract, Role.MEMBER)
    response = client_of(manager).get(HOME)
    assert list(response.context["waiting"]) == [submitted]
    assert (
        f'href="{reverse("month_review", args=[contract.reference, "2021-07"])}"' in response.content.decode()
    )


def test_nobody_is_asked_to_sign_off_what_they_submitted(client_of, manager, other_contract, submitted):
    make_membership(manager, other_contract, Role.MEMBER)
    submitted.submitted_by = manager
    submitted.save()
    assert list(client_of(manager).get(HOME).context["waiting"]) == []


def test_an_officer_is_not_asked_to_sign_off(client_of, both, submitted):
    assert list(client_of(both).get(HOME).context["waiting"]) == []


@pytest.fixture
def proposed(contract, officer):
    """M1, which the officer proposes."""
    kpi = contract.kpis.get(reference="IMT_KPI_01")
    return make_mitigation(kpi, state="proposed", proposed_by=officer)


def test_a_manager_sees_the_mitigations_that_wait_for_a_decision(
    client_of, manager, contract, other_contract, proposed
):
    make_membership(manager, other_contract, Role.MEMBER)
    make_mitigation(other_contract.kpis.get(), state="proposed")
    make_mitigation(proposed.kpis.get().kpi, reference="M2", state="declined")
    response = client_of(manager).get(HOME)
    assert response.context["decisions"] == [proposed]
    page = reverse("mitigation_detail", args=[contract.reference, "M1"])
    assert f'href="{page}">Mitigation M1 of Contract TST-1</a>' in response.content.decode()


def test_nobody_is_asked_to_decide_on_what_they_proposed(client_of, manager, other_contract, proposed):
    make_membership(manager, other_contract, Role.MEMBER)
    proposed.proposed_by = manager
    proposed.save()
    assert client_of(manager).get(HOME).context["decisions"] == []


def test_an_officer_is_not_asked_to_decide(client_of, both, proposed):
    assert client_of(both).get(HOME).context["decisions"] == []


@pytest.mark.parametrize(
    ("person", "is_told"),
    [("manager", True), ("officer", False), ("member", False), ("administrator", False)],
)
def test_the_dashboard_says_what_waits_for_a_decision_to_those_who_decide(
    request, client_of, contract, proposed, person, is_told
):
    client = client_of(request.getfixturevalue(person))
    make_mitigation(proposed.kpis.get().kpi, reference="M2", state="proposed", month_from="2023-01")
    page = client.get(contract.get_absolute_url()).content.decode()
    assert ("Waiting for your decision" in page) is is_told
    address = reverse("mitigation_detail", args=[contract.reference, "M2"])
    assert (f'href="{address}">M2</a>' in page) is is_told


def test_the_dashboard_asks_nobody_to_decide_on_what_they_proposed(client_of, manager, contract, proposed):
    proposed.proposed_by = manager
    proposed.save()
    assert (
        "Waiting for your decision"
        not in client_of(manager).get(contract.get_absolute_url()).content.decode()
    )


def test_what_waits_turns_nothing_blue(client_of, manager, contract, proposed):
    make_result(proposed.kpis.get().kpi, "2021-07", "91")
    page = client_of(manager).get(contract.get_absolute_url()).content.decode()
    assert "There were no months in which a KPI was mitigated (blue)." in page


def test_shares_fill_the_bar_best_first():
    shares = shares_of(Counts(green=33, amber=1, blue=5))
    assert [(share.word, share.count) for share in shares] == [("Green", 33), ("Blue", 5), ("Amber", 1)]
    assert [share.start for share in shares] == [0, 84.62, 97.44]
    assert sum(share.width for share in shares) == pytest.approx(100, abs=0.02)


def test_what_was_said_not_to_be_there_is_told_from_what_is_awaited():
    shares = shares_of(Counts(not_reported=5, awaiting=3))
    assert [(share.word, share.count) for share in shares] == [("Not reported", 2), ("No result yet", 3)]


def test_a_month_in_which_nothing_was_due_has_no_bar():
    assert shares_of(Counts(not_due=3)) == []
