"""What committees asked for: recorded with its meeting, listed, answered, closed, reopened."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from contracts.actions import assurances
from contracts.actions.records import version_of
from contracts.models import Assurance, Meeting
from contracts.refusals import NotAllowed
from tests.reports.pages import tables
from tests.rows import unsaved

APRIL, YESTERDAY, TODAY = date(2021, 4, 1), date(2021, 8, 14), date(2021, 8, 15)
CABINET = {"meeting": "Cabinet", "requested": "2021-07-01"}
NOW = datetime(2021, 8, 15, 12, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture(autouse=True)
def mid_august(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def made(contract, model=Assurance, **columns):
    row = unsaved(model, contract, **columns)
    row.save()
    return row


@pytest.fixture
def assurance(contract) -> Assurance:
    """A1: the Overview Board of 1 April 2021 asked the provider for a full report."""
    return made(contract)


@pytest.fixture
def client(client_of, officer):
    return client_of(officer)


def address(name: str, contract, *more: str) -> str:
    return reverse(f"assurance_{name}", args=[contract.reference, *more])


def meetings(contract) -> list[tuple]:
    return list(contract.meetings.order_by("pk").values_list("reference", "committee", "held_on"))


class TestForm:
    TYPED = {"text": "A plan", "owner": "provider", "due": "30/09/2021"}

    def test_one_asked_for_at_a_meeting_that_is_recorded(self, client, contract, officer):
        meeting = made(contract, Meeting)
        typed = {**self.TYPED, "at_meeting": meeting.pk, "assigned_to": officer.pk}
        assert client.post(address("add", contract), typed).url == address("detail", contract, "A1")
        row = contract.assurances.get()
        assert (row.meeting, row.requested, row.status) == ("Overview Board", APRIL, "open")
        assert (row.assigned_to, row.due) == (officer, date(2021, 9, 30))
        assert len(meetings(contract)) == 1

    def test_a_meeting_that_is_named_is_recorded_too(self, client, contract):
        typed = {**self.TYPED, "meeting": "Cabinet", "requested": "2021-07-01"}
        client.post(address("add", contract), typed)
        assert meetings(contract) == [("M1", "Cabinet", date(2021, 7, 1))]

    def test_naming_one_that_is_recorded_records_it_no_second_time(self, client, contract):
        made(contract, Meeting)
        typed = {**self.TYPED, "meeting": "Overview Board", "requested": "2021-04-01"}
        client.post(address("add", contract), typed)
        assert len(meetings(contract)) == 1

    @pytest.mark.parametrize(
        ("named", "field"),
        [
            pytest.param({}, "at_meeting", id="nothing"),
            pytest.param({"meeting": "Cabinet"}, "requested", id="no-day"),
            pytest.param({"requested": "2021-07-01"}, "meeting", id="no-committee"),
            pytest.param({"meeting": "Cabinet", "requested": "31/06/2021"}, "requested", id="no-such-day"),
            pytest.param({"at_meeting": "M", "meeting": "Cabinet"}, "at_meeting", id="both"),
            pytest.param({"at_meeting": 0}, "at_meeting", id="none-of-this-contract"),
            pytest.param({"meeting": "Cabinet", "requested": "2999-07-01"}, "requested", id="yet-to-meet"),
            pytest.param({"due": "2021-06-30", **CABINET}, "due", id="due-before-asked-for"),
        ],
    )
    def test_what_is_missing_of_the_meeting_is_said_beside_the_field(self, client, contract, named, field):
        meeting = made(contract, Meeting)
        typed = {**self.TYPED, **named}
        if typed.get("at_meeting") == "M":
            typed["at_meeting"] = meeting.pk
        response = client.post(address("add", contract), typed)
        assert list(response.context["form"].errors) == [field]
        assert "A plan" in response.content.decode()
        assert not contract.assurances.exists()

    def test_it_can_be_due_on_the_day_of_the_meeting(self, client, contract):
        typed = {**self.TYPED, **CABINET, "due": "2021-07-01"}
        assert client.post(address("add", contract), typed).status_code == 302

    def test_nothing_can_be_asked_for_at_a_meeting_to_come(self, client, contract):
        meeting = made(contract, Meeting, held_on=date(2999, 7, 1))
        response = client.post(address("add", contract), {**self.TYPED, "at_meeting": meeting.pk})
        assert list(response.context["form"].errors) == ["at_meeting"]

    def test_the_meeting_that_a_link_names_is_chosen(self, client, contract):
        meeting = made(contract, Meeting)
        form = client.get(address("add", contract) + "?meeting=M1").context["form"]
        assert form["at_meeting"].value() == meeting.pk
        assert form["meeting"].value() == ""

    @pytest.mark.parametrize("named", ["M9", "%00"], ids=["unknown", "NUL"])
    def test_a_link_that_names_no_meeting_leaves_the_choice_open(self, client, contract, named):
        made(contract, Meeting)
        form = client.get(address("add", contract) + f"?meeting={named}").context["form"]
        assert not form["at_meeting"].value()

    def test_only_people_who_keep_the_registers_can_be_given_it(
        self, client, contract, officer, second_officer, manager, member, administrator, outsider
    ):
        form = client.get(address("add", contract)).context["form"]
        assert set(form.fields["assigned_to"].queryset) == {officer, second_officer, manager}

    def test_whoever_was_given_it_stays_in_the_list_when_they_have_left(self, client, contract, outsider):
        made(contract, assigned_to=outsider)
        form = client.get(address("change", contract, "A1")).context["form"]
        assert outsider in form.fields["assigned_to"].queryset

    def test_it_can_be_put_right_that_it_was_asked_for_elsewhere(self, client, contract, assurance):
        typed = {**self.TYPED, "meeting": "Cabinet", "requested": "2021-07-01"}
        client.post(address("change", contract, "A1"), {**typed, "seen": version_of(assurance)})
        assurance.refresh_from_db()
        assert (assurance.meeting, assurance.requested) == ("Cabinet", date(2021, 7, 1))
        assert ("M1", "Cabinet", date(2021, 7, 1)) in meetings(contract)

    def test_saving_what_stands_there_writes_nothing(self, client, contract):
        meeting = made(contract, Meeting)
        row = made(contract)
        typed = {"text": row.text, "owner": row.owner, "at_meeting": meeting.pk, "seen": version_of(row)}
        assert client.post(address("change", contract, "A1"), typed).status_code == 302
        assert row.history.count() == 1

    def test_the_second_of_two_is_shown_both_versions_and_can_then_save(self, client, contract):
        meeting = made(contract, Meeting)
        row = made(contract)
        seen = version_of(row)
        row.text = "Half a report"
        row.save()
        typed = {**self.TYPED, "at_meeting": meeting.pk, "seen": seen}
        response = client.post(address("change", contract, "A1"), typed)
        form = response.context["form"]
        assert ("Half a report", "A plan") in [(each.now, each.typed) for each in form.theirs]
        again = {**typed, "seen": form["seen"].value()}
        assert client.post(address("change", contract, "A1"), again).status_code == 302
        row.refresh_from_db()
        assert row.text == "A plan"


class TestSteps:
    def test_it_is_answered_with_a_day_and_words(self, client, contract, assurance):
        typed = {"on": "2021-08-15", "text": "The plan is attached", "seen": version_of(assurance)}
        assert client.post(address("answer", contract, "A1"), typed).status_code == 302
        assurance.refresh_from_db()
        assert (assurance.status, assurance.answered_on) == ("answered", TODAY)
        assert assurance.response == "The plan is attached"

    @pytest.mark.parametrize(
        ("day", "refused"),
        [
            pytest.param("2021-03-31", True, id="the-day-before-it-was-asked-for"),
            pytest.param("2021-04-01", False, id="the-day-it-was-asked-for"),
            pytest.param("2021-08-15", False, id="today"),
            pytest.param("2021-08-16", True, id="tomorrow"),
        ],
    )
    def test_it_is_answered_between_the_meeting_and_today(self, client, contract, assurance, day, refused):
        typed = {"on": day, "text": "Yes", "seen": version_of(assurance)}
        response = client.post(address("answer", contract, "A1"), typed)
        assert (response.status_code == 200) == refused
        assurance.refresh_from_db()
        assert (assurance.status == "open") == refused

    def test_an_answered_one_is_closed_and_reopened_with_reasons(self, client, contract):
        row = made(contract, status="answered", answered_on=TODAY, response="Yes")
        client.post(address("close", contract, "A1"), {"reason": "Content", "seen": version_of(row)})
        row.refresh_from_db()
        assert (row.status, row.answered_on) == ("closed", TODAY)
        assert row.history.first().history_change_reason == "Content"
        client.post(address("reopen", contract, "A1"), {"reason": "Not yet", "seen": version_of(row)})
        row.refresh_from_db()
        assert (row.status, row.answered_on, row.response) == ("open", None, "Yes")

    def test_one_that_is_asked_for_no_longer_is_closed_unanswered(self, client, contract, assurance):
        client.post(address("close", contract, "A1"), {"reason": "Withdrawn", "seen": version_of(assurance)})
        assurance.refresh_from_db()
        assert (assurance.status, assurance.answered_on) == ("closed", None)

    def test_removing_asks_why(self, client, contract, assurance):
        seen = version_of(assurance)
        assert client.post(address("remove", contract, "A1"), {"seen": seen}).status_code == 200
        typed = {"reason": "Twice", "seen": seen}
        assert client.post(address("remove", contract, "A1"), typed).url == address("list", contract)
        assert not contract.assurances.exists()

    def test_the_detail_leads_to_the_meeting_where_it_is_recorded(self, client, contract, assurance):
        its = reverse("meeting_detail", args=[contract.reference, "M1"])
        assert its not in client.get(address("detail", contract, "A1")).content.decode()
        made(contract, Meeting)
        assert its in client.get(address("detail", contract, "A1")).content.decode()


class TestActions:
    """What pages cannot send, and other callers could."""

    @pytest.mark.parametrize(
        ("action", "status", "words"),
        [
            pytest.param(assurances.answer, "closed", "It is closed already", id="answer-a-closed-one"),
            pytest.param(assurances.answer, "open", "Say how", id="answer-with-nothing"),
            pytest.param(assurances.close, "closed", "It is closed already", id="close-a-closed-one"),
            pytest.param(assurances.close, "open", "Say why", id="close-without-a-reason"),
            pytest.param(assurances.reopen, "open", "It is open already", id="reopen-an-open-one"),
            pytest.param(assurances.reopen, "closed", "Say why", id="reopen-without-a-reason"),
        ],
    )
    def test_a_step_against_a_rule_is_refused_in_a_sentence(self, contract, officer, action, status, words):
        row = made(contract, status=status)
        said = {"on": TODAY, "text": " "} if action is assurances.answer else {"reason": " "}
        with pytest.raises(NotAllowed, match=words):
            action(assurance=row, seen=version_of(row), by=officer, **said)


class TestList:
    @pytest.fixture
    def four(self, contract, assurance, officer):
        made(contract, reference="A2", due=YESTERDAY, assigned_to=officer)
        made(contract, reference="A3", due=TODAY, text="Working group", owner="client")
        made(contract, reference="A4", due=YESTERDAY, status="answered", answered_on=TODAY, meeting="Cabinet")

    def rows(self, client, contract, query: str = "") -> list[list[str]]:
        (table,) = tables(client.get(address("list", contract) + query).content.decode())
        return table.rows

    def test_tells_what_from_whom_by_when_and_how_it_stands(self, client, contract, four):
        at = "Overview Board, 1 April 2021"
        assert self.rows(client, contract) == [
            ["A1", "A full report", at, "Provider", "No date", "–", "Open"],
            [
                "A2",
                "A full report",
                at,
                "Provider",
                "14 August 2021 Overdue, 1 day late",
                "Olive Officer",
                "Open",
            ],
            ["A3", "Working group", at, "Client", "15 August 2021", "–", "Open"],
            [
                *("A4", "A full report", "Cabinet, 1 April 2021", "Provider", "14 August 2021", "–"),
                "Answered, 15 August 2021",
            ],
        ]

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            pytest.param("?status=overdue", ["A2"], id="overdue"),
            pytest.param("?status=open", ["A1", "A2", "A3"], id="open"),
            pytest.param("?status=answered", ["A4"], id="answered"),
            pytest.param("?owner=client", ["A3"], id="side"),
            pytest.param("?person=mine", ["A2"], id="given-to-me"),
            pytest.param("?person=nobody", ["A1", "A3", "A4"], id="given-to-nobody"),
            pytest.param("?search=group", ["A3"], id="words"),
            pytest.param("?search=cabinet", ["A4"], id="meeting"),
            pytest.param("?sort=due", ["A2", "A4", "A3", "A1"], id="earliest-due-and-none-last"),
        ],
    )
    def test_is_filtered_searched_and_sorted(self, client, contract, four, query, found):
        assert [row[0] for row in self.rows(client, contract, query)] == found

    def test_says_when_there_are_none(self, client, contract):
        html = client.get(address("list", contract)).content.decode()
        assert "No committee has asked for anything on this contract yet." in html

    def test_costs_as_many_queries_with_one_as_with_twenty(
        self, client, contract, assurance, officer, django_assert_num_queries
    ):
        with django_assert_num_queries(5):
            client.get(address("list", contract))
        for number in range(2, 21):
            made(contract, reference=f"A{number}", due=APRIL + timedelta(number), assigned_to=officer)
        with django_assert_num_queries(5):
            client.get(address("list", contract))
