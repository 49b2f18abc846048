"""What was undertaken besides the service: the list, each commitment, and its steps."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from contracts.actions import commitments
from contracts.actions.records import version_of
from contracts.models import Commitment
from contracts.refusals import ChangedMeanwhile, NotAllowed
from tests.reports.pages import tables
from tests.rows import unsaved

TODAY = date(2021, 8, 15)
NOW = datetime(2021, 8, 15, 12, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture(autouse=True)
def mid_august(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def commitment(contract) -> Commitment:
    """C1: to plant trees by the end of July 2021, which is past."""
    return made(contract, due=date(2021, 7, 31))


def made(contract, **columns) -> Commitment:
    row = unsaved(Commitment, contract, **columns)
    row.save()
    return row


def address(name: str, contract, *more: str) -> str:
    return reverse(f"commitment_{name}", args=[contract.reference, *more])


def listed(client, contract, query: str = "") -> list[str]:
    """The references in the list."""
    (table,) = tables(client.get(address("list", contract) + query).content.decode())
    return [row[0] for row in table.rows]


def errors(response) -> list[str]:
    return [str(error) for messages in response.context["form"].errors.values() for error in messages]


class TestList:
    @pytest.fixture
    def client(self, client_of, member):
        return client_of(member)

    @pytest.fixture
    def four(self, contract, commitment):
        made(contract, reference="C2", text="Close the audit’s points", kind="audit", due=TODAY)
        delivered = {"status": "delivered", "settled_on": date(2021, 7, 1), "due": date(2021, 6, 30)}
        made(contract, reference="C3", text="Clear the backlog", kind="service", **delivered)
        made(contract, reference="C4", text="Train our staff", kind="service", owner="client")

    def test_says_when_there_are_none(self, client, contract):
        html = client.get(address("list", contract)).content.decode()
        assert "No commitment is recorded on this contract yet." in html
        assert "Add a commitment" not in html

    def test_officers_are_offered_to_add_one(self, client_of, officer, contract):
        assert address("add", contract) in client_of(officer).get(address("list", contract)).content.decode()

    def test_tells_overdue_in_words_from_the_day_after(self, client, contract, four):
        (table,) = tables(client.get(address("list", contract)).content.decode())
        assert [row[4] for row in table.rows] == [
            "31 July 2021 Overdue, 15 days late",
            "15 August 2021",
            "30 June 2021",
            "No date",
        ]
        assert table.rows[2][5] == "Delivered, 1 July 2021"

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            pytest.param("?status=overdue", ["C1"], id="overdue"),
            pytest.param("?status=open", ["C1", "C2", "C4"], id="open"),
            pytest.param("?status=delivered", ["C3"], id="delivered"),
            pytest.param("?kind=service", ["C3", "C4"], id="kind"),
            pytest.param("?owner=client", ["C4"], id="side"),
            pytest.param("?search=BACK+clear", ["C3"], id="words"),
            pytest.param("?search=C2", ["C2"], id="reference"),
            pytest.param("?sort=due", ["C3", "C1", "C2", "C4"], id="earliest-first"),
            pytest.param("?sort=-due", ["C2", "C1", "C3", "C4"], id="latest-first-and-none-last"),
        ],
    )
    def test_is_filtered_searched_and_sorted(self, client, contract, four, query, found):
        assert listed(client, contract, query) == found

    def test_has_pages_of_25(self, client, contract):
        for number in range(1, 27):
            made(contract, reference=f"C{number}")
        assert listed(client, contract)[-1] == "C25"
        assert listed(client, contract, "?page=2") == ["C26"]

    def test_costs_as_many_queries_with_one_as_with_twenty(
        self, client, contract, commitment, django_assert_num_queries
    ):
        with django_assert_num_queries(5):
            client.get(address("list", contract))
        for number in range(2, 21):
            made(contract, reference=f"C{number}", due=date(2021, 7, 1) + timedelta(number))
        with django_assert_num_queries(5):
            client.get(address("list", contract))


class TestForm:
    @pytest.fixture
    def client(self, client_of, officer):
        return client_of(officer)

    TYPED = {"text": "Plant 100 trees", "kind": "social_value", "owner": "provider", "due": "31/12/2021"}

    def test_a_new_commitment_gets_the_next_number_and_is_open(self, client, contract, commitment, officer):
        response = client.post(address("add", contract), self.TYPED)
        assert response.url == address("detail", contract, "C2")
        row = Commitment.objects.get(contract=contract, reference="C2")
        assert (row.text, row.status, row.due) == ("Plant 100 trees", "open", date(2021, 12, 31))
        assert row.history.get().history_user == officer

    def test_a_number_of_one_that_was_removed_is_not_given_again(self, client, contract, commitment):
        commitment.delete()
        assert client.post(address("add", contract), self.TYPED).url == address("detail", contract, "C2")

    def test_a_list_that_needs_a_choice_asks_for_one(self, client, contract):
        form = client.get(address("add", contract)).context["form"]
        assert form.fields["kind"].choices[0] == ("", "Choose one")

    def test_what_is_missing_is_said_and_what_is_typed_stays(self, client, contract):
        response = client.post(address("add", contract), {**self.TYPED, "kind": "", "due": "31/11/2021"})
        assert set(response.context["form"].errors) == {"kind", "due"}
        assert response.context["form"].errors["kind"] == ["Choose one under “Kind”."]
        html = response.content.decode()
        assert "Plant 100 trees" in html
        assert 'value="31/11/2021"' in html
        assert not Commitment.objects.filter(contract=contract).exists()

    def test_one_is_changed(self, client, contract, commitment):
        seen = version_of(commitment)
        response = client.post(address("change", contract, "C1"), {**self.TYPED, "seen": seen})
        assert response.url == address("detail", contract, "C1")
        commitment.refresh_from_db()
        assert commitment.text == "Plant 100 trees"

    def test_the_second_of_two_is_shown_both_versions(self, client, contract, commitment, second_officer):
        seen = version_of(commitment)
        commitment.text = "Plant 90 trees"
        commitment.save()
        response = client.post(address("change", contract, "C1"), {**self.TYPED, "seen": seen})
        assert [
            (each.now, each.typed) for each in response.context["form"].theirs if "taken" in each.label
        ] == [("Plant 90 trees", "Plant 100 trees")]
        commitment.refresh_from_db()
        assert commitment.text == "Plant 90 trees"

    def test_a_settled_one_keeps_a_day_and_its_evidence_can_be_put_right(self, client, contract):
        row = made(contract, status="delivered", settled_on=date(2021, 7, 1), evidence="A letetr")
        typed = {**self.TYPED, "settled_on": "2021-07-02", "evidence": "A letter", "seen": version_of(row)}
        client.post(address("change", contract, "C1"), typed)
        row.refresh_from_db()
        assert (row.settled_on, row.evidence) == (date(2021, 7, 2), "A letter")

    def test_an_open_one_cannot_be_given_a_day_of_delivery_by_the_form(self, client, contract, commitment):
        typed = {**self.TYPED, "settled_on": "2021-07-02", "seen": version_of(commitment)}
        client.post(address("change", contract, "C1"), typed)
        commitment.refresh_from_db()
        assert commitment.settled_on is None


class TestSteps:
    @pytest.fixture
    def client(self, client_of, officer):
        return client_of(officer)

    @pytest.mark.parametrize(("step", "status"), [("deliver", "delivered"), ("miss", "missed")])
    def test_an_open_one_is_settled_with_a_day_and_words(self, client, contract, commitment, step, status):
        typed = {"on": "2021-08-15", "text": "A letter of 3 August", "seen": version_of(commitment)}
        response = client.post(address(step, contract, "C1"), typed)
        assert response.url == address("detail", contract, "C1")
        commitment.refresh_from_db()
        assert (commitment.status, commitment.settled_on) == (status, TODAY)
        assert commitment.evidence == "A letter of 3 August"

    @pytest.mark.parametrize(
        ("typed", "field"),
        [
            pytest.param({"on": "2021-08-16", "text": "A letter"}, "on", id="tomorrow"),
            pytest.param({"on": "", "text": "A letter"}, "on", id="no-day"),
            pytest.param({"on": "2021-08-15", "text": " "}, "text", id="no-evidence"),
        ],
    )
    def test_a_step_that_lacks_something_is_refused_beside_the_field(
        self, client, contract, commitment, typed, field
    ):
        response = client.post(address("deliver", contract, "C1"), {**typed, "seen": version_of(commitment)})
        assert list(response.context["form"].errors) == [field]
        commitment.refresh_from_db()
        assert commitment.status == "open"

    def test_one_that_somebody_changed_meanwhile_is_shown_again_and_can_then_be_settled(
        self, client, contract, commitment
    ):
        seen = version_of(commitment)
        commitment.text = "Plant oaks"
        commitment.save()
        typed = {"on": "2021-08-15", "text": "A letter", "seen": seen}
        response = client.post(address("deliver", contract, "C1"), typed)
        html = response.content.decode()
        assert "Somebody changed this while you were looking at it." in html
        assert "Plant oaks" in html
        again = {**typed, "seen": response.context["form"]["seen"].value()}
        assert client.post(address("deliver", contract, "C1"), again).status_code == 302

    def test_a_settled_one_is_not_settled_again(self, client, contract):
        row = made(contract, status="missed", settled_on=date(2021, 8, 1))
        typed = {"on": "2021-08-15", "text": "A letter", "seen": version_of(row)}
        assert errors(client.post(address("deliver", contract, "C1"), typed)) == ["It is missed already."]

    def test_reopening_keeps_the_evidence_and_the_reason(self, client, contract, officer):
        row = made(contract, status="missed", settled_on=date(2021, 8, 1), evidence="No letter came")
        client.post(address("reopen", contract, "C1"), {"reason": "It came late", "seen": version_of(row)})
        row.refresh_from_db()
        assert (row.status, row.settled_on, row.evidence) == ("open", None, "No letter came")
        assert row.history.first().history_change_reason == "It came late"

    def test_removing_asks_why_and_history_keeps_it(self, client, contract, commitment):
        seen = version_of(commitment)
        assert errors(client.post(address("remove", contract, "C1"), {"reason": "", "seen": seen}))
        response = client.post(address("remove", contract, "C1"), {"reason": "Twice", "seen": seen})
        assert response.url == address("list", contract)
        assert not Commitment.objects.filter(pk=commitment.pk).exists()
        assert Commitment.history.filter(id=commitment.pk).first().history_change_reason == "Twice"

    def test_the_detail_offers_what_can_be_done(self, client, client_of, member, contract, commitment):
        html = client.get(address("detail", contract, "C1")).content.decode()
        assert "Overdue, 15 days late" in html
        assert address("deliver", contract, "C1") in html
        assert address("reopen", contract, "C1") not in html
        assert (
            "It was delivered"
            not in client_of(member).get(address("detail", contract, "C1")).content.decode()
        )


class TestActions:
    """What pages cannot send, and other callers could."""

    @pytest.mark.parametrize("action", [commitments.deliver, commitments.miss])
    def test_settling_needs_words(self, officer, commitment, action):
        with pytest.raises(NotAllowed, match="Say "):
            action(commitment=commitment, on=TODAY, text=" ", seen=version_of(commitment), by=officer)

    def test_reopening_needs_a_reason(self, officer, contract):
        row = made(contract, status="missed")
        with pytest.raises(NotAllowed, match="Say why"):
            commitments.reopen(commitment=row, reason=" ", seen=version_of(row), by=officer)

    def test_what_is_open_is_not_reopened(self, officer, commitment):
        with pytest.raises(NotAllowed, match="open already"):
            commitments.reopen(commitment=commitment, reason="Why", seen=version_of(commitment), by=officer)

    def test_one_that_was_removed_is_not_settled(self, officer, commitment):
        seen, pk = version_of(commitment), commitment.pk
        Commitment.objects.get(pk=pk).delete()
        with pytest.raises(ChangedMeanwhile):
            commitments.deliver(commitment=commitment, on=TODAY, text="A letter", seen=seen, by=officer)
