"""Making the documents of a publication: in the process that makes documents, or in a command."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from reports.models import Audience, Format, Publication, PublishedDocument

if TYPE_CHECKING:
    from reports.models import DocumentJob

Tell = Callable[[str], None]
EXPECTED = tuple((audience, form) for audience in Audience for form in Format)
"""Every document that a publication has once all are made."""


def missing_documents(publication: Publication) -> list[tuple[Audience, Format]]:
    """The documents of a publication that have yet to be made."""
    there = set(publication.documents.values_list("audience", "format"))
    return [(audience, form) for audience, form in EXPECTED if (audience.value, form.value) not in there]


def make_documents(publication: Publication, tell: Tell = lambda text: None) -> Iterator[PublishedDocument]:
    """Make and keep what a publication lacks of its documents; what is there stays as it is."""
    from reports.actions.publishing import keep_document
    from reports.publications.documents import document_of
    from reports.publications.freezing import data_for, paper_for, template_for

    missing = missing_documents(publication)
    for place, (audience, form) in enumerate(missing, 1):
        tell(f"Making document {place} of {len(missing)}: {form.label}, {audience.label.lower()}")
        paper, data = paper_for(publication, audience), data_for(publication, audience)
        made = document_of(paper, data, form, template_for(publication, audience))
        yield keep_document(publication=publication, audience=audience, document=made)


def make(job: DocumentJob, tell: Tell) -> None:
    """Make the documents of the publication that a job asks for; they are kept with it."""
    publication = Publication.objects.get(contract=job.contract_id, number=job.of["number"])
    for _ in make_documents(publication, tell):
        pass
