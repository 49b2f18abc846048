"""The green trend of a contract whose KPIs are loaded."""

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
    """The green trend as at a month and as at an earlier one, in one query.

    None, and no query, for a contract that does not track it by then; None also where no KPI was green yet.
    """
    if contract.trend_from is None or contract.trend_from > as_at:
        return None
    return trend_row(
        load_histories(contract, kpis, contract.trend_from, as_at),
        trend_from=contract.trend_from,
        as_at=as_at,
        previous=previous,
        end=contract.last_month,
    )
