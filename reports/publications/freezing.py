"""A publication's texts: frozen as they are, and read again."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from typing import Any

from reports.export import data_text
from reports.models import Audience, Publication, PublishedText, TextKind
from reports.papers.blocks import Paper
from reports.papers.council import council_template
from reports.papers.public import without_exempt
from reports.papers.public_data import without_exempt_data
from reports.papers.stored import from_text, to_text
from reports.publications.documents import Data, fingerprint


def frozen(publication: Publication, paper: Paper, data: Data) -> Iterator[PublishedText]:
    """The texts of a publication, unsaved: paper and data, whole for members and without what is exempt."""
    yield from texts_for(publication, Audience.MEMBERS, paper, data)
    public = without_exempt_data(data, paper)
    yield from texts_for(publication, Audience.PUBLIC, without_exempt(paper), public)


def texts_for(
    publication: Publication, audience: Audience, paper: Paper, data: Data
) -> Iterator[PublishedText]:
    """The texts of one audience, unsaved: paper, data and, where the council has one, its template."""
    texts = {TextKind.STATEMENT: data_text(data), TextKind.PAPER: to_text(paper)}
    if template := council_template():
        texts[TextKind.TEMPLATE] = b64encode(template).decode()
    for kind, text in texts.items():
        yield PublishedText(
            publication=publication,
            audience=audience,
            kind=kind,
            text=text,
            sha256=fingerprint(text.encode()),
        )


def seen_as(paper: Paper, data: Data) -> str:
    """What stands for a paper and its data as somebody read them, to tell whether they changed since."""
    return fingerprint(f"{to_text(paper)}{data_text(data)}".encode())


def paper_for(publication: Publication, audience: Audience) -> Paper:
    """The paper of a publication as an audience may read it."""
    return from_text(_text(publication, audience, TextKind.PAPER))


def data_for(publication: Publication, audience: Audience) -> dict[str, Any]:
    """The data of a publication as an audience may have it."""
    return json.loads(_text(publication, audience, TextKind.STATEMENT))


def template_for(publication: Publication, audience: Audience) -> bytes | None:
    """The Word document in which those of a publication are written, as it was then; None without one."""
    kept = publication.texts.filter(audience=audience, kind=TextKind.TEMPLATE).first()
    return b64decode(kept.text) if kept else None


def _text(publication: Publication, audience: Audience, kind: TextKind) -> str:
    return publication.texts.values_list("text", flat=True).get(audience=audience, kind=kind)
