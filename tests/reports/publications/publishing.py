"""Publications for tests: one made by hand, and one that went the whole way from the record."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from django.core.files.base import ContentFile
from django.utils import timezone

from contracts.calculations.months import Month
from contracts.models import Contract, User
from reports.actions.drafts import start
from reports.actions.publishing import keep_document, publish_report
from reports.actions.review import submit
from reports.drafts.details import Details
from reports.drafts.whole import whole_of
from reports.export import as_data
from reports.models import AddendumDraft, Audience, Format, Publication, PublicLink, Report
from reports.publications.documents import Document
from reports.publications.freezing import frozen, seen_as
from reports.publications.making import EXPECTED
from tests.reports.papers.example import PAPER

AT = datetime(2021, 9, 16, 9, 30, tzinfo=UTC)
DETAILS = Details(
    title="How the provider did",
    month_from=Month(2021, 5),
    month_to=Month(2021, 7),
    compared_with=Month(2021, 4),
    meeting="Overview Board",
    held_on=date(2021, 9, 23),
    author="Ada Director",
    officer="Olive Officer",
)


def report_in_review(contract: Contract, by: User, **details) -> Report:
    """A report with the usual sections, waiting to be published."""
    report = start(contract=contract, details=replace(DETAILS, **details), by=by, at=AT)
    return submit(report=report, by=by, at=AT).report


def published(report: Report, by: User, at: datetime = AT) -> Publication:
    """The report as a publication whose documents have yet to be made."""
    whole = whole_of(report, made_on=timezone.localdate(at))
    seen = seen_as(whole.paper, as_data(whole.statement))
    return publish_report(report=report, by=by, at=at, seen=seen, ask_for_documents=lambda publication: None)


def with_documents(publication: Publication) -> Publication:
    """The publication with every document, each a few bytes."""
    for audience, form in EXPECTED:
        content = f"{publication.number} {audience} {form}".encode()
        document = Document(format=form, name=f"report-{audience}.{form.value}", content=content)
        keep_document(publication=publication, audience=audience, document=document)
    return publication


def make_publication(contract: Contract, officer: User, manager: User, **details) -> Publication:
    """A publication of May to July 2021 with all its documents."""
    return with_documents(published(report_in_review(contract, officer, **details), manager))


def planted(contract: Contract, by: User, publisher: User) -> Publication:
    """A publication, public, with an addendum in preparation: rows alone, for tests of who may open what."""
    people = {"created_by": by, "submitted_by": by, "published_by": publisher}
    moments = {"created_at": AT, "submitted_at": AT, "published_at": AT}
    number = contract.reports.count() + 1
    report = Report.objects.create(
        contract=contract, number=number, state="published", **DETAILS.as_columns(), **people, **moments
    )
    facts = {
        name: getattr(DETAILS, name) for name in ("title", "meeting", "held_on", "month_from", "month_to")
    }
    people = {"prepared_by": by, "published_by": publisher, "published_at": AT}
    publication = Publication.objects.create(contract=contract, number=1, report=report, **facts, **people)
    for text in frozen(publication, PAPER, {"contract": {}, "periods": []}):
        text.save()
    make_public(with_documents(publication), publisher)
    AddendumDraft.objects.create(
        corrects=publication,
        reason="A figure came late",
        meeting=DETAILS.meeting,
        held_on=DETAILS.held_on,
        prepared_by=by,
        prepared_at=AT,
    )
    return publication


def make_public(publication: Publication, by: User, token: str = "cannot-be-guessed") -> PublicLink:  # noqa: S107
    """The public link of a publication, switched on."""
    link = PublicLink(publication=publication, token=token, is_on=True, switched_by=by, switched_at=AT)
    link.save()
    return link


def tamper(publication: Publication, audience: Audience, form: Format, content: bytes) -> None:
    """Write something else over a file in the store, behind the back of the database."""
    file = publication.documents.get(audience=audience, format=form).file
    file.storage.delete(file.name)
    file.storage.save(file.name, ContentFile(content))
