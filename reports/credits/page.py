"""The credits of a contract, a financial year at a time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from contracts.calculations.months import Month
from contracts.calculations.years import FinancialYear
from contracts.models import Contract
from reports.credits.totals import Totals, totals_by_month, totals_by_year
from reports.statements.load import PeriodRow, load_periods
from reports.statements.money import CreditRow, load_credits, sum_of


class NoSuchYear(LookupError):
    """An address asks for a financial year in which the contract has opened no month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthCredits:
    """The credits of a month: one for each area of the page, None where it had no KPI in service."""

    period: PeriodRow
    credits: tuple[CreditRow | None, ...]
    totals: Totals


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditsPage:
    """What the page of a financial year shows.

    Attributes:
        areas: codes of the service areas that have a credit in the year, in their order.
        months: those of the year that have been opened, earliest first.
        years: what every year since commencement comes to, earliest first.
        is_over: whether the year's last month has been opened, or the contract's.
    """

    year: FinancialYear
    areas: tuple[str, ...]
    months: tuple[MonthCredits, ...]
    years: dict[FinancialYear, Totals]
    is_over: bool

    @property
    def totals(self) -> Totals:
        return self.years[self.year]

    @property
    def contract_totals(self) -> Totals:
        return sum(self.years.values(), Totals())

    @property
    def has_credits(self) -> bool:
        """Whether credit terms were in force in a month of the year."""
        return bool(self.areas)

    @property
    def with_points(self) -> list[CreditRow]:
        """The credits that came about by failures."""
        return [row for month in self.months for row in month.credits if row and row.points]

    @property
    def area_totals(self) -> list[Decimal]:
        """What is payable for each area in the year."""
        columns = zip(*(month.credits for month in self.months), strict=True)
        return [sum_of(row.payable for row in column if row) for column in columns]

    @property
    def provisional(self) -> list[Month]:
        """The months of the year that are not signed off."""
        return [month.period.month for month in self.months if not month.period.is_final]

    @property
    def previous(self) -> FinancialYear | None:
        return max((year for year in self.years if year < self.year), default=None)

    @property
    def next(self) -> FinancialYear | None:
        return min((year for year in self.years if year > self.year), default=None)


def credits_page(contract: Contract, asked: str | None) -> CreditsPage | None:
    """The page of the year asked for, or of the latest; None while no month has been opened.

    In three queries, however long the contract is.

    Raises:
        NoSuchYear: what is asked for is no financial year of the contract's months.
    """
    periods = load_periods(contract)
    if not periods and asked is None:
        return None
    year = _year(asked, {FinancialYear.of(period.month) for period in periods})
    by_month = totals_by_month(contract)
    credits = load_credits(contract, year.first, year.last)
    of_year = [period for period in periods if FinancialYear.of(period.month) == year]
    areas = tuple(dict.fromkeys(row.area for row in credits))
    every_month = ((period.month, by_month.get(period.month, Totals())) for period in periods)
    return CreditsPage(
        year=year,
        areas=areas,
        months=_months(of_year, areas, credits, by_month),
        years=totals_by_year(every_month),
        is_over=of_year[-1].month >= min(year.last, contract.last_month),
    )


def _year(asked: str | None, years: Collection[FinancialYear]) -> FinancialYear:
    if asked is None:
        return max(years)
    for year in years:
        if str(year) == asked:
            return year
    raise NoSuchYear(asked)


def _months(
    periods: Sequence[PeriodRow],
    areas: Sequence[str],
    credits: Sequence[CreditRow],
    by_month: dict[Month, Totals],
) -> tuple[MonthCredits, ...]:
    found = {(row.month, row.area): row for row in credits}
    return tuple(
        MonthCredits(
            period=period,
            credits=tuple(found.get((period.month, area)) for area in areas),
            totals=by_month.get(period.month, Totals()),
        )
        for period in periods
    )
