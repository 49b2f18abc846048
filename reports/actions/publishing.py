"""Publishing a report, and adding to a publication the documents that are made of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from contracts.actions import hold_contract
from contracts.models import Contract, User
from contracts.recording import record_changes, record_new
from contracts.refusals import NotAllowed
from reports.actions import permitted
from reports.drafts.hindrances import what_hinders
from reports.drafts.rules import ReportStep
from reports.drafts.whole import whole_of
from reports.export import as_data
from reports.models import Audience, Publication, PublishedDocument, Report, ReportState
from reports.publications.documents import Document
from reports.publications.freezing import frozen, seen_as
from reports.publications.store import discard

PUBLISHED = ("state", "published_by", "published_at")
CHANGED_MEANWHILE = (
    "The report is not what you were shown any longer: its figures, or the day, changed meanwhile. "
    "Read it as it is now, then publish it."
)
AskForDocuments = Callable[[Publication], object]
"""Has the documents of a publication made, once it is kept."""


@transaction.atomic
def publish_report(
    *, report: Report, by: User, at: datetime, seen: str, ask_for_documents: AskForDocuments
) -> Publication:
    """Freeze a report in review as a publication: its paper and its data, for members and for the public.

    Args:
        seen: what stands for the paper and the data that the person read (``seen_as``).

    Raises:
        NotAllowed: it is not in review, the person may not or submitted it, it cannot be published as it is,
            or it is no longer what the person read.
    """
    contract = hold_contract(report.contract)
    report = permitted(ReportStep.PUBLISH, report, by)
    whole = whole_of(report, made_on=timezone.localdate(at))
    for hindrance in what_hinders(whole):
        raise NotAllowed(hindrance)
    data = as_data(whole.statement)
    if seen_as(whole.paper, data) != seen:
        raise NotAllowed(CHANGED_MEANWHILE)
    publication = _publication(report, contract, by=by, at=at)
    record_new([publication], contract=contract, by=by)
    for text in frozen(publication, whole.paper, data):
        text.save()
    report.state, report.published_by, report.published_at = ReportState.PUBLISHED, by, at
    record_changes([report], PUBLISHED, contract=contract, by=by)
    ask_for_documents(publication)
    return publication


def _publication(report: Report, contract: Contract, *, by: User, at: datetime) -> Publication:
    assert report.submitted_by is not None  # The database says so of every report beyond a draft.
    return Publication(
        contract=contract,
        number=next_number(contract),
        report=report,
        title=report.title,
        meeting=report.meeting,
        held_on=report.held_on,
        month_from=report.month_from,
        month_to=report.month_to,
        prepared_by=report.submitted_by,
        published_by=by,
        published_at=at,
    )


def next_number(contract: Contract) -> int:
    """The number of a contract's next publication; the contract is held."""
    highest = contract.publications.order_by().aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


def keep_document(*, publication: Publication, audience: Audience, document: Document) -> PublishedDocument:
    """Keep a document that was made: the file first, then its row; without the row the file goes again.

    A document that is there already stays as it is.
    """
    there = publication.documents.filter(audience=audience, format=document.format).first()
    if there is not None:
        return there
    kept = PublishedDocument(
        publication=publication,
        audience=audience,
        format=document.format,
        name=document.name,
        content_type=document.content_type,
        size=len(document.content),
        sha256=document.sha256,
    )
    try:
        with transaction.atomic():
            kept.file.save(document.name, ContentFile(document.content), save=False)
            kept.save()
    except BaseException:
        discard(kept)
        raise
    return kept
