"""What is outstanding on a contract: on the dashboard, and on the home page of whoever sees to it."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from contracts.models import Assurance, Commitment, Issue, Role
from contracts.outstanding import load_outstanding
from tests.factories import make_membership, make_user
from tests.reports.pages import tables
from tests.rows import unsaved

YESTERDAY, TODAY = date(2021, 8, 14), date(2021, 8, 15)
HOME = reverse("home")
FLAG = "Overdue, for you to see to"


@pytest.fixture(autouse=True)
def mid_august(monkeypatch):
    at(monkeypatch, 15, 12)


def at(monkeypatch, *time: int) -> None:
    """Make it a day and hour of August 2021."""
    now = datetime(2021, 8, *time, tzinfo=ZoneInfo("Europe/London"))
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def made(model, contract, reference=None, **columns):
    row = unsaved(model, contract, **columns)
    row.reference = reference or row.reference
    row.save()
    return row


def dashboard(contract) -> str:
    return reverse("contract_dashboard", args=[contract.reference])


def page(client, address) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def open_assurances(html: str) -> list[list[str]]:
    return next(table.rows for table in tables(html) if "asked for" in table.caption)


class TestDashboard:
    def test_open_assurances_are_told_with_how_late_they_are(self, client_of, member, contract):
        made(Assurance, contract, "A1", due=YESTERDAY)
        made(Assurance, contract, "A2", due=TODAY, owner="client")
        made(Assurance, contract, "A3", text="An update")
        made(Assurance, contract, "A4", status="answered", due=YESTERDAY)
        made(Assurance, contract, "A5", status="closed", due=YESTERDAY)
        html = page(client_of(member), dashboard(contract))
        assert open_assurances(html) == [
            ["A1", "A full report", "Provider", "14 August 2021 Overdue, 1 day late"],
            ["A2", "A full report", "Client", "15 August 2021"],
            ["A3", "An update", "Provider", "No date"],
        ]
        assert reverse("assurance_detail", args=[contract.reference, "A1"]) in html

    def test_it_says_when_none_is_open(self, client_of, member, contract):
        assert "Nothing that a committee asked for is open." in page(client_of(member), dashboard(contract))

    def test_commitments_and_issues_that_are_overdue_are_told_in_a_sentence_each(
        self, client_of, member, contract
    ):
        for reference, due in (("C1", YESTERDAY), ("C2", YESTERDAY), ("C3", TODAY), ("C4", None)):
            made(Commitment, contract, reference, due=due)
        made(Issue, contract, "I1", due=YESTERDAY)
        made(Issue, contract, "I2", due=YESTERDAY, status="resolved")
        html = page(client_of(member), dashboard(contract))
        assert (
            f'{reverse("commitment_list", args=["TST-1"])}?status=overdue">2 commitments are overdue' in html
        )
        assert f'{reverse("issue_list", args=["TST-1"])}?flag=overdue">1 issue is overdue' in html

    def test_the_day_after_the_page_says_so_though_nobody_wrote_anything(
        self, client_of, member, contract, monkeypatch
    ):
        made(Assurance, contract, due=TODAY)
        at(monkeypatch, 15, 23, 55)
        client = client_of(member)
        first = client.get(dashboard(contract))
        at(monkeypatch, 16, 0, 5)
        again = client.get(dashboard(contract), headers={"if-none-match": first["ETag"]})
        assert again.status_code == 200
        assert "Overdue, 1 day late" in again.content.decode()

    def test_whoever_was_given_it_is_flagged_and_its_keepers_are_when_nobody_was(
        self, client_of, contract, officer, second_officer, manager, member
    ):
        made(Assurance, contract, "A1", due=YESTERDAY, assigned_to=officer)
        flagged = [
            FLAG in page(client_of(who), dashboard(contract)) for who in (officer, second_officer, member)
        ]
        assert flagged == [True, False, False]
        made(Assurance, contract, "A2", due=YESTERDAY)
        readers = (officer, second_officer, manager, member)
        assert [FLAG in page(client_of(who), dashboard(contract)) for who in readers] == [
            True,
            True,
            True,
            False,
        ]

    def test_one_query_loads_all_of_it(self, contract, officer, django_assert_num_queries):
        for number in range(1, 6):
            made(Assurance, contract, f"A{number}", due=TODAY, assigned_to=officer)
            made(Commitment, contract, f"C{number}", due=TODAY)
            made(Issue, contract, f"I{number}", due=TODAY)
        with django_assert_num_queries(1):
            rows = load_outstanding(contract)
        assert [row.reference for row in rows] == [
            *(f"A{number}" for number in range(1, 6)),
            *(f"C{number}" for number in range(1, 6)),
            *(f"I{number}" for number in range(1, 6)),
        ]
        assert {row.person for row in rows} == {officer.pk, None}

    def test_of_another_contract_nothing_is_told(self, client_of, member, contract, other_contract):
        made(Commitment, other_contract, due=YESTERDAY)
        assert "overdue" not in page(client_of(member), dashboard(contract))


class TestHome:
    @pytest.fixture
    def both(self, officer, other_contract):
        """Officer of TST-1 and member of TST-2, so that the home page is a list."""
        make_membership(officer, other_contract, Role.MEMBER)
        return officer

    def lines(self, client) -> list[str]:
        overdue = client.get(HOME).context["overdue"]
        return [f"{line.on}: {line.words}" for line in overdue.lines]

    def test_tells_what_is_overdue_on_contracts_whose_registers_one_keeps(
        self, client_of, both, contract, other_contract
    ):
        for each in (contract, other_contract):
            made(Assurance, each, due=YESTERDAY)
            made(Commitment, each, due=YESTERDAY)
        made(Issue, contract, due=YESTERDAY)
        assert self.lines(client_of(both)) == [
            "Contract TST-1: 1 assurance is overdue",
            "Contract TST-1: 1 commitment is overdue",
            "Contract TST-1: 1 issue is overdue",
        ]

    def test_tells_what_one_was_given_and_not_what_others_were(self, client_of, both, contract, manager):
        made(Assurance, contract, "A1", due=YESTERDAY, assigned_to=manager)
        assert self.lines(client_of(both)) == []
        made(Assurance, contract, "A2", due=YESTERDAY, assigned_to=both)
        assert self.lines(client_of(both)) == ["Contract TST-1: 1 assurance is overdue"]

    def test_what_is_due_today_is_not_overdue(self, client_of, both, contract):
        made(Assurance, contract, due=TODAY)
        assert FLAG not in page(client_of(both), HOME)

    def test_whoever_left_the_contract_is_told_nothing(self, client_of, both, contract, other_contract):
        someone = make_user("left@council.example")
        for each in (contract, other_contract):
            make_membership(someone, each, Role.MEMBER)
        third = unsaved(Assurance, contract, due=YESTERDAY, assigned_to=someone)
        third.save()
        assert len(self.lines(client_of(someone))) == 1
        someone.memberships.get(contract=contract).delete()
        assert FLAG not in page(client_of(someone), dashboard(other_contract))
