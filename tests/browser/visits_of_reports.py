"""Every page on which reports are written, in every state and as every role sees it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from playwright.sync_api import Page, expect

from contracts.calculations.months import Month
from reports.actions import drafts, review
from reports.actions.highlights import leave_out_highlights
from reports.actions.sections import SectionEdit, edit, include, mark_rows
from reports.drafts.details import Details
from reports.models import Report
from tests.browser.scene import NEW, REAL, contract, person
from tests.browser.visits import Visit, as_each_role

AT = datetime(2022, 1, 17, 9, 30, tzinfo=UTC)
DETAILS = Details(
    title="Performance of the Corporate Support Services Contract",
    month_from=Month(2021, 8),
    month_to=Month(2021, 12),
    compared_with=Month(2021, 7),
    meeting="Overview and Scrutiny Management Board",
    held_on=date(2022, 1, 27),
    author="Andrew Crookham, Executive Director Resources",
    officer="Sophie Reeve, Assistant Director Commercial",
)


def report() -> Report:
    return contract().reports.get()


def draft_report() -> None:
    """A draft about August to December 2021, just started."""
    drafts.start(contract=contract(), details=DETAILS, by=person("officer"), at=AT)


def edited_report() -> None:
    """A draft in which a text was edited, one left out, and something marked as not public."""
    draft_report()
    officer = person("officer")
    sections = {section.kind: section for section in report().sections.all()}
    said = SectionEdit(title="Summary", text="All **went well**.\n\n- In IMT\n- In CSC", is_included=True)
    edit(section=sections["summary"], edit=said, by=officer, seen=1)
    include(section=sections["appendix"], is_included=False, by=officer)
    exempt = replace(SectionEdit.of(sections["conclusion"]), exempt_paragraph="3")
    edit(section=sections["conclusion"], edit=exempt, by=officer, seen=1)
    marks = {"CSC_KPI_04 2021-09": "3"}
    mark_rows(section=sections["exceptions"], marks=marks, by=officer, seen={})


def report_with_highlights() -> None:
    """A draft about months in which two things went well, the later of which is left out."""
    draft_report()
    first = contract().highlights.create(as_at=date(2021, 9, 30), text="The portal opened on the day agreed.")
    other = contract().highlights.create(as_at=date(2021, 12, 17), text="A prize for the service desk.")
    among = [first.pk, other.pk]
    leave_out_highlights(report=report(), left_out=[other.pk], among=among, by=person("officer"), seen=[])


def provisional_report() -> None:
    """A draft that goes as far as a month which is still open, so that a text names what is not there."""
    drafts.start(
        contract=contract(),
        details=replace(DETAILS, month_to=Month(2022, 1)),
        by=person("officer"),
        at=AT,
    )
    programme = report().sections.get(kind="programme")
    include(section=programme, is_included=False, by=person("officer"))


def report_in_review() -> None:
    draft_report()
    review.submit(report=report(), by=person("officer"), at=AT)


def returned_report() -> None:
    """A draft that came back from review with a note."""
    report_in_review()
    review.send_back(report=report(), by=person("manager"), reason="Say more about September.")


def empty(page: Page) -> None:
    """Send the form with nothing in it."""
    for box in page.locator("main input[type=text], main input[type=month], main textarea").all():
        box.fill("")
    page.locator("main form button[type=submit]").last.click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()


def a_day_that_does_not_exist(page: Page) -> None:
    page.get_by_label("Date of the meeting").fill("31/11/2021")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("There is no 31 November 2021").first).to_be_visible()


def somebody_else_saves(page: Page) -> None:
    """Two people edit the summary; the second sees both texts."""
    page.get_by_label("Text", exact=True).fill("Mine.")
    theirs = SectionEdit(title="Summary", text="Theirs.", is_included=True)
    edit(section=report().sections.get(kind="summary"), edit=theirs, by=person("second officer"), seen=1)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="What stands there now")).to_be_visible()


def show_how_it_will_look(page: Page) -> None:
    page.get_by_label("Text", exact=True).fill("### A heading\n\nIt went **well**:\n\n1. once\n2. twice")
    page.get_by_role("button", name="Show how it will look").click()
    expect(page.get_by_text("With what you typed, which is not saved yet.")).to_be_visible()


def open_the_help(page: Page) -> None:
    for summary in page.locator("main details summary").all():
        summary.click()


OF = {"reference": REAL, "number": lambda: report().number}


def of(part: str) -> dict[str, object]:
    return {**OF, "part": part}


def seen(what: str, to: str, part: str = "", by: str = "officer", **more: object) -> Visit:
    """A visit to a page of the report, or of a section of it."""
    more.setdefault("given", draft_report)
    return Visit(what=what, to=to, by=by, values=of(part) if part else OF, **more)  # type: ignore[arg-type]


VISITS = [
    *as_each_role("reports of a contract", "officer", to="report_list"),
    Visit(what="reports being written", to="report_list", by="officer", given=draft_report),
    Visit(what="a report to be started", to="report_new", by="officer"),
    Visit(what="a report started with nothing typed", to="report_new", by="officer", then=empty),
    Visit(
        what="a report to be started without months",
        to="report_new",
        by="planner",
        values={"reference": NEW},
    ),
    seen("a draft report", "report_detail"),
    seen("a draft report with much done", "report_detail", given=edited_report),
    seen("a draft report that cannot be submitted", "report_detail", given=provisional_report),
    seen("a draft report that came back", "report_detail", given=returned_report),
    seen("a report in review, for who submitted it", "report_detail", given=report_in_review),
    seen("a report in review, for who may publish it", "report_detail", by="manager", given=report_in_review),
    seen("the details of a report", "report_details"),
    seen(
        "the details of a report with a day that does not exist",
        "report_details",
        then=a_day_that_does_not_exist,
    ),
    seen("a section of words", "report_section", "summary", then=open_the_help),
    seen("a section with a table", "report_section", "exceptions"),
    seen("a section with a wide table", "report_section", "changes"),
    seen("a section with a figure", "report_section", "points"),
    seen("highlights to choose from", "report_highlights", given=report_with_highlights),
    seen("no highlights to choose from", "report_highlights"),
    seen("a section as it will look", "report_section", "summary", then=show_how_it_will_look),
    seen(
        "a section that somebody else saved",
        "report_section",
        "summary",
        then=somebody_else_saves,
        status=409,
    ),
    seen("a text beside what the figures give", "report_section_refill", "summary", given=edited_report),
    seen("a text that is what the figures give", "report_section_refill", "summary"),
    seen("rows that are not public", "report_section_rows", "exceptions", given=edited_report),
    seen("no rows that could be left out", "report_section_rows", "summary"),
    seen("a draft as it will look", "report_preview", given=edited_report),
    seen("a provisional draft as it will look", "report_preview", given=provisional_report),
    seen("a draft to be deleted", "report_delete"),
    seen("a report to be sent back", "report_send_back", by="manager", given=report_in_review),
    seen(
        "a report sent back without a note",
        "report_send_back",
        by="manager",
        given=report_in_review,
        then=empty,
    ),
]
