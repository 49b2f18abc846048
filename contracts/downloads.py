"""Tables as CSV files that a spreadsheet can open without running anything in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(value: Any) -> Any:
    """A value for a cell: text that a spreadsheet would take for a formula gets an apostrophe before it.

    Numbers are left as they are, negative ones too.

    >>> safe_cell("=1+1"), safe_cell(-1), safe_cell(None)
    ("'=1+1", -1, '')
    """
    if isinstance(value, str) and value.startswith(BEGINS_A_FORMULA):
        return f"'{value}"
    return "" if value is None else value


def csv_text(header: Sequence[str], rows: Iterable[Iterable[Any]]) -> str:
    """A table as CSV, its header first."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([safe_cell(value) for value in row] for row in rows)
    return file.getvalue()


def attachment(text: str, *, name: str, content_type: str = "text/csv") -> HttpResponse:
    """An answer that a browser keeps as a file of that name."""
    response = HttpResponse(text, content_type=f"{content_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
