"""The council's own Word document, whose styles, page, head and foot papers are written in."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings


def council_template() -> bytes | None:
    """The Word document that ``WORD_TEMPLATE`` names; None where the council has set none.

    Raises:
        OSError: it cannot be read.
    """
    return Path(settings.WORD_TEMPLATE).read_bytes() if settings.WORD_TEMPLATE else None
