"""The latest figures of KPIs as lines the size of a word, loaded in one query however many they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.safestring import SafeString

from contracts.calculations.months import Month, months_between
from contracts.models import Contract
from kpis.models import Result
from reports.sparklines import sparkline

SPARK_MONTHS = 24
Figures = Mapping[Month, tuple[str | None, str | None]]
"""Value and TSL of a month as the database gives them as text, None where there is none."""


class MeasuredKpi(Protocol):
    """What of a KPI's definition its line shows."""

    @property
    def pk(self) -> int: ...
    @property
    def unit(self) -> str: ...
    @property
    def decimals(self) -> int: ...
    def is_in_service_in(self, month: Month) -> bool: ...


def sparklines_of(
    contract: Contract, kpis: Collection[MeasuredKpi], last: Month, months: int = SPARK_MONTHS
) -> dict[int, SafeString]:
    """The lines of some KPIs of a contract over the months up to one, by primary key, in one query."""
    first = last + (1 - months)
    found = _load_figures(contract, [kpi.pk for kpi in kpis], first, last)
    return {kpi.pk: _line(kpi, list(months_between(first, last)), found[kpi.pk]) for kpi in kpis}


def _load_figures(
    contract: Contract, kpis: Iterable[int], first: Month, last: Month
) -> dict[int, dict[Month, tuple[str | None, str | None]]]:
    rows = Result.objects.for_months(contract, first, last).filter(kpi__in=kpis).order_by()
    found: dict[int, dict[Month, tuple[str | None, str | None]]] = defaultdict(dict)
    texts = [Cast(name, TextField()) for name in ("value", "tsl")]
    for kpi, month, value, tsl in rows.values_list("kpi", "month", *texts):
        found[kpi][month] = value, tsl
    return found


def _line(kpi: MeasuredKpi, months: list[Month], found: Figures) -> SafeString:
    pairs = [
        found.get(month, (None, None)) if kpi.is_in_service_in(month) else (None, None) for month in months
    ]
    values, targets = zip(*pairs, strict=True)
    return sparkline(values, targets, kpi.unit, kpi.decimals, months[-1])
