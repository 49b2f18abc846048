"""The private store in which the documents of publications are kept."""

from __future__ import annotations

import logging

from reports.models import PublishedDocument

logger = logging.getLogger(__name__)


def discard(document: PublishedDocument) -> None:
    """Delete a file that no row is kept for. What fails here changes nothing for the person."""
    if not document.file.name:
        return
    try:
        document.file.storage.delete(document.file.name)
    except OSError:
        logger.exception("a document without a row could not be deleted")


def content_of(document: PublishedDocument) -> bytes | None:
    """The file of a document; None where the store does not have it, or cannot read it."""
    try:
        with document.file.open("rb") as file:
            return file.read()
    except OSError:
        logger.exception("document %d has no file in the store that can be read", document.pk)
        return None
