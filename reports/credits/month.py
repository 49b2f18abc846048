"""What failing cost in one month, for a dashboard and the page of a service area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contracts.calculations.months import Month
from contracts.calculations.years import FinancialYear
from reports.credits.totals import Totals, totals_of
from reports.credits.words import sentence_of_month
from reports.statements.money import CreditRow


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthCost:
    """The credits of a month, of all areas or of one alone, whose name ``of`` is then."""

    month: Month
    credits: Sequence[CreditRow]
    of: str = ""

    @property
    def sentence(self) -> str:
        return sentence_of_month(self.credits, self.month, of=self.of)

    @property
    def year(self) -> FinancialYear:
        return FinancialYear.of(self.month)

    @property
    def totals(self) -> Totals:
        return totals_of(self.credits)

    @property
    def areas(self) -> Sequence[CreditRow]:
        """The rows of a table by area: none for an area by itself, and none where nothing was incurred."""
        return self.credits if not self.of and any(row.points for row in self.credits) else ()

    @property
    def own(self) -> CreditRow | None:
        """The credit to explain, on the page of an area that incurred points."""
        return next((row for row in self.credits if self.of and row.points), None)
