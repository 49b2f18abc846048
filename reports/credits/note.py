"""The credit note of a signed-off month: what a council puts to its provider."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from contracts.models import Contract
from kpis.models import Period
from reports.credits.detail import CreditDetail, Failure, credits_of, details_of
from reports.credits.totals import Totals, totals_of


class NoCreditNote(LookupError):
    """Why a month has no credit note, in a sentence."""


class NotedFailure(NamedTuple):
    """A failure and the code of its service area."""

    area: str
    failure: Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditNote:
    """A credit note; ``credits`` are those of all areas, in their order."""

    contract: Contract
    period: Period
    credits: tuple[CreditDetail, ...]

    @property
    def reference(self) -> str:
        return f"{self.contract.reference}-CN-{self.period.month}"

    @property
    def totals(self) -> Totals:
        return totals_of([each.credit for each in self.credits])

    @property
    def failures(self) -> list[NotedFailure]:
        return [NotedFailure(each.area, failure) for each in self.credits for failure in each.failures]


def credit_note_of(contract: Contract, period: Period) -> CreditNote:
    """The credit note of a month, in as many queries as the explanation of a single credit.

    Raises:
        NoCreditNote: the month is not signed off, or nothing said what failing costs; says which.
    """
    month = period.month
    if not period.is_final:
        raise NoCreditNote(
            f"{month.name} is not signed off, so its credits are provisional. "
            "There is a credit note once somebody has signed the month off."
        )
    rows = list(credits_of(contract, month))
    if not rows:
        raise NoCreditNote(f"No credit terms were in force in {month.name}, so failing cost nothing.")
    return CreditNote(contract=contract, period=period, credits=tuple(details_of(contract, month, rows)))


def note_as_file(note: CreditNote) -> str:
    """The note as a page that needs nothing besides itself: its style stands in it."""
    sheet = settings.BASE_DIR / "static" / "csg" / "note.css"
    style = mark_safe(sheet.read_text(encoding="utf-8"))  # noqa: S308 - our own style sheet
    context = {"note": note, "style": format_html("<style>\n{}</style>", style)}
    return render_to_string("reports/credit_note_file.html", context)
