"""A report's way to the meeting: submitted by one person, sent back or published by another."""

from __future__ import annotations

import pytest
from django.core import mail

from contracts.refusals import NotAllowed
from reports.actions.review import send_back, submit
from reports.actions.sections import SectionEdit, edit, include, mark_rows
from reports.drafts.rules import ReportStep, refusal, steps_open_to
from tests.factories import make_membership, make_result
from tests.reports.drafting import AT, in_review, section_of, started

ALL = frozenset({"write_report", "publish_report"})


@pytest.fixture
def report(contract, officer):
    return started(contract, officer)


def steps(report, by, abilities=ALL) -> set[str]:
    return {str(step) for step in steps_open_to(report, by, abilities)}


def test_what_may_be_done_follows_from_the_state_and_the_person(contract, officer, manager):
    report = started(contract, officer)
    assert steps(report, officer) == {"change", "delete", "submit"}
    report = submit(report=report, by=officer, at=AT).report
    assert steps(report, manager) == {"send_back", "publish"}
    assert steps(report, officer) == {"send_back"}
    assert steps(report, manager, frozenset({"write_report"})) == set()


def test_who_submitted_a_report_does_not_publish_it(contract, manager):
    report = in_review(contract, manager)
    why = refusal(ReportStep.PUBLISH, report, manager, ALL)
    assert why == "You submitted Report 1 for review, so someone else must publish it."


def test_submitting_says_who_and_when_and_tells_those_who_may_publish(
    report, officer, manager, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        done = submit(
            report=report, by=officer, at=AT, address=lambda each: f"https://x.example/{each.number}"
        )
    assert (done.report.state, done.report.submitted_by, done.report.submitted_at) == (
        *("in_review", officer),
        AT,
    )
    (message,) = mail.outbox
    assert message.to == [manager.email]
    assert message.subject == "TST-1: report 1 was submitted for review"
    assert "Overview Board on 23 September 2021" in message.body
    assert "https://x.example/1" in message.body


def test_sending_back_makes_it_a_draft_again_and_tells_its_writers_why(
    contract, officer, second_officer, manager, django_capture_on_commit_callbacks
):
    report = started(contract, second_officer)
    submit(report=report, by=officer, at=AT)
    with django_capture_on_commit_callbacks(execute=True):
        done = send_back(report=report, by=manager, reason="Say more about September.")
    assert (done.report.state, done.report.submitted_by, done.report.submitted_at) == ("draft", None, None)
    assert done.report.returned_because == "Say more about September."
    assert {message.to[0] for message in mail.outbox} == {officer.email, second_officer.email}
    assert "Say more about September." in mail.outbox[0].body
    assert done.report.history.latest().history_change_reason == "Say more about September."


def test_a_note_is_forgotten_once_the_report_is_submitted_again(report, officer, manager):
    submit(report=report, by=officer, at=AT)
    send_back(report=report, by=manager, reason="Shorter")
    assert submit(report=report, by=officer, at=AT).report.returned_because == ""


@pytest.mark.parametrize("reason", ["", " \n "])
def test_sending_back_needs_a_note(reason, report, officer, manager):
    submit(report=report, by=officer, at=AT)
    with pytest.raises(NotAllowed, match=r"Say why it is sent back\."):
        send_back(report=report, by=manager, reason=reason)


@pytest.mark.parametrize("person", ["officer", "administrator", "member"])
def test_only_those_who_may_publish_send_back(person, request, report, officer):
    submit(report=report, by=officer, at=AT)
    with pytest.raises(NotAllowed, match="sent back by a contract manager, which you are not"):
        send_back(report=report, by=request.getfixturevalue(person), reason="Shorter")


def test_a_report_is_submitted_once(report, officer, second_officer):
    submit(report=report, by=officer, at=AT)
    with pytest.raises(NotAllowed, match="is in review, so it cannot be submitted"):
        submit(report=report, by=second_officer, at=AT)


def test_a_report_without_a_section_is_not_submitted(report, officer):
    for section in report.sections.all():
        include(section=section, is_included=False, by=officer)
    with pytest.raises(NotAllowed, match="no section yet"):
        submit(report=report, by=officer, at=AT)


def test_a_report_whose_marked_row_is_gone_is_not_submitted(contract, report, officer):
    """What was to be kept back may stand there now under another name."""
    kpi = contract.kpis.get(reference="IMT_KPI_01")
    make_result(kpi, "2021-07", "92")
    section = section_of(report, "exceptions")
    include(section=section, is_included=True, by=officer)
    mark_rows(section=section, marks={"IMT_KPI_01 2021-06": "3"}, by=officer, seen={})
    with pytest.raises(NotAllowed, match="IMT_KPI_01 2021-06 is marked as not public in “Exceptions”"):
        submit(report=report, by=officer, at=AT)
    marks = {"IMT_KPI_01 2021-07": "3"}
    mark_rows(section=section, marks=marks, by=officer, seen={"IMT_KPI_01 2021-06": "3"})
    assert submit(report=report, by=officer, at=AT).report.state == "in_review"


def test_a_marked_row_of_a_section_that_is_left_out_hinders_nobody(report, officer):
    section = section_of(report, "exceptions")
    include(section=section, is_included=False, by=officer)
    mark_rows(section=section, marks={"IMT_KPI_01 2021-06": "3"}, by=officer, seen={})
    for each in report.sections.filter(text__contains="{exceptions}"):
        include(section=each, is_included=False, by=officer)
    assert submit(report=report, by=officer, at=AT).report.state == "in_review"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("See {programme}.", "refers to {programme}, but the section “Programme” is left out"),
        ("See {gossip}.", "refers to {gossip}, which is no section of a report"),
        ("See {gossip:2}.", "refers to {gossip:2}, which is no section of a report"),
        ("See {performance:2}.", "refers to {performance:2}, but the section “Performance” has no table 2"),
        (
            "See {performance:figure}.",
            "refers to {performance:figure}, but the section “Performance” has no figure",
        ),
        ("See {programme:figure}.", "refers to {programme:figure}, but the section “Programme” is left out"),
    ],
)
def test_a_text_that_names_what_is_not_there_is_not_submitted(text, sentence, report, officer):
    section = section_of(report, "summary")
    said = SectionEdit(title="Summary", text=text, is_included=True)
    edit(section=section, edit=said, by=officer, seen=1)
    with pytest.raises(NotAllowed) as refused:
        submit(report=report, by=officer, at=AT)
    assert sentence in str(refused.value)


def test_a_text_that_names_a_table_or_a_figure_by_its_place_is_submitted(report, officer):
    section = section_of(report, "summary")
    text = "See {performance:1}, {appendix:figure} and {performance}."
    edit(section=section, edit=SectionEdit(title="Summary", text=text, is_included=True), by=officer, seen=1)
    include(section=section_of(report, "appendix"), is_included=True, by=officer)
    assert submit(report=report, by=officer, at=AT).report.state == "in_review"


def test_a_manager_may_write_and_an_officer_may_not_publish(contract, manager, second_officer):
    make_membership(second_officer, contract, "member")
    report = in_review(contract, manager)
    why = refusal(ReportStep.PUBLISH, report, second_officer, frozenset({"write_report"}))
    assert why == "A report is published by a contract manager, which you are not."
