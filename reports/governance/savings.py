"""Savings by financial year, and all since the contract began."""

from __future__ import annotations

from datetime import date

from contracts.calculations.months import Month
from contracts.calculations.savings import Cumulated, YearOfSavings, cumulated
from contracts.calculations.years import FinancialYear
from contracts.models import Contract, Saving
from reports.governance.values import SavingRow


def savings_as_at(contract: Contract, as_at: date) -> tuple[SavingRow, ...]:
    """The financial years that had begun by a day, earliest first, in one query."""
    latest = FinancialYear.of(Month.of(as_at)).name
    years = contract.savings.filter(financial_year__lte=latest)
    return tuple(_row(year, so_far) for year, so_far in cumulated(map(_year, years)))


def _year(row: Saving) -> YearOfSavings:
    return YearOfSavings(
        financial_year=row.financial_year, contracted=row.contracted, delivered=row.delivered, note=row.note
    )


def _row(year: YearOfSavings, so_far: Cumulated) -> SavingRow:
    return SavingRow(
        financial_year=year.financial_year,
        contracted=year.contracted,
        delivered=year.delivered,
        variance=year.variance,
        cumulative_contracted=so_far.contracted,
        cumulative_delivered=so_far.delivered,
        cumulative_variance=so_far.variance,
        note=year.note,
    )
