"""The pages on which reports are written: what they show whom, and that nothing typed is lost."""

from __future__ import annotations

from html import unescape

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from reports.actions.sections import SectionEdit, edit, mark_rows, marks_of
from reports.drafts.looks import rows_of
from reports.drafts.whole import whole_of
from reports.forms.sections import RowsForm
from reports.models import Report
from reports.papers.sections import SectionKind
from tests.factories import make_kpi, make_result
from tests.reports.drafting import AT, TYPED, in_review, section_of, started

KEY = "IMT_KPI_01 2021-07"
PAGES = ["report_detail", "report_details", "report_preview", "report_delete"]
PAGES_OF_A_SECTION = ["report_section", "report_section_refill", "report_section_rows"]


@pytest.fixture
def amber(contract):
    """A KPI that missed its target in July 2021."""
    return make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-07", "92", comment="A storm")


@pytest.fixture
def report(contract, officer, amber) -> Report:
    return started(contract, officer)


@pytest.fixture
def writer(client_of, officer):
    return client_of(officer)


def at(name: str, report: Report, *parts: str) -> str:
    return reverse(name, args=[report.contract.reference, report.number, *parts])


def text_of(response) -> str:
    return unescape(response.content.decode())


def said(response) -> list[str]:
    """The messages that the next page will show."""
    return [str(message) for message in get_messages(response.wsgi_request)]


def typed_in(section, **changes) -> dict[str, str]:
    return {"title": section.title, "text": section.text, "is_included": "on", "seen": "1", **changes}


def test_drafts_are_listed_for_those_who_write_them_and_not_for_members(client_of, officer, member, report):
    address = reverse("report_list", args=["TST-1"])
    assert "Report 1: How the provider did" in text_of(client_of(officer).get(address))
    for_member = client_of(member).get(address)
    assert "How the provider did" not in text_of(for_member)
    assert "Start a report" not in text_of(for_member)


@pytest.mark.parametrize("name", PAGES)
def test_a_member_reads_no_draft(name, client_of, member, report):
    assert client_of(member).get(at(name, report)).status_code == 403


@pytest.mark.parametrize("name", PAGES)
def test_another_contracts_officer_finds_no_draft(name, client_of, outsider, report):
    assert client_of(outsider).get(at(name, report)).status_code == 404


def test_a_report_is_started_with_what_was_typed(writer, contract, officer):
    response = writer.post(reverse("report_new", args=["TST-1"]), TYPED)
    report = contract.reports.get()
    assert response.url == report.get_absolute_url()
    assert (report.meeting, report.created_by) == ("Overview Board", officer)


def test_what_was_typed_stays_when_the_day_of_the_meeting_does_not_exist(writer, contract):
    response = writer.post(reverse("report_new", args=["TST-1"]), {**TYPED, "held_on": "31/11/2021"})
    page = text_of(response)
    assert page.count("There is no 31 November 2021: November 2021 has 30 days.") == 2
    assert 'value="31/11/2021"' in page
    assert 'value="Overview Board"' in page
    assert not contract.reports.exists()


def test_the_builder_shows_what_is_in_a_report_in_order(writer, report):
    page = text_of(writer.get(report.get_absolute_url()))
    titles = [section.title for section in report.sections.order_by("position")]
    places = [page.index(f">{title}</a></h3>") for title in titles]
    assert places == sorted(places)
    assert "From the figures; Table 1" in page
    assert "Provisional: July 2021 is not signed off" in page


def test_the_builder_tells_when_the_figures_changed_and_writes_the_texts_anew(writer, contract, report):
    make_result(contract.kpis.get(reference="CSC_KPI_01"), "2021-06", "50")
    page = text_of(writer.get(report.get_absolute_url()))
    assert "From the figures; the figures changed since" in page
    assert "Write them anew" in page
    response = writer.post(at("report_follow", report))
    assert said(response)[0].startswith("Written anew: ")
    assert "the figures changed since" not in text_of(writer.get(report.get_absolute_url()))


def test_a_section_is_edited_and_the_builder_says_so(writer, report):
    section = section_of(report, "summary")
    response = writer.post(
        at("report_section", report, "summary"), typed_in(section, text="All went **well**.")
    )
    assert response.url == f"{report.get_absolute_url()}#summary"
    assert section_of(report, "summary").text == "All went **well**."
    assert "Edited" in text_of(writer.get(report.get_absolute_url()))


def test_a_preview_shows_the_section_as_it_will_look_and_saves_nothing(writer, report):
    section = section_of(report, "summary")
    typed = typed_in(section, text="All went **well**.\n\n<script>alert(1)</script>", then="preview")
    response = writer.post(at("report_section", report, "summary"), typed)
    assert b"All went <strong>well</strong>." in response.content
    assert b"<script>alert(1)</script>" not in response.content
    assert "With what you typed, which is not saved yet." in text_of(response)
    assert section_of(report, "summary").text == section.text


def test_a_preview_names_tables_by_their_numbers_in_the_whole_report(writer, report):
    section = section_of(report, "background")
    typed = typed_in(section, text="See {exceptions}.", then="preview")
    assert b"See Table 2." in writer.post(at("report_section", report, "background"), typed).content


def test_the_second_of_two_editors_sees_both_texts_and_saves_again(writer, report, second_officer):
    section = section_of(report, "summary")
    theirs = SectionEdit(title="Summary", text="Theirs.", is_included=True)
    edit(section=section, edit=theirs, by=second_officer, seen=1)
    address = at("report_section", report, "summary")
    crossed = writer.post(address, typed_in(section, text="Mine."))
    assert crossed.status_code == 409
    page = text_of(crossed)
    assert "Oscar Officer saved the section “Summary” while you were editing it" in page
    assert "Theirs." in page
    assert "Mine.</textarea>" in page
    assert 'name="seen" value="2"' in page
    assert writer.post(address, typed_in(section, text="Both.", seen="2")).status_code == 302
    assert section_of(report, "summary").text == "Both."


def test_the_second_who_changes_the_details_sees_both_and_saves_again(writer, report):
    address = at("report_details", report)
    writer.post(address, {**TYPED, "meeting": "Executive", "seen": "1"})
    crossed = writer.post(address, {**TYPED, "meeting": "Cabinet", "seen": "1"})
    assert crossed.status_code == 409
    assert "Executive" in text_of(crossed)
    assert 'value="Cabinet"' in text_of(crossed)
    assert writer.post(address, {**TYPED, "meeting": "Cabinet", "seen": "2"}).status_code == 302
    assert Report.objects.get(pk=report.pk).meeting == "Cabinet"


def test_a_section_moves_and_is_left_out_by_buttons(writer, report):
    writer.post(at("report_section_move", report, "summary"), {"direction": "down"})
    assert report.sections.order_by("position").first().kind == "actions_required"
    writer.post(at("report_section_include", report, "summary"), {"is_included": "no"})
    assert not section_of(report, "summary").is_included
    writer.post(at("report_section_include", report, "summary"), {"is_included": "yes"})
    assert section_of(report, "summary").is_included


@pytest.mark.parametrize("direction", ["", "sideways"])
def test_a_section_moves_up_or_down_and_nowhere_else(direction, writer, report):
    address = at("report_section_move", report, "summary")
    assert writer.post(address, {"direction": direction}).status_code == 404


def test_both_texts_are_shown_before_one_replaces_the_other(writer, report):
    section = section_of(report, "summary")
    first = section.text
    writer.post(at("report_section", report, "summary"), typed_in(section, text="Mine."))
    address = at("report_section_refill", report, "summary")
    page = text_of(writer.get(address))
    assert "Mine." in page
    assert first in page
    assert section_of(report, "summary").text == "Mine."
    writer.post(address, {"seen": "2"})
    assert section_of(report, "summary").text == first


def row_field(report) -> str:
    whole = whole_of(report, made_on=AT.date())
    form = RowsForm(rows=rows_of(whole, SectionKind.EXCEPTIONS), marks={})
    return form.names[KEY]


def test_a_row_is_marked_by_a_paragraph_of_the_act(writer, report):
    name = row_field(report)
    response = writer.post(
        at("report_section_rows", report, "exceptions"), {f"row-{name}": "3", f"seen-{name}": ""}
    )
    assert said(response) == ["1 row is marked otherwise in “Exceptions”."]
    assert marks_of(section_of(report, "exceptions")) == {KEY: "3"}
    assert "1 row not public" in text_of(writer.get(report.get_absolute_url()))


def test_a_paragraph_that_the_act_does_not_have_is_refused(writer, report):
    name = row_field(report)
    response = writer.post(at("report_section_rows", report, "exceptions"), {f"row-{name}": "8"})
    assert "Choose a paragraph of the list." in text_of(response)
    assert marks_of(section_of(report, "exceptions")) == {}


def test_the_second_who_marks_a_row_sees_how_it_is_marked_now(writer, report, second_officer):
    section = section_of(report, "exceptions")
    mark_rows(section=section, marks={KEY: "5"}, by=second_officer, seen={})
    name = row_field(report)
    address = at("report_section_rows", report, "exceptions")
    crossed = writer.post(address, {f"row-{name}": "3", f"seen-{name}": ""})
    assert crossed.status_code == 409
    assert "Marked now: 5. Legal professional privilege" in text_of(crossed)
    assert marks_of(section) == {KEY: "5"}
    writer.post(address, {f"row-{name}": "3", f"seen-{name}": "5"})
    assert marks_of(section) == {KEY: "3"}


def test_a_marked_row_that_is_gone_can_still_be_made_public(writer, report, officer):
    section = section_of(report, "exceptions")
    mark_rows(section=section, marks={"IMT_KPI_01 2021-01": "3"}, by=officer, seen={})
    page = text_of(writer.get(at("report_section_rows", report, "exceptions")))
    assert "IMT_KPI_01 2021-01, which no table has any more" in page
    assert "is marked as not public in “Exceptions”" in text_of(writer.get(report.get_absolute_url()))


@pytest.mark.parametrize("kind", SectionKind)
def test_every_section_has_its_pages(kind, writer, report):
    for name in PAGES_OF_A_SECTION:
        assert writer.get(at(name, report, kind)).status_code == 200


def test_a_section_that_there_is_not_leads_nowhere(writer, report):
    assert writer.get(at("report_section", report, "gossip")).status_code == 404


def test_a_draft_is_read_whole_and_says_on_top_that_it_is_one(writer, report):
    page = text_of(writer.get(at("report_preview", report)))
    assert "Draft: How the provider did" in page
    assert "It has not been published: texts and figures can still change." in page
    assert "July 2021 was not signed off" in page


def test_a_report_goes_to_review_and_back_with_a_note(writer, client_of, manager, report):
    response = writer.post(at("report_submit", report))
    assert said(response)[0] == "Report 1 is submitted for review. Someone else publishes it."
    assert "Move down" not in text_of(writer.get(report.get_absolute_url()))
    reviewer = client_of(manager)
    assert "Say what has to be changed" in text_of(reviewer.post(at("report_send_back", report), {}))
    reviewer.post(at("report_send_back", report), {"reason": "Say more."})
    assert "Say more." in text_of(writer.get(report.get_absolute_url()))


@pytest.mark.parametrize("name", ["report_details", "report_delete"])
def test_pages_that_change_a_report_lead_back_to_it_while_it_is_in_review(
    name, client_of, manager, contract, officer
):
    report = in_review(contract, officer)
    response = client_of(manager).get(at(name, report))
    assert response.url == report.get_absolute_url()
    assert "is in review, so it cannot be" in said(response)[0]


def test_a_draft_is_deleted_after_asking(writer, contract, report):
    assert "Delete Report 1?" in text_of(writer.get(at("report_delete", report)))
    writer.post(at("report_delete", report))
    assert not contract.reports.exists()


@pytest.mark.parametrize("form", ["docx", "pdf", "xlsx"])
def test_a_document_of_a_draft_is_asked_for(form, writer, contract, report, monkeypatch):
    monkeypatch.setattr("reports.jobs.asking.start_making", lambda: None)
    response = writer.post(at("report_document", report, form))
    job = contract.document_jobs.get()
    assert (job.kind, job.format, job.of) == ("draft", form, {"report": 1})
    assert response.url == job.get_absolute_url()


def test_a_draft_has_no_document_in_another_format(writer, report):
    assert writer.post(at("report_document", report, "odt")).status_code == 404


@pytest.mark.parametrize("name", [*PAGES, *PAGES_OF_A_SECTION])
def test_a_page_costs_the_same_however_much_there_is(
    name, writer, contract, report, django_assert_num_queries, django_assert_max_num_queries
):
    parts = ["exceptions"] if name in PAGES_OF_A_SECTION else []
    with django_assert_max_num_queries(45) as few:
        writer.get(at(name, report, *parts))
    for number in range(10, 16):
        kpi = make_kpi(contract, f"IMT_KPI_{number}")
        for month in ("2021-05", "2021-06", "2021-07"):
            make_result(kpi, month, "92")
    with django_assert_num_queries(len(few)):
        writer.get(at(name, report, *parts))


def test_the_list_costs_the_same_however_many_reports_there_are(
    writer, contract, officer, report, django_assert_num_queries, django_assert_max_num_queries
):
    address = reverse("report_list", args=["TST-1"])
    with django_assert_max_num_queries(20) as few:
        writer.get(address)
    for _ in range(3):
        started(contract, officer)
    with django_assert_num_queries(len(few)):
        writer.get(address)


def test_what_history_says_of_a_draft_is_for_those_who_write_reports(client_of, officer, member, report):
    addresses = [
        reverse("history", args=["TST-1"]),
        reverse("history_object", args=["TST-1", "report", report.pk]),
    ]
    for address in addresses:
        assert "Report 1" in text_of(client_of(officer).get(address))
        assert "Report 1" not in text_of(client_of(member).get(address))
