"""What a person asks for when they propose a mitigation, and what of it cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from contracts.models import Contract
from kpis.calculations.rag import Covers
from kpis.calculations.spans import Span
from kpis.models import Kpi, Mitigation


@dataclass(frozen=True, slots=True)
class Covered:
    """A KPI and the months in which it is, or would be, relieved."""

    kpi: Kpi
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A mitigation as it is asked for, nothing of it written yet."""

    covers: Covers
    kpis: Sequence[Covered]
    reason: str
    impact: str = ""
    path_to_green: str = ""
    expected: date | None = None


def covered_by(mitigation: Mitigation) -> list[Covered]:
    """The KPIs of a stored mitigation with their months, by reference."""
    rows = mitigation.kpis.select_related("kpi").order_by("kpi__reference", "month_from")
    return [Covered(row.kpi, Span(row.month_from, row.month_to)) for row in rows]


def what_cannot_be(contract: Contract, covered: Sequence[Covered]) -> Iterator[tuple[int, str]]:
    """Which of the KPIs and months cannot be mitigated, by their place, and why, a sentence each."""
    for place, each in enumerate(covered):
        if sentence := _outside(contract, each):
            yield place, sentence
    yield from named_twice(covered)


def _outside(contract: Contract, each: Covered) -> str:
    kpi, span = each.kpi, each.span
    if span.last is not None and span.last < span.first:
        return f"The last month of {kpi} cannot come before its first."
    service = Span(kpi.in_service_from, kpi.in_service_to or contract.last_month)
    if span.first not in service:
        return f"{kpi} is not in service in {span.first.name}; its months of service are {service}."
    if span.last is not None and span.last not in service:
        return f"{kpi} is not in service in {span.last.name}; its months of service are {service}."
    return ""


def named_twice(covered: Iterable[Covered]) -> Iterator[tuple[int, str]]:
    """Which of the KPIs are there a second time for the same month, by their place, a sentence each."""
    for (_, one), (place, other) in combinations(enumerate(covered), 2):
        if one.kpi.pk == other.kpi.pk and (common := one.span.common_with(other.span)):
            yield place, f"{other.kpi} is there twice for {common}."
