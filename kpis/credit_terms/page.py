"""The page of a contract's credit terms: what holds since when, and what a person may do about it."""

from __future__ import annotations

from dataclasses import dataclass

from contracts.calculations.months import Month
from contracts.models import Contract, CreditSuspension, CreditTerms
from kpis.closed import closed_months
from kpis.credit_terms.words import TermsInWords, terms_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsLine:
    """Credit terms in words beside their row; ``until`` is their last month, None for the latest."""

    row: CreditTerms
    words: TermsInWords
    until: Month | None
    can_be_withdrawn: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspensionLine:
    """A suspension of credits, and what the closed months leave possible."""

    row: CreditSuspension
    can_be_ended: bool
    can_be_withdrawn: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditTermsPage:
    """Terms and suspensions, latest first."""

    terms: tuple[TermsLine, ...]
    suspensions: tuple[SuspensionLine, ...]


def credit_terms_page(contract: Contract) -> CreditTermsPage:
    """The page, in four queries however many terms there are."""
    rows = contract.credit_terms.select_related("change_notice").prefetch_related("tiers")
    ordered = list(rows.order_by("-effective_from"))
    last_closed = max(closed_months(contract), default=None)
    return CreditTermsPage(
        terms=tuple(
            TermsLine(
                row=row,
                words=terms_in_words(row),
                until=later.effective_from + -1 if later else None,
                can_be_withdrawn=later is None and _is_after(row.effective_from, last_closed),
            )
            for row, later in zip(ordered, [None, *ordered], strict=False)
        ),
        suspensions=tuple(
            _suspension(row, last_closed) for row in contract.credit_suspensions.order_by("-month_from")
        ),
    )


def _is_after(month: Month, last_closed: Month | None) -> bool:
    return last_closed is None or month > last_closed


def _suspension(row: CreditSuspension, last_closed: Month | None) -> SuspensionLine:
    return SuspensionLine(
        row=row,
        can_be_ended=row.month_to is None or _is_after(row.month_to, last_closed),
        can_be_withdrawn=_is_after(row.month_from, last_closed),
    )
