"""Which highlights a report tells of: all of its months, but for those that its writers leave out."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from contracts.models import Highlight
from contracts.refusals import NotAllowed
from reports.actions import EditedMeanwhile
from reports.actions.drafts import delete
from reports.actions.highlights import leave_out_highlights
from reports.actions.review import submit
from reports.drafts.whole import whole_of
from reports.models import LeftOutHighlight, Report
from reports.publications.since import since
from tests.reports.drafting import AT, in_review, started
from tests.reports.publications.publishing import published

TODAY = AT.date()


@pytest.fixture
def report(contract, officer) -> Report:
    return started(contract, officer)


@pytest.fixture
def highlights(contract) -> list[Highlight]:
    """One of each month from May 2021 to the meeting of 23 September, of which AT is 1 September."""
    days = ((5, 31), (6, 30), (7, 31), (9, 1))
    return [
        contract.highlights.create(as_at=date(2021, month, day), text=f"Well done in month {month}.")
        for month, day in days
    ]


def text_of(response) -> str:
    return unescape(response.content.decode())


def told(report: Report) -> list[int]:
    return [row.pk for row in whole_of(report, made_on=TODAY).statement.highlights]


def leave_out(report: Report, left_out: list[int], by, seen: list[int] | None = None) -> bool:
    among = list(report.contract.highlights.values_list("pk", flat=True))
    return leave_out_highlights(report=report, left_out=left_out, among=among, by=by, seen=seen or [])


def address(report: Report) -> str:
    return reverse("report_highlights", args=[report.contract.reference, report.number])


def test_all_of_its_months_are_in_to_begin_with(report, highlights):
    assert told(report) == [each.pk for each in highlights]


@pytest.mark.parametrize(
    ("day", "is_told"),
    [
        pytest.param(date(2021, 4, 30), False, id="the-day-before-its-months"),
        pytest.param(date(2021, 5, 1), True, id="the-first-day-of-its-months"),
        pytest.param(date(2021, 9, 1), True, id="today"),
        pytest.param(date(2021, 9, 2), False, id="tomorrow"),
    ],
)
def test_a_highlight_belongs_in_it_from_its_first_day_to_today(contract, report, day, is_told):
    highlight = contract.highlights.create(as_at=day, text="Well done.")
    assert (highlight.pk in told(report)) is is_told


def test_after_the_meeting_the_day_of_the_meeting_counts(contract, report):
    on_the_day = contract.highlights.create(as_at=date(2021, 9, 23), text="On the day.")
    contract.highlights.create(as_at=date(2021, 9, 24), text="The day after.")
    found = whole_of(report, made_on=date(2021, 12, 1)).statement.highlights
    assert [row.pk for row in found] == [on_the_day.pk]


def test_one_that_is_left_out_is_in_neither_the_paper_nor_the_data(report, highlights, officer):
    first, *others = (each.pk for each in highlights)
    assert leave_out(report, [first], officer)
    assert told(report) == others
    assert "Well done in month 5." not in str(whole_of(report, made_on=TODAY).paper)


def test_one_that_was_left_out_comes_back_and_history_says_so(report, highlights, officer, second_officer):
    first = highlights[0].pk
    leave_out(report, [first], officer)
    assert leave_out(report, [], second_officer, seen=[first])
    assert told(report) == [each.pk for each in highlights]
    latest = LeftOutHighlight.history.latest()
    assert (latest.history_type, latest.history_user) == ("-", second_officer)


def test_saving_what_stands_there_already_changes_nothing(report, highlights, officer):
    leave_out(report, [highlights[0].pk], officer)
    assert not leave_out(report, [highlights[0].pk], officer)
    assert LeftOutHighlight.history.count() == 1


def test_who_chooses_on_top_of_another_persons_choice_is_told(report, highlights, officer, second_officer):
    leave_out(report, [highlights[0].pk], officer)
    with pytest.raises(EditedMeanwhile, match="saved the choice of highlights"):
        leave_out(report, [highlights[1].pk], second_officer)
    assert told(report) == [each.pk for each in highlights[1:]]


def test_it_is_chosen_in_a_draft_alone(contract, officer, highlights):
    report = in_review(contract, officer)
    with pytest.raises(NotAllowed):
        leave_out(report, [highlights[0].pk], officer)
    assert not LeftOutHighlight.objects.exists()


def test_a_draft_is_deleted_with_its_choice(report, highlights, officer):
    leave_out(report, [highlights[0].pk], officer)
    delete(report=report, by=officer)
    assert not LeftOutHighlight.objects.exists()


def test_a_highlight_can_be_removed_from_the_record_though_a_report_leaves_it_out(
    report, highlights, officer
):
    leave_out(report, [highlights[0].pk], officer)
    highlights[0].delete()
    assert told(report) == [each.pk for each in highlights[1:]]


def test_what_is_published_stays_and_what_was_left_out_is_no_difference(
    contract, officer, manager, highlights
):
    report = started(contract, officer)
    leave_out(report, [highlights[0].pk], officer)
    publication = published(submit(report=report, by=officer, at=AT).report, manager, AT)
    assert since(publication).told == ()
    highlights[1].delete()
    (found,) = since(publication).told
    assert (found.difference.table, found.difference.kind) == ("highlights", "removed")


class TestThePage:
    def test_it_offers_every_highlight_with_its_day_and_ticks_those_that_are_in(
        self, client_of, officer, report, highlights
    ):
        leave_out(report, [highlights[0].pk], officer)
        page = client_of(officer).get(address(report))
        assert "31 May 2021, whole contract: Well done in month 5." in text_of(page)
        assert page.content.decode().count("checked") == 3

    def test_what_is_not_ticked_is_left_out(self, client_of, officer, report, highlights):
        chosen = [str(each.pk) for each in highlights[1:]]
        answer = client_of(officer).post(address(report), {"chosen": chosen, "seen": ""}, follow=True)
        assert "3 of 4 highlights are in the report." in text_of(answer)
        assert told(report) == [each.pk for each in highlights[1:]]

    def test_a_choice_that_crosses_anothers_is_shown_again_with_what_was_ticked(
        self, client_of, officer, second_officer, report, highlights
    ):
        leave_out(report, [highlights[0].pk], second_officer)
        answer = client_of(officer).post(address(report), {"chosen": [str(highlights[0].pk)], "seen": ""})
        assert answer.status_code == 409
        assert "saved the choice of highlights" in text_of(answer)
        assert answer.content.decode().count("checked") == 1
        assert f'name="seen" value="{highlights[0].pk}"' in answer.content.decode()

    def test_a_highlight_of_other_months_cannot_be_chosen(self, client_of, officer, contract, report):
        earlier = contract.highlights.create(as_at=date(2020, 1, 1), text="Long ago.")
        contract.highlights.create(as_at=date(2021, 6, 1), text="Now.")
        answer = client_of(officer).post(address(report), {"chosen": [str(earlier.pk)], "seen": ""})
        assert "choose from those there are" in text_of(answer)

    def test_without_any_it_says_so(self, client_of, officer, report):
        page = client_of(officer).get(address(report))
        assert "No highlight is on record for May to July 2021" in text_of(page)

    @pytest.mark.parametrize("number", [1, 12])
    def test_it_costs_the_same_however_many_there_are(
        self, client_of, officer, contract, report, number, django_assert_num_queries
    ):
        for _ in range(number):
            contract.highlights.create(as_at=date(2021, 6, 1), text="Well done.")
        client = client_of(officer)
        client.get(address(report))
        with django_assert_num_queries(6):
            client.get(address(report))

    def test_the_section_leads_to_it(self, client_of, officer, report):
        section = reverse("report_section", args=[report.contract.reference, report.number, "highlights"])
        assert address(report) in client_of(officer).get(section).content.decode()
