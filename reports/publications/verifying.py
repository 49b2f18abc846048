"""Whether what is published is still what it was: every text and every file against its fingerprint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reports.models import Audience, Format, Publication, TextKind
from reports.publications.documents import document_of, fingerprint
from reports.publications.freezing import data_for, paper_for, template_for
from reports.publications.making import missing_documents
from reports.publications.store import content_of

NEEDED = (TextKind.STATEMENT, TextKind.PAPER)
TEXTS = {(audience.value, kind.value) for audience in Audience for kind in NEEDED}


def faults_of(publications: Iterable[Publication], *, remake: bool = False) -> Iterator[str]:
    """What is missing or differs, each in a sentence.

    Args:
        remake: whether documents are made again too, from the frozen texts, and compared byte by byte.
    """
    for publication in publications:
        called = f"{publication.contract.reference}, {publication}"
        faults = [*_texts(publication), *_files(publication)]
        if remake and not faults:
            faults = list(_remade(publication))
        yield from (f"{called}: {fault}" for fault in faults)


def _texts(publication: Publication) -> Iterator[str]:
    there = set()
    for text in publication.texts.all():
        there.add((text.audience, text.kind))
        if fingerprint(text.text.encode()) != text.sha256:
            yield f"the text {text.kind} for {text.audience} differs from its fingerprint {text.sha256}."
    for audience, kind in sorted(TEXTS - there):
        yield f"the text {kind} for {audience} is missing."


def _files(publication: Publication) -> Iterator[str]:
    for document in publication.documents.all():
        content = content_of(document)
        if content is None:
            yield f"{document.name} is missing from the store."
        elif fingerprint(content) != document.sha256 or len(content) != document.size:
            yield f"{document.name} differs from its fingerprint {document.sha256}."
    for audience, form in missing_documents(publication):
        yield f"the {Format(form).label} document for {Audience(audience)} has not been made."


def _remade(publication: Publication) -> Iterator[str]:
    """Documents that this release makes otherwise than the one that published them."""
    for document in publication.documents.all():
        audience = Audience(document.audience)
        paper, data = paper_for(publication, audience), data_for(publication, audience)
        made = document_of(paper, data, Format(document.format), template_for(publication, audience))
        if made.sha256 != document.sha256:
            yield f"{document.name}, made again, is not the same. What is kept is what was published."
