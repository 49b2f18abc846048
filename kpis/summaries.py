"""What a period comes to, derived from its results and kept beside it: counts, points and credits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from contracts.calculations.months import Month
from contracts.models import Contract
from kpis.calculations.points import NO_POINTS
from kpis.calculations.rag import Status
from kpis.calculations.schedule import Frequency
from kpis.calculations.summary import count_statuses, status_unrecorded
from kpis.judging import Rulebook
from kpis.models import Kpi, Period, PeriodSummary, Result, ServiceCredit
from kpis.models.periods import SUMMARISED
from kpis.pricing import Pricebook


class Recorded(NamedTuple):
    """What is stored of a result that counts and points are made of."""

    status: str
    points: Decimal


NO_CHANGES: Mapping[tuple[int, int], Recorded] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """What the results of a period come to: rows that are not saved yet."""

    summary: PeriodSummary
    credits: tuple[ServiceCredit, ...]


def derive(
    contract: Contract,
    periods: Collection[Period],
    rulebook: Rulebook,
    instead: Mapping[tuple[int, int], Recorded] = NO_CHANGES,
) -> dict[int, Derived]:
    """What some periods of a contract come to, by their primary keys, in at most eight queries.

    Args:
        instead: what to take results for, whatever is stored, by the primary keys of period and KPI.
    """
    kpis = list(Kpi.objects.filter(contract=contract))
    pricebook = Pricebook.of_contract(contract, [period.month for period in periods])
    recorded: dict[int, dict[int, Recorded]] = defaultdict(dict)
    rows = Result.objects.filter(period__in=periods).order_by()
    for period, kpi, status, points in rows.values_list("period", "kpi", "status", "points_incurred"):
        recorded[period][kpi] = instead.get((period, kpi), Recorded(status, points))
    return {
        period.pk: _derived(contract, period, kpis, recorded[period.pk], rulebook, pricebook)
        for period in periods
    }


def status_without_result(kpi: Kpi, month: Month, contract_month: int, rulebook: Rulebook) -> Status | None:
    """What a KPI in service is while nothing is recorded, by the terms of a rulebook; None: awaited."""
    has_target = rulebook.terms_in(kpi, month).tsl is not None
    return status_unrecorded(Frequency(kpi.frequency), contract_month, has_target=has_target)


def _derived(
    contract: Contract,
    period: Period,
    kpis: Iterable[Kpi],
    recorded: Mapping[int, Recorded],
    rulebook: Rulebook,
    pricebook: Pricebook,
) -> Derived:
    """Only KPIs in service count, also where a result was recorded before one left it."""
    month, number = period.month, contract.month_number(period.month)
    serving = [kpi for kpi in kpis if kpi.is_in_service_in(month)]
    counts = count_statuses(
        Status(recorded[kpi.pk].status)
        if kpi.pk in recorded
        else status_without_result(kpi, month, number, rulebook)
        for kpi in serving
    )
    points: dict[int, Decimal] = defaultdict(Decimal)
    for kpi in serving:
        points[kpi.service_area_id] += recorded[kpi.pk].points if kpi.pk in recorded else NO_POINTS
    credits = tuple(pricebook.credits_of(period, points))
    payable = sum((credit.payable or NO_POINTS for credit in credits), NO_POINTS)
    total = sum(points.values(), NO_POINTS)
    summary = PeriodSummary.of(period, counts, points=total, credit=payable)
    return Derived(summary=summary, credits=credits)


def summarise(contract: Contract, periods: Collection[Period], rulebook: Rulebook) -> None:
    """Bring the summaries and credits of some periods of a contract up to date with their results."""
    derived = derive(contract, periods, rulebook).values()
    PeriodSummary.objects.bulk_create(
        [found.summary for found in derived],
        update_conflicts=True,
        unique_fields=["period"],
        update_fields=SUMMARISED,
    )
    ServiceCredit.objects.filter(period__in=periods).delete()
    ServiceCredit.objects.bulk_create([credit for found in derived for credit in found.credits])
