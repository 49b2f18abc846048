"""The green results of a contract, in one query whatever the size of its record.

They come from the columns that judging stored: what was green then counts, by the terms of then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Protocol

from contracts.calculations.months import Month
from contracts.models import Contract
from kpis.calculations.forecast import DatedTsl
from kpis.calculations.green_trend import History
from kpis.calculations.rag import Better, Status
from kpis.calculations.spans import Span
from kpis.models import Result

Point = tuple[Month, Status, Decimal | None]


class TrackedKpi(Protocol):
    """What of a KPI's definition its trend rests on."""

    @property
    def pk(self) -> int: ...
    @property
    def reference(self) -> str: ...
    @property
    def better(self) -> str: ...
    @property
    def in_service_from(self) -> Month: ...
    @property
    def in_service_to(self) -> Month | None: ...
    @property
    def dated_tsl(self) -> DatedTsl: ...


def load_histories(
    contract: Contract, kpis: Iterable[TrackedKpi], trend_from: Month, as_at: Month
) -> tuple[History, ...]:
    """The green months of a contract's KPIs, in the KPIs' order, in one query."""
    points = _green_points(contract, trend_from, as_at)
    return tuple(
        History(
            kpi=kpi.reference,
            better=Better(kpi.better),
            service=Span(kpi.in_service_from, kpi.in_service_to),
            results=points[kpi.pk],
            tsl=kpi.dated_tsl,
        )
        for kpi in kpis
    )


def _green_points(contract: Contract, first: Month, last: Month) -> dict[int, Sequence[Point]]:
    """Month and value of every green result in a range of months, by KPI, earliest first."""
    rows = Result.objects.for_months(contract, first, last).filter(status=Status.GREEN).order_by("month")
    found: dict[int, Sequence[Point]] = defaultdict(list)
    for kpi, month, value in rows.values_list("kpi", "month", "value"):
        found[kpi].append((month, Status.GREEN, value))  # type: ignore[attr-defined]
    return found
