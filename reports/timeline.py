"""The months a contract has opened, and the one that a page is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from django.utils.safestring import SafeString

from contracts.calculations.months import Month
from reports.markup import Markup, joined
from reports.statements.load import PeriodRow

SUMMARY_MONTHS = 6
"""The months of the summary tables, as in the committee's report."""
GRID_MONTHS = 12
"""The months of the RAG grid, as in the report's appendix."""

OPTION = Markup('<option value="%s">%s</option>')
CHOSEN = Markup('<option value="%s" selected>%s</option>')


@dataclass(frozen=True, slots=True)
class Year:
    """The opened months of a calendar year, latest first, as the options of a list to choose from."""

    number: int
    options: SafeString


@dataclass(frozen=True, slots=True)
class Timeline:
    """Periods of one contract, earliest first, and the place of the chosen one among them."""

    periods: Sequence[PeriodRow]
    place: int

    @property
    def chosen(self) -> PeriodRow:
        return self.periods[self.place]

    @property
    def previous(self) -> PeriodRow | None:
        return self.periods[self.place - 1] if self.place else None

    @property
    def next(self) -> PeriodRow | None:
        return self.periods[self.place + 1] if self.place + 1 < len(self.periods) else None

    @property
    def first_of_summary(self) -> Month:
        return self.chosen.month + (1 - SUMMARY_MONTHS)

    @property
    def month_of_previous_report(self) -> Month:
        """The last month of the summary before this."""
        return self.first_of_summary + -1

    @property
    def first_of_grid(self) -> Month:
        return self.chosen.month + (1 - GRID_MONTHS)

    @property
    def years(self) -> list[Year]:
        """Every opened month, latest first, for a reader to choose from."""
        by_year = groupby(reversed(self.periods), lambda period: period.month.year)
        return [Year(year, joined(map(self._option, periods))) for year, periods in by_year]

    def _option(self, period: PeriodRow) -> SafeString:
        return option_of(period.month, is_chosen=period is self.chosen)


@lru_cache(maxsize=2_000)
def option_of(month: Month, *, is_chosen: bool) -> SafeString:
    return (CHOSEN if is_chosen else OPTION).fill(month, month.name)


class NoSuchMonth(LookupError):
    """An address asks for a month that the contract has not opened."""


def timeline_at(periods: Sequence[PeriodRow], asked: str | None) -> Timeline:
    """The periods around the month that an address asks for, or around the latest if it asks for none.

    Raises:
        NoSuchMonth: there are no periods, or what is asked for is no month or none of these.
    """
    if asked is None and periods:
        return Timeline(periods, len(periods) - 1)
    for place, period in enumerate(periods):
        if str(period.month) == asked:
            return Timeline(periods, place)
    raise NoSuchMonth(asked)
