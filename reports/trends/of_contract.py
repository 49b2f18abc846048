"""The green trend of a contract, for pages: worked out once for each version of its record."""

from __future__ import annotations

from contracts.calculations.months import Month
from contracts.kept import kept
from contracts.models import Contract
from reports.statements.load import load_kpis
from reports.trends.of_kpis import trend_of_kpis
from reports.trends.values import TrendRow


@kept
def trend_of_contract(contract: Contract, as_at: Month, previous: Month) -> TrendRow | None:
    """The green trend as at a month and as at an earlier one; None where there is none.

    It is kept in the worker's memory, for it takes as long as the rest of a dashboard.
    """
    return trend_of_kpis(contract, load_kpis(contract), as_at, previous)
