"""Every page of what is published, in every state and as every role and the public see it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from django.utils import timezone
from playwright.sync_api import Page, expect

from kpis.actions.periods import reopen
from reports.actions import addenda, drafts, review
from reports.actions.addenda import Wording
from reports.actions.sections import mark_rows
from reports.models import Publication
from tests.browser.scene import REAL, contract, person
from tests.browser.visits import Visit, as_each_role, press
from tests.browser.visits_of_reports import DETAILS, empty
from tests.reports.publications.publishing import make_public, published, with_documents

AT = datetime(2022, 1, 19, 9, 30, tzinfo=UTC)
LATE = "The provider sent late figures for September."
LONG = "https://council.example/" + "minutes-of-the-meeting" * 5
OF = {"reference": REAL, "number": 1}
TOKEN = "of-the-browsers"  # noqa: S105 - opens nothing


def report_to_publish() -> None:
    """A report in review, some of which is not for publication, up to a month that is still open."""
    details = replace(DETAILS, month_to=DETAILS.month_to + 1)
    report = drafts.start(contract=contract(), details=details, by=person("officer"), at=AT)
    marks = {"CSC_KPI_04 2021-09": "3"}
    exceptions = report.sections.get(kind="exceptions")
    mark_rows(section=exceptions, marks=marks, by=person("officer"), seen={})
    review.submit(report=report, by=person("officer"), at=AT)


def just_published() -> None:
    """A publication whose documents have yet to be made."""
    report_to_publish()
    published(contract().reports.get(), person("manager"), AT)


def publication() -> Publication:
    return contract().publications.get(number=1)


def complete() -> None:
    just_published()
    with_documents(publication())


def made_public() -> None:
    complete()
    make_public(publication(), person("manager"), TOKEN)


def figures_differ() -> None:
    """September is reopened after the meeting."""
    made_public()
    reopen(period=contract().periods.get(month="2021-09"), by=person("manager"), reason=LATE)


def addendum_in_preparation() -> None:
    figures_differ()
    words = Wording(reason=LATE, text=f"See **{LONG}**.", meeting=DETAILS.meeting, held_on=DETAILS.held_on)
    addenda.prepare(publication=publication(), wording=words, by=person("officer"), at=AT, seen=0)


def corrected() -> None:
    """An addendum is published, and open to everybody too."""
    addendum_in_preparation()
    draft = publication().drafts.get()
    at = timezone.now()
    seen = addenda.proposed(draft, made_on=timezone.localdate(at)).seen
    manager = person("manager")
    addendum = addenda.publish_addendum(
        draft=draft, by=manager, at=at, seen=seen, ask_for_documents=lambda made: None
    )
    make_public(with_documents(addendum), manager, f"{TOKEN}-2")


def open_all(page: Page) -> None:
    for summary in page.locator("main details summary").all():
        summary.click()


def somebody_else_saves(page: Page) -> None:
    page.get_by_label("Why it is corrected").fill("Mine.")
    words = Wording(reason="Theirs.", text="", meeting="Board", held_on=DETAILS.held_on)
    addenda.prepare(publication=publication(), wording=words, by=person("second officer"), at=AT, seen=1)
    page.get_by_role("button", name="Save and read it").click()
    expect(page.get_by_role("heading", name="What stands there now")).to_be_visible()


def seen(what: str, to: str, by: str = "manager", number: int = 1, **more: object) -> Visit:
    more.setdefault("given", complete)
    return Visit(what=what, to=to, by=by, values={**OF, "number": number}, **more)  # type: ignore[arg-type]


def read_by_the_public(what: str, token: str = TOKEN, **more: object) -> Visit:
    more.setdefault("given", made_public)
    return Visit(what=what, to="public_publication", values={"token": token}, **more)  # type: ignore[arg-type]


VISITS = [
    *as_each_role("publications, none", "officer", to="publication_list"),
    Visit(what="publications, one corrected", to="publication_list", by="member", given=corrected),
    Visit(what="reports, with what is published", to="report_list", by="member", given=corrected),
    seen("a report to be published", "report_publish", given=report_to_publish),
    seen(
        "a report to be published, as the public will see it",
        "report_publish",
        given=report_to_publish,
        query="?public",
    ),
    seen(
        "a report just published",
        "report_publish",
        given=report_to_publish,
        then=press("Publish"),
        lands_on="publication_detail",
    ),
    seen("a report that is published", "report_detail", by="officer"),
    seen("a publication, its documents being made", "publication_detail", given=just_published),
    *as_each_role("a publication", "manager", to="publication_detail", values=OF, given=complete),
    seen("a publication, everything open", "publication_detail", given=figures_differ, then=open_all),
    seen("a publication with its addendum", "publication_detail", by="member", given=corrected),
    seen("an addendum that is published", "publication_detail", number=2, given=corrected),
    seen("an addendum to be written", "addendum", by="officer", given=figures_differ),
    seen("an addendum with nothing typed", "addendum", by="officer", given=figures_differ, then=empty),
    seen(
        "an addendum that two people write",
        "addendum",
        by="officer",
        given=addendum_in_preparation,
        then=somebody_else_saves,
        status=409,
    ),
    seen(
        "an addendum as its writer reads it", "addendum_publish", by="officer", given=addendum_in_preparation
    ),
    seen("an addendum to be published", "addendum_publish", given=addendum_in_preparation),
    seen(
        "an addendum as the public will see it",
        "addendum_publish",
        given=addendum_in_preparation,
        query="?public",
    ),
    read_by_the_public("a publication as the public reads it"),
    read_by_the_public("a corrected publication as the public reads it", given=corrected),
    read_by_the_public("an addendum as the public reads it", f"{TOKEN}-2", given=corrected),
    read_by_the_public("a public link that is off", "switched-off", given=complete, status=404),
]
