"""The counts of a period, derived from its results and kept beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from contracts.calculations.months import Month
from contracts.models import Contract
from kpis.calculations.rag import Status
from kpis.calculations.summary import Counts, count_statuses
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
    """What a KPI in service is while nothing is recorded: not due, for information, or None: awaited."""
    if not kpi.is_counted_in(month, contract_month):
        return Status.NOT_DUE
    if rulebook.terms_in(kpi, month).tsl is None:
        return Status.INFORMATION
    return None


def _counts(
    contract: Contract,
    period: Period,
    kpis: Iterable[Kpi],
    recorded: dict[int, str],
    rulebook: Rulebook,
) -> Counts:
    """Only KPIs in service count, also where a result was recorded before one left it."""
    month, number = period.month, contract.month_number(period.month)
    statuses = [
        Status(recorded[kpi.pk])
        if kpi.pk in recorded
        else status_without_result(kpi, month, number, rulebook)
        for kpi in kpis
        if kpi.is_in_service_in(month)
    ]
    found = [status for status in statuses if status is not None]
    return count_statuses(found, awaiting=len(statuses) - len(found))


def summarise(contract: Contract, periods: Collection[Period], rulebook: Rulebook) -> None:
    """Bring the summary rows of some periods of a contract up to date with their results."""
    counts = derive_counts(contract, periods, rulebook)
    PeriodSummary.objects.bulk_create(
        [PeriodSummary.of(period, counts[period.pk]) for period in periods],
        update_conflicts=True,
        unique_fields=["period"],
        update_fields=COUNTED,
    )
