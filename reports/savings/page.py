"""Savings by financial year as their page shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from contracts.calculations.savings import Cumulated, YearOfSavings, cumulated
from contracts.models import Contract
from kpis.figures import NO_FIGURE
from reports.statements.money_words import short_pounds


class Standing(StrEnum):
    """What was delivered, held against what was contracted."""

    UNDER = "under"
    OVER = "over"
    LEVEL = "level"
    UNKNOWN = "unknown"


STANDING_WORDS = {
    Standing.UNDER: "Less than contracted",
    Standing.OVER: "More than contracted",
    Standing.LEVEL: "As contracted",
    Standing.UNKNOWN: "Not known yet",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SavingLine:
    """A financial year with what it and those before it come to; ``pk`` is that of its row."""

    pk: int
    year: YearOfSavings
    so_far: Cumulated

    @property
    def standing(self) -> Standing:
        return standing_of(self.year.variance)


@dataclass(frozen=True, slots=True, kw_only=True)
class SavingsPage:
    """All financial years on record, earliest first, and what they come to."""

    lines: Sequence[SavingLine]
    together: Cumulated

    @property
    def totals(self) -> list[tuple[str, str]]:
        """What all years come to, in words and figures."""
        return [
            ("Contracted", printed(self.together.contracted)),
            ("Delivered", printed(self.together.delivered)),
            ("Variance", variance_words(self.together.variance)),
        ]

    @property
    def without(self) -> str:
        """Which years are not in the sums and why; empty where all are."""
        if not self.together.without:
            return ""
        years = ", ".join(self.together.without)
        return f"Not in the sums, for a figure of theirs is not known yet: {years}."


def savings_page(contract: Contract) -> SavingsPage:
    """The savings of a contract, in one query."""
    rows = {row.financial_year: row for row in contract.savings.all()}
    years = [
        YearOfSavings(financial_year=name, contracted=row.contracted, delivered=row.delivered, note=row.note)
        for name, row in rows.items()
    ]
    lines = [
        SavingLine(pk=rows[year.financial_year].pk, year=year, so_far=so_far)
        for year, so_far in cumulated(years)
    ]
    return SavingsPage(lines=lines, together=lines[-1].so_far if lines else Cumulated())


def standing_of(variance: Decimal | None) -> Standing:
    """On which side of what was contracted a year or all years are."""
    if variance is None:
        return Standing.UNKNOWN
    if not variance:
        return Standing.LEVEL
    return Standing.OVER if variance > 0 else Standing.UNDER


def variance_words(variance: Decimal | None) -> str:
    """By how much more or less was delivered than contracted.

    >>> variance_words(Decimal("-500000.00")), variance_words(Decimal("0.50")), variance_words(Decimal(0))
    ('£500,000 less', '£0.50 more', 'As contracted')
    """
    if variance is None or not variance:
        return STANDING_WORDS[standing_of(variance)]
    return f"{short_pounds(abs(variance))} {'more' if variance > 0 else 'less'}"


def printed(amount: Decimal | None) -> str:
    """Pounds, or a dash where they are not known."""
    return NO_FIGURE if amount is None else short_pounds(amount)
