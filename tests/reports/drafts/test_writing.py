"""Writing a report: started from the figures, edited by several people, nothing lost of what they typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from contracts.calculations.months import Month
from contracts.refusals import NotAllowed
from reports.actions import EditedMeanwhile
from reports.actions.drafts import change_details, delete, follow_the_figures, start
from reports.actions.sections import Direction, SectionEdit, edit, include, mark_rows, marks_of, move, refill
from reports.drafts.details import suggested
from reports.models import ExemptRow, Report, ReportSection
from reports.papers.sections import SectionKind
from tests.factories import make_contract, make_period, make_result
from tests.kpis.ways_of_writing import World
from tests.reports.drafting import AT, DETAILS, in_review, section_of, started
from tests.reports.ways_of_writing import published

TODAY = AT.date()
WELL = SectionEdit(title="Summary", text="All went well.", is_included=True)
BADLY = SectionEdit(title="Summary", text="Little went well.", is_included=True)


@pytest.fixture
def report(contract, officer) -> Report:
    return started(contract, officer)


@pytest.fixture
def amber(contract):
    """A KPI that missed its target in July 2021."""
    return make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-07", "92", comment="A storm")


def titles(report: Report) -> list[str]:
    return [section.title for section in report.sections.order_by("position")]


def test_a_report_starts_with_every_section_in_the_usual_order_and_its_text_from_the_figures(report, officer):
    sections = list(report.sections.order_by("position"))
    assert [each.kind for each in sections] == [str(kind) for kind in SectionKind]
    assert [each.position for each in sections] == list(range(1, len(SectionKind) + 1))
    assert all(each.text == each.filled for each in sections)
    assert "Provider plc's performance" in sections[0].text
    assert "between May and July 2021" in sections[0].text
    assert (report.number, report.state, report.created_by) == (1, "draft", officer)


def test_a_section_with_nothing_to_say_is_left_out_to_begin_with(report):
    assert not section_of(report, "programme").is_included
    assert section_of(report, "performance").is_included


def test_the_number_of_a_deleted_report_is_not_given_again(contract, officer, report):
    delete(report=report, by=officer)
    assert not Report.objects.filter(contract=contract).exists()
    assert not ReportSection.objects.filter(report__contract=contract).exists()
    assert started(contract, officer).number == 2


def test_a_draft_is_deleted_with_what_was_marked_in_it(contract, officer, report):
    mark_rows(section=section_of(report, "exceptions"), marks={"X": "1"}, by=officer, seen={})
    delete(report=report, by=officer)
    assert not ExemptRow.objects.filter(report__contract=contract).exists()
    assert ExemptRow.history.filter(history_type="-").latest().history_user == officer


@pytest.mark.parametrize(
    "action", ["change", "delete", "edit", "include", "move", "refill", "mark", "follow"]
)
def test_nobody_edits_a_report_in_review(action, contract, officer, manager):
    report = in_review(contract, officer)
    section = section_of(report, "summary")
    take = {
        "change": lambda: change_details(report=report, details=DETAILS, by=manager, seen=1, today=TODAY),
        "delete": lambda: delete(report=report, by=manager),
        "edit": lambda: edit(section=section, edit=WELL, by=manager, seen=1),
        "include": lambda: include(section=section, is_included=False, by=manager),
        "move": lambda: move(section=section, direction=Direction.DOWN, by=manager),
        "refill": lambda: refill(section=section, by=manager, seen=1, today=TODAY),
        "mark": lambda: mark_rows(section=section, marks={"X": "1"}, by=manager, seen={}),
        "follow": lambda: follow_the_figures(report=report, by=manager, today=TODAY),
    }[action]
    with pytest.raises(NotAllowed, match=r"^Report 1 is in review, so it cannot be (changed|deleted)\.$"):
        take()


@pytest.mark.parametrize("person", ["member", "administrator", "outsider"])
def test_who_may_not_write_reports_is_refused_by_the_actions_too(person, request, contract, report):
    by = request.getfixturevalue(person)
    with pytest.raises(NotAllowed, match="A report is started by a contract officer or a contract manager"):
        started(contract, by)
    with pytest.raises(NotAllowed, match="changed by a contract officer or a contract manager, which you"):
        edit(section=section_of(report, "summary"), edit=WELL, by=by, seen=1)


@pytest.mark.parametrize(
    ("details", "sentence"),
    [
        pytest.param({"month_to": Month(2021, 4)}, "cannot come before the first, May 2021", id="backwards"),
        pytest.param({"month_from": Month(2021, 3)}, "The contract begins in April 2021", id="too-early"),
        pytest.param({"month_to": Month(2021, 8)}, "August 2021 has not been opened yet", id="too-late"),
        pytest.param({"compared_with": Month(2021, 7)}, "must have ended before", id="compared-with-itself"),
        pytest.param(
            {"held_on": date(2021, 6, 30)},
            "meeting cannot come before the last month of the report, July 2021",
            id="meeting-before-its-last-month",
        ),
    ],
)
def test_a_range_of_months_that_cannot_be_is_refused(details, sentence, contract, officer):
    with pytest.raises(NotAllowed, match=sentence):
        start(contract=contract, details=replace(DETAILS, **details), by=officer, at=AT)


@pytest.mark.parametrize(
    "details",
    [
        pytest.param({"month_to": Month(2021, 5)}, id="one-month"),
        pytest.param({"month_from": Month(2021, 4), "compared_with": None}, id="from-the-first-month"),
        pytest.param({"compared_with": Month(2021, 6)}, id="compared-within-the-range"),
    ],
)
def test_a_range_of_months_on_the_edge_is_taken(details, contract, officer):
    assert started(contract, officer, **details).pk


def test_a_contract_without_months_has_no_report(officer, db):
    contract = make_contract("TST-9")
    contract.memberships.create(user=officer, role="officer")
    with pytest.raises(NotAllowed, match="No month of this contract has been opened yet"):
        started(contract, officer, month_from=Month(2021, 5))


def test_editing_a_section_keeps_what_was_typed_and_who_typed_it(report, officer, second_officer):
    edited = edit(section=section_of(report, "summary"), edit=WELL, by=second_officer, seen=1)
    assert (edited.text, edited.version) == ("All went well.", 2)
    assert edited.filled != edited.text
    assert edited.history.latest().history_user == second_officer


def test_the_second_of_two_editors_is_told_and_sees_what_the_first_wrote(report, officer, second_officer):
    section = section_of(report, "summary")
    edit(section=section, edit=WELL, by=officer, seen=1)
    with pytest.raises(
        EditedMeanwhile, match="Olive Officer saved the section “Summary” while you"
    ) as crossed:
        edit(section=section, edit=BADLY, by=second_officer, seen=1)
    assert crossed.value.theirs["text"] == "All went well."
    assert section_of(report, "summary").text == "All went well."
    edit(section=section, edit=BADLY, by=second_officer, seen=crossed.value.version)
    assert section_of(report, "summary").text == "Little went well."


def test_two_editors_who_write_the_same_do_not_cross(report, officer, second_officer):
    section = section_of(report, "summary")
    edit(section=section, edit=WELL, by=officer, seen=1)
    assert edit(section=section, edit=WELL, by=second_officer, seen=1).version == 2


def test_editors_of_different_sections_do_not_cross(report, officer, second_officer):
    edit(section=section_of(report, "summary"), edit=WELL, by=officer, seen=1)
    other = replace(WELL, title="Conclusion")
    assert edit(section=section_of(report, "conclusion"), edit=other, by=second_officer, seen=1).version == 2


def test_the_second_who_changes_the_details_is_told_and_sees_what_the_first_wrote(
    report, officer, second_officer
):
    change_details(
        report=report, details=replace(DETAILS, meeting="Executive"), by=officer, seen=1, today=TODAY
    )
    with pytest.raises(EditedMeanwhile, match="Olive Officer saved the details") as crossed:
        change_details(report=report, details=DETAILS, by=second_officer, seen=1, today=TODAY)
    assert crossed.value.theirs["meeting"] == "Executive"
    change_details(report=report, details=DETAILS, by=second_officer, seen=crossed.value.version, today=TODAY)
    assert Report.objects.get(pk=report.pk).meeting == "Overview Board"


def test_what_is_edited_of_a_deleted_report_is_refused_in_a_sentence(report, officer, second_officer):
    section = section_of(report, "summary")
    delete(report=report, by=officer)
    section.report = report
    report.pk = section.report_id
    with pytest.raises(NotAllowed, match="Somebody deleted Report 1 meanwhile"):
        edit(section=section, edit=WELL, by=second_officer, seen=1)


def test_sections_change_places(report, officer):
    before = titles(report)
    assert move(section=section_of(report, "summary"), direction=Direction.DOWN, by=officer)
    assert titles(report) == [before[1], before[0], *before[2:]]
    assert move(section=section_of(report, "summary"), direction=Direction.UP, by=officer)
    assert titles(report) == before


@pytest.mark.parametrize(("kind", "direction"), [("summary", "up"), ("appendix", "down")])
def test_the_first_section_cannot_move_up_nor_the_last_down(kind, direction, report, officer):
    before = titles(report)
    assert not move(section=section_of(report, kind), direction=Direction(direction), by=officer)
    assert titles(report) == before


def test_with_other_months_texts_that_nobody_edited_are_written_anew_and_edited_ones_stay(report, officer):
    edit(section=section_of(report, "background"), edit=replace(WELL, title="Background"), by=officer, seen=1)
    change_details(
        report=report, details=replace(DETAILS, month_from=Month(2021, 6)), by=officer, seen=1, today=TODAY
    )
    assert "between June and July 2021" in section_of(report, "summary").text
    assert section_of(report, "background").text == "All went well."


def test_a_text_is_replaced_by_what_the_figures_give_only_when_asked(report, officer, amber):
    assert "{exceptions}" not in section_of(report, "exceptions").text
    moved = follow_the_figures(report=report, by=officer, today=TODAY)
    assert "Exceptions" in moved
    assert "{exceptions}" in section_of(report, "exceptions").text
    assert follow_the_figures(report=report, by=officer, today=TODAY) == []


def test_an_edited_text_is_refilled_by_itself_and_what_it_was_stays_in_history(report, officer):
    section = section_of(report, "summary")
    first = section.text
    edit(section=section, edit=WELL, by=officer, seen=1)
    assert "Summary" not in follow_the_figures(report=report, by=officer, today=TODAY)
    assert refill(section=section, by=officer, seen=2, today=TODAY).text == first
    assert "All went well." in section.history.values_list("text", flat=True)


def test_refilling_a_text_that_somebody_edited_meanwhile_is_refused(report, officer, second_officer):
    section = section_of(report, "summary")
    edit(section=section, edit=WELL, by=officer, seen=1)
    with pytest.raises(EditedMeanwhile):
        refill(section=section, by=second_officer, seen=1, today=TODAY)
    assert section_of(report, "summary").text == "All went well."


def test_rows_are_marked_changed_and_made_public_again(report, officer, amber):
    section = section_of(report, "exceptions")
    key = "IMT_KPI_01 2021-07"
    assert mark_rows(section=section, marks={key: "3"}, by=officer, seen={}) == [key]
    assert mark_rows(section=section, marks={key: "5"}, by=officer, seen={key: "3"}) == [key]
    assert marks_of(section) == {key: "5"}
    assert mark_rows(section=section, marks={key: "5"}, by=officer, seen={}) == []
    assert mark_rows(section=section, marks={}, by=officer, seen={key: "5"}) == [key]
    assert marks_of(section) == {}


def test_the_second_who_marks_rows_is_told_and_overwrites_nothing(report, officer, second_officer, amber):
    section = section_of(report, "exceptions")
    mark_rows(section=section, marks={"A": "3"}, by=officer, seen={})
    with pytest.raises(EditedMeanwhile, match="Olive Officer saved the rows") as crossed:
        mark_rows(section=section, marks={"B": "1"}, by=second_officer, seen={})
    assert crossed.value.theirs == {"A": "3"} == marks_of(section)


def test_a_first_report_is_suggested_to_be_about_the_last_six_closed_months(lincolnshire, officer):
    found = suggested(lincolnshire, officer)
    assert (found["month_from"], found["month_to"]) == (Month(2021, 7), Month(2021, 12))
    assert found["compared_with"] is None
    assert found["title"] == "Performance of the Corporate Support Services Contract"
    assert found["officer"] == "Olive Officer"


def test_of_a_contract_that_has_opened_no_month_none_is_suggested(officer):
    assert "month_to" not in suggested(make_contract("TST-9"), officer)


def test_where_no_month_is_closed_yet_the_latest_is_suggested(officer):
    contract = make_contract("TST-9")
    make_period(contract, "2021-04")
    make_period(contract, "2021-05")
    found = suggested(contract, officer)
    assert (found["month_from"], found["month_to"]) == (Month(2021, 4), Month(2021, 5))


def test_the_next_report_is_suggested_to_follow_the_last_that_was_published(
    contract, officer, manager, administrator
):
    world = World(contract, officer, manager, administrator)
    published(world, in_review(contract, officer, month_to=Month(2021, 6)))
    started(contract, officer, meeting="Executive", held_on=date(2021, 10, 1))
    make_period(contract, "2021-08", "submitted")
    found = suggested(contract, manager)
    assert (found["month_from"], found["month_to"]) == (Month(2021, 7), Month(2021, 8))
    assert (found["compared_with"], found["meeting"]) == (Month(2021, 6), "Executive")


def test_a_report_says_when_its_meeting_had_the_last_one(contract, officer, manager, administrator):
    world = World(contract, officer, manager, administrator)
    published(world, in_review(contract, officer, month_to=Month(2021, 6)))
    later = started(contract, officer, held_on=date(2021, 11, 25))
    assert "23 September 2021" in section_of(later, "summary").text
    elsewhere = started(contract, officer, held_on=date(2021, 11, 25), meeting="Executive")
    assert "23 September 2021" not in section_of(elsewhere, "summary").text
