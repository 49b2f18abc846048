"""Tables as CSV files that a spreadsheet can open without running anything in them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse

FORMULA = re.compile(r"[=+\-@\t\r\n|]")
"""What a text begins with that a spreadsheet would work out, or run."""
NUMBER = re.compile(r"-[\d,]+(\.\d+)?")


def safe_cell(value: Any) -> Any:
    """A value for a cell: text that a spreadsheet would take for a formula gets an apostrophe before it.

    Numbers are left as they are, negative ones too, also where they are text.

    >>> safe_cell("=1+1"), safe_cell("- late"), safe_cell("-4.5"), safe_cell(-1), safe_cell(None)
    ("'=1+1", "'- late", '-4.5', -1, '')
    """
    if isinstance(value, str) and FORMULA.match(value) and not NUMBER.fullmatch(value):
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
