"""Meetings: recorded by hand or because assurances name them, moved with these, and removed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from contracts.actions.meetings import change_meeting, name_meetings, remove_meeting
from contracts.actions.records import version_of
from contracts.models import Assurance, Meeting, MeetingPaper
from contracts.refusals import NotAllowed
from tests.reports.pages import tables
from tests.rows import unsaved

APRIL = date(2021, 4, 1)
NOW = datetime(2021, 8, 15, 12, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture(autouse=True)
def mid_august(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def made(model, contract, **columns):
    row = unsaved(model, contract, **columns)
    row.save()
    return row


def paper_of(meeting, **columns) -> MeetingPaper:
    return MeetingPaper.objects.create(meeting=meeting, **{"title": "The paper", **columns})


@pytest.fixture
def meeting(contract) -> Meeting:
    """M1: the Overview Board on 1 April 2021."""
    return made(Meeting, contract)


@pytest.fixture
def assurance(contract) -> Assurance:
    """A1, asked for by the Overview Board on 1 April 2021."""
    return made(Assurance, contract)


@pytest.fixture
def client(client_of, officer):
    return client_of(officer)


def address(name: str, contract, *more: object) -> str:
    return reverse(f"meeting_{name}", args=[contract.reference, *more])


def names(contract) -> list[tuple]:
    return list(contract.meetings.order_by("pk").values_list("reference", "committee", "held_on"))


class TestNaming:
    def test_meetings_that_assurances_name_are_recorded_once_and_numbered_by_day(self, contract, officer):
        for number, (committee, day) in enumerate(
            [("Board", date(2021, 7, 1)), ("Cabinet", APRIL), ("Board", APRIL), ("Board", APRIL)], 1
        ):
            made(Assurance, contract, reference=f"A{number}", meeting=committee, requested=day)
        name_meetings(contract=contract, by=officer)
        wanted = [("M1", "Board", APRIL), ("M2", "Cabinet", APRIL), ("M3", "Board", date(2021, 7, 1))]
        assert names(contract) == wanted

    def test_doing_it_again_adds_nothing(self, contract, assurance, meeting, officer):
        assert name_meetings(contract=contract, by=officer) == []
        assert names(contract) == [("M1", "Overview Board", APRIL)]


class TestChange:
    def test_what_was_asked_for_there_follows_a_meeting_that_is_renamed_and_moved(
        self, client, contract, meeting, assurance
    ):
        other = made(Assurance, contract, reference="A2", meeting="Cabinet")
        typed = {"committee": "Scrutiny Board", "held_on": "2021-04-02", "seen": version_of(meeting)}
        assert client.post(address("change", contract, "M1"), typed).url == address("detail", contract, "M1")
        assurance.refresh_from_db()
        assert (assurance.meeting, assurance.requested) == ("Scrutiny Board", date(2021, 4, 2))
        assert assurance.history.first().history_change_reason == "Meeting M1 was renamed or moved"
        other.refresh_from_db()
        assert other.meeting == "Cabinet"

    def test_a_note_alone_leaves_assurances_as_they_are(self, client, contract, meeting, assurance):
        typed = {"committee": "Overview Board", "held_on": "2021-04-01", "note": "Yearly"}
        client.post(address("change", contract, "M1"), {**typed, "seen": version_of(meeting)})
        assert assurance.history.count() == 1

    def test_it_is_not_moved_past_the_day_on_which_something_was_answered(self, contract, meeting, officer):
        answered = {"status": "answered", "answered_on": date(2021, 5, 1)}
        row = made(Assurance, contract, **answered)
        meeting.held_on = date(2021, 5, 2)
        with pytest.raises(NotAllowed, match="A1 was asked for there and answered before this day"):
            change_meeting(meeting=meeting, fields=["held_on"], seen=version_of(meeting), by=officer)
        row.refresh_from_db()
        meeting.refresh_from_db()
        assert (row.requested, meeting.held_on) == (APRIL, APRIL)

    def test_the_day_of_the_answer_itself_will_do(self, contract, meeting, officer):
        row = made(Assurance, contract, status="answered", answered_on=date(2021, 5, 1))
        meeting.held_on = date(2021, 5, 1)
        change_meeting(meeting=meeting, fields=["held_on"], seen=version_of(meeting), by=officer)
        row.refresh_from_db()
        assert row.requested == date(2021, 5, 1)

    def test_another_meeting_of_the_committee_on_that_day_is_refused_in_words(
        self, client, contract, meeting
    ):
        made(Meeting, contract, reference="M2", held_on=date(2021, 5, 1))
        typed = {"committee": "Overview Board", "held_on": "2021-05-01", "seen": version_of(meeting)}
        response = client.post(address("change", contract, "M1"), typed)
        assert "There is a meeting of this committee on this day already" in response.content.decode()


class TestRemove:
    def test_one_that_an_assurance_names_stays(self, client, contract, meeting, assurance):
        typed = {"reason": "Twice", "seen": version_of(meeting)}
        html = client.post(address("remove", contract, "M1"), typed).content.decode()
        assert "It has what was asked for there (A1)" in html
        assert contract.meetings.exists()

    def test_one_with_papers_stays(self, contract, meeting, officer):
        paper_of(meeting)
        with pytest.raises(NotAllowed, match="It has meeting papers"):
            remove_meeting(meeting=meeting, seen=version_of(meeting), by=officer, reason="Twice")

    def test_one_by_mistake_goes_and_history_says_why(self, client, contract, meeting):
        typed = {"reason": "It was cancelled", "seen": version_of(meeting)}
        assert client.post(address("remove", contract, "M1"), typed).url == address("list", contract)
        assert not contract.meetings.exists()
        assert Meeting.history.filter(id=meeting.pk).first().history_change_reason == "It was cancelled"


class TestPapers:
    def test_a_paper_is_added_and_shown_with_its_address(self, client, contract, meeting):
        typed = {"title": "The briefing", "address": "https://council.example/papers/1"}
        assert client.post(address("paper_add", contract, "M1"), typed).status_code == 302
        html = client.get(address("detail", contract, "M1")).content.decode()
        assert 'rel="noreferrer" href="https://council.example/papers/1">The briefing</a>' in html

    def test_a_meeting_has_one_paper_of_a_title(self, client, contract, meeting):
        for _ in range(2):
            response = client.post(address("paper_add", contract, "M1"), {"title": "The briefing"})
        said = ["This meeting has a paper of this title already."]
        assert response.context["form"].errors == {"title": said}
        assert meeting.papers.count() == 1

    @pytest.mark.parametrize(
        "web",
        ["javascript:alert(1)", "ftp://council.example/1", "data:text/html,1", "council"],
    )
    def test_an_address_of_another_kind_is_refused_beside_the_field(self, client, contract, meeting, web):
        response = client.post(address("paper_add", contract, "M1"), {"title": "P", "address": web})
        assert list(response.context["form"].errors) == ["address"]
        assert not meeting.papers.exists()

    def test_a_title_is_there_once(self, client, contract, meeting):
        paper_of(meeting, title="The briefing")
        response = client.post(address("paper_add", contract, "M1"), {"title": "The briefing"})
        assert response.context["form"].errors

    def test_a_paper_is_taken_away_with_a_reason(self, client, contract, meeting):
        paper = paper_of(meeting)
        typed = {"reason": "The wrong one", "seen": version_of(paper)}
        assert client.post(address("paper_remove", contract, "M1", paper.pk), typed).status_code == 302
        assert not meeting.papers.exists()

    def test_a_paper_of_another_meeting_is_not_found(self, client, contract, meeting):
        paper = paper_of(made(Meeting, contract, reference="M2", committee="Cabinet"))
        assert client.get(address("paper_remove", contract, "M1", paper.pk)).status_code == 404


class TestList:
    @pytest.fixture
    def three(self, contract, meeting, assurance):
        made(Assurance, contract, reference="A2", status="closed")
        made(Meeting, contract, reference="M2", held_on=date(2021, 8, 15), note="The yearly report")
        paper_of(made(Meeting, contract, reference="M3", committee="Cabinet", held_on=date(2021, 8, 16)))

    def rows(self, client, contract, query: str = "") -> list[list[str]]:
        (table,) = tables(client.get(address("list", contract) + query).content.decode())
        return table.rows

    def test_the_latest_come_first_with_what_was_asked_for(self, client, contract, three):
        assert self.rows(client, contract) == [
            ["16 August 2021 (to come)", "Cabinet", "–", "1", "0"],
            ["15 August 2021", "Overview Board", "The yearly report", "0", "0"],
            ["1 April 2021", "Overview Board", "–", "0", "2, 1 open"],
        ]

    @pytest.mark.parametrize(
        ("query", "days"),
        [
            pytest.param("?time=to_come", ["16 August 2021 (to come)"], id="to-come"),
            pytest.param("?time=past", ["15 August 2021", "1 April 2021"], id="past"),
            pytest.param("?search=yearly", ["15 August 2021"], id="words"),
            pytest.param(
                "?sort=-asked", ["1 April 2021", "15 August 2021", "16 August 2021 (to come)"], id="asked"
            ),
        ],
    )
    def test_is_filtered_searched_and_sorted(self, client, contract, three, query, days):
        assert [row[0] for row in self.rows(client, contract, query)] == days

    def test_each_leads_to_its_page(self, client, contract, meeting):
        assert address("detail", contract, "M1") in client.get(address("list", contract)).content.decode()

    def test_costs_as_many_queries_with_one_as_with_twenty(
        self, client, contract, meeting, django_assert_num_queries
    ):
        with django_assert_num_queries(5):
            client.get(address("list", contract))
        for number in range(2, 21):
            paper_of(made(Meeting, contract, reference=f"M{number}", held_on=APRIL + timedelta(number)))
        with django_assert_num_queries(5):
            client.get(address("list", contract))
