"""Word documents and workbooks are archives; an archive notes when it was packed, unless it is told."""

from __future__ import annotations

import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

PACKED = (1980, 1, 1, 0, 0, 0)
"""The earliest time that an archive knows of: it says nothing."""
LEVEL = 6


def without_time(archive: bytes, instead: Mapping[str, bytes] | None = None) -> bytes:
    """The same archive, packed anew so that the same contents are the same bytes at any time.

    Args:
        instead: what some of its entries hold now, by their names.
    """
    replaced = instead or {}
    packed = io.BytesIO()
    with ZipFile(io.BytesIO(archive)) as old, ZipFile(packed, "w", ZIP_DEFLATED, compresslevel=LEVEL) as new:
        for name in old.namelist():
            entry = ZipInfo(name, PACKED)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            new.writestr(entry, replaced.get(name) or old.read(name))
    return packed.getvalue()
