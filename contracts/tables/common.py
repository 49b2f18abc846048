"""What the lists of commitments and assurances have in common: days by which something is due."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from django.db.models import F, QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from contracts.calculations.lateness import days_late, late_by

Rows = TypeVar("Rows", bound=QuerySet[Any])

OVERDUE = "overdue"
LINK: dict[str, Any] = {"a": {"class": "govuk-link"}}
NOTHING = "–"


def printed_due(due: date | None, today: date, *, is_open: bool) -> SafeString:
    """A day by which something is due, and where that is past and the thing still open, by how much."""
    late = late_by(days_late(due, today)) if is_open else ""
    return render_to_string("contracts/components/due.html", {"due": due, "late": late})


def by_due(rows: Rows, is_descending: bool) -> tuple[Rows, bool]:
    """Rows by the day they are due, on every database those without one last."""
    day = F("due")
    return rows.order_by(day.desc(nulls_last=True) if is_descending else day.asc(nulls_last=True), "pk"), True


def in_paragraphs(text: str) -> SafeString:
    """A text with the line ends it was typed with."""
    return render_to_string("contracts/components/typed.html", {"text": text or NOTHING})


def state_in_words(word: str, *, is_final: bool) -> SafeString:
    """Where a row stands, as a tag."""
    return render_to_string("contracts/components/state.html", {"word": word, "is_final": is_final})
