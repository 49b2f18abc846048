"""The counts of a period, derived from its results and kept beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from contracts.calculations.months import Month
from contracts.models import Contract
from kpis.calculations.rag import Status
from kpis.calculations.schedule import Frequency
from kpis.calculations.summary import Counts, count_statuses, status_unrecorded
from kpis.judging import Rulebook
from kpis.models import Kpi, Period, PeriodSummary, Result
from kpis.models.periods import COUNTED


def derive_counts(contract: Contract, periods: Collection[Period], rulebook: Rulebook) -> dict[int, Counts]:
    """The counts of some periods of a contract by their primary keys, in two queries."""
    kpis = list(Kpi.objects.filter(contract=contract))
    recorded: dict[int, dict[int, str]] = defaultdict(dict)
    rows = Result.objects.filter(period__in=periods).order_by()
    for period, kpi, status in rows.values_list("period", "kpi", "status"):
        recorded[period][kpi] = status
    return {period.pk: _counts(contract, period, kpis, recorded[period.pk], rulebook) for period in periods}


def status_without_result(kpi: Kpi, month: Month, contract_month: int, rulebook: Rulebook) -> Status | None:
    """What a KPI in service is while nothing is recorded, by the terms of a rulebook; None: awaited."""
    has_target = rulebook.terms_in(kpi, month).tsl is not None
    return status_unrecorded(Frequency(kpi.frequency), contract_month, has_target=has_target)


def _counts(
    contract: Contract,
    period: Period,
    kpis: Iterable[Kpi],
    recorded: dict[int, str],
    rulebook: Rulebook,
) -> Counts:
    """Only KPIs in service count, also where a result was recorded before one left it."""
    month, number = period.month, contract.month_number(period.month)
    return count_statuses(
        Status(recorded[kpi.pk])
        if kpi.pk in recorded
        else status_without_result(kpi, month, number, rulebook)
        for kpi in kpis
        if kpi.is_in_service_in(month)
    )


def summarise(contract: Contract, periods: Collection[Period], rulebook: Rulebook) -> None:
    """Bring the summary rows of some periods of a contract up to date with their results."""
    counts = derive_counts(contract, periods, rulebook)
    PeriodSummary.objects.bulk_create(
        [PeriodSummary.of(period, counts[period.pk]) for period in periods],
        update_conflicts=True,
        unique_fields=["period"],
        update_fields=COUNTED,
    )
