"""Savings by financial year, and all since the contract began."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import accumulate

from contracts.calculations.months import Month
from contracts.calculations.years import FinancialYear
from contracts.models import Contract, Saving
from reports.governance.values import SavingRow


def savings_as_at(contract: Contract, as_at: date) -> tuple[SavingRow, ...]:
    """The financial years that had begun by a day, earliest first, in one query."""
    latest = FinancialYear.of(Month.of(as_at)).name
    return tuple(_rows(list(contract.savings.filter(financial_year__lte=latest).order_by("financial_year"))))


def _rows(years: list[Saving]) -> Iterator[SavingRow]:
    contracted = _running(year.contracted for year in years)
    delivered = _running(year.delivered for year in years)
    for year, due, done in zip(years, contracted, delivered, strict=True):
        yield SavingRow(
            financial_year=year.financial_year,
            contracted=year.contracted,
            delivered=year.delivered,
            variance=_less(year.delivered, year.contracted),
            cumulative_contracted=due,
            cumulative_delivered=done,
            cumulative_variance=_less(done, due),
            note=year.note,
        )


def _running(amounts: Iterable[Decimal | None]) -> list[Decimal | None]:
    """Each sum with all before it; None from the first year on of which it is not known."""
    return list(accumulate(amounts, _plus))


def _plus(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one + other


def _less(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one - other
