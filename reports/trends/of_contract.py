"""The green trend of a contract, loaded and reckoned in two queries."""

from __future__ import annotations

from collections.abc import Iterable

from contracts.calculations.months import Month
from contracts.models import Contract
from reports.trends.build import trend_row
from reports.trends.load import TrackedKpi, load_histories
from reports.trends.values import TrendRow


def trend_of_kpis(
    contract: Contract, kpis: Iterable[TrackedKpi], as_at: Month, previous: Month
) -> TrendRow | None:
    """The green trend of a contract whose KPIs are loaded, as at a month and as at an earlier one.

    None for a contract that does not track it, and before any KPI was green; one query, or none.
    """
    if contract.trend_from is None or contract.trend_from > as_at:
        return None
    histories = load_histories(contract, kpis, contract.trend_from, as_at)
    return trend_row(
        histories,
        trend_from=contract.trend_from,
        as_at=as_at,
        previous=previous,
        end=contract.last_month,
    )


def trend_of_contract(contract: Contract, as_at: Month, previous: Month) -> TrendRow | None:
    """The same in two queries, the KPIs being loaded first."""
    from reports.statements.load import load_kpis

    return trend_of_kpis(contract, load_kpis(contract), as_at, previous)
