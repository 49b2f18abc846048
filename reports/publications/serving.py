"""Handing out a document of a publication: to be kept, never run."""

from __future__ import annotations

import logging

from django.http import FileResponse, Http404

from reports.models import PublishedDocument

logger = logging.getLogger(__name__)
INERT = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
"""What a browser may do with a document, should it show it after all: nothing but set its type."""


def served(document: PublishedDocument) -> FileResponse:
    """The file of a document, as it is in the store.

    Raises:
        Http404: the store does not have it, which the log says.
    """
    try:
        content = document.file.open("rb")
    except OSError:
        logger.exception("document %d has no file in the store that can be read", document.pk)
        raise Http404("This document is not in the store.") from None
    response = FileResponse(
        content, as_attachment=True, filename=document.name, content_type=document.content_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = INERT
    return response
