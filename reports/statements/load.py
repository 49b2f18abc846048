"""The rows that statements and dashboards are made of, in five queries whatever the size of the record.

They come from the columns that judging stored: no effective date is joined here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import TextField
from django.db.models.functions import Cast

from contracts.calculations.months import Month
from contracts.kept import kept
from contracts.models import Contract
from kpis.calculations.rag import Status
from kpis.calculations.schedule import Frequency, in_force, in_service
from kpis.calculations.summary import Counts, status_unrecorded
from kpis.models import Kpi, MitigatedKpi, MitigationState, Period, PeriodState, Result
from kpis.models.definitions import MOST_DECIMALS
from kpis.models.periods import COUNTED
from reports.statements.changes import TermsRow, terms_fields
from reports.statements.money import NOTHING, CreditRow, load_credits


class PeriodRow(NamedTuple):
    """A month that has been opened, with the numbers of the summary kept beside it."""

    pk: int
    month: Month
    state: str
    signed_off_at: datetime | None
    numbers: Sequence[int | None]

    @property
    def counts(self) -> Counts:
        """How many KPIs had each status; a period without a summary has none of any."""
        return Counts(**{name: number or 0 for name, number in zip(COUNTED, self.numbers, strict=True)})

    @property
    def is_final(self) -> bool:
        return self.state == PeriodState.SIGNED_OFF


class KpiRow(NamedTuple):
    """What statements show of a KPI's definition.

    ``terms`` are all it has had, earliest first; ``targets`` says from which month on it has a TSL, or
    has none, and ``weights`` how many points it carries.
    """

    pk: int
    reference: str
    description: str
    unit: str
    better: str
    decimals: int
    frequency: str
    in_service_from: Month
    in_service_to: Month | None
    baseline: Decimal | None
    baseline_note: str
    area: str
    area_name: str
    terms: tuple[TermsRow, ...]
    targets: tuple[tuple[Month, bool], ...]
    weights: tuple[tuple[Month, Decimal | None], ...]

    def is_in_service_in(self, month: Month) -> bool:
        return in_service(month, self.in_service_from, self.in_service_to)

    @property
    def dated_tsl(self) -> list[tuple[Month, Decimal | None]]:
        """Its targets through time, earliest first."""
        return [(row.month, row.tsl) for row in self.terms]

    def weight_in(self, month: Month) -> Decimal:
        """The points it carries in a month; none while out of service."""
        carried = in_force(self.weights, month) if self.is_in_service_in(month) else None
        return carried or NOTHING

    def status_unrecorded(self, month: Month, contract_month: int) -> Status | None:
        """What it is in service without a result, in a month numbered from commencement; None: awaited."""
        has_target = bool(in_force(self.targets, month))
        return status_unrecorded(Frequency(self.frequency), contract_month, has_target=has_target)


class ResultRow(NamedTuple):
    """A stored judgement and the texts beside it; statuses as the words of ``Status``.

    Figures are texts until ``figure`` reads them: of the hundreds in a grid, few are ever reckoned with.
    """

    kpi: int
    period: int
    status: str
    underlying_status: str
    comment: str
    impact: str
    resolution: str
    value: str | None
    tsl: str | None
    msl: str | None


OF_KPI = (*KpiRow._fields[:-5], "service_area__code", "service_area__name")
FIGURES = ("value", "tsl", "msl")
PLACES = Decimal(1).scaleb(-MOST_DECIMALS)


def figure(text: str | None) -> Decimal | None:
    """A figure as it is kept, from its text; SQLite's is that of a binary real, so it is rounded as kept."""
    return None if text is None else Decimal(text).quantize(PLACES, ROUND_HALF_UP)


class MitigatedRow(NamedTuple):
    """A KPI and the months for which a mitigation of it is agreed; no last month means open."""

    mitigation: int
    kpi: int
    month_from: Month
    month_to: Month | None
    covers: str
    reason: str
    impact: str
    path_to_green: str


class WaitingRow(NamedTuple):
    """A proposed mitigation, and the primary key of who proposed it."""

    reference: str
    proposed_by: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A contract's record over a range of months.

    Attributes:
        periods: every month the contract has opened, also outside the range; earliest first.
        kpis: every KPI the contract has had, by service area and reference.
        results: those of the range, by the primary keys of KPI and period.
        mitigated: agreed mitigations that touch the range.
        credits: of all areas in the range, by month.
    """

    contract: Contract
    periods: tuple[PeriodRow, ...]
    kpis: tuple[KpiRow, ...]
    results: dict[tuple[int, int], ResultRow]
    mitigated: tuple[MitigatedRow, ...]
    credits: tuple[CreditRow, ...]

    def periods_between(self, first: Month, last: Month) -> tuple[PeriodRow, ...]:
        return tuple(period for period in self.periods if first <= period.month <= last)


@kept
def load_periods(contract: Contract) -> tuple[PeriodRow, ...]:
    """Every month the contract has opened, earliest first, in one query."""
    rows = Period.objects.filter(contract=contract).order_by("month")
    fields = ("pk", "month", "state", "signed_off_at", *(f"summary__{name}" for name in COUNTED))
    return tuple(PeriodRow._make((*row[:4], row[4:])) for row in rows.values_list(*fields))


def load_record(contract: Contract, periods: Iterable[PeriodRow], first: Month, last: Month) -> Record:
    """The record of a contract whose periods are loaded, from one month to another, in four queries."""
    mitigated, _ = load_mitigated(contract, first, last)
    return Record(
        contract=contract,
        periods=tuple(periods),
        kpis=load_kpis(contract),
        results=_load_results(contract, first, last),
        mitigated=mitigated,
        credits=load_credits(contract, first, last),
    )


@kept
def load_kpis(contract: Contract) -> tuple[KpiRow, ...]:
    """Every KPI the contract has had, by service area and reference, with its terms, in one query."""
    order = ("service_area__position", "reference", "terms__effective_from")
    rows = Kpi.objects.filter(contract=contract).order_by(*order)
    fields = (*OF_KPI, *(f"terms__{name}" for name in terms_fields()))
    of_kpis = groupby(rows.values_list(*fields), lambda row: row[: len(OF_KPI)])
    return tuple(_kpi_row(kpi, [row[len(OF_KPI) :] for row in found]) for kpi, found in of_kpis)


def _kpi_row(kpi: tuple[Any, ...], found: Iterable[tuple[Any, ...]]) -> KpiRow:
    """A KPI with its terms; the only row of one without terms holds nothing but blanks."""
    terms = tuple(TermsRow._make(row) for row in found if row[0] is not None)
    targets = tuple((row.month, row.tsl is not None) for row in terms)
    return KpiRow._make((*kpi, terms, targets, tuple((row.month, row.points) for row in terms)))


@kept
def _load_results(contract: Contract, first: Month, last: Month) -> dict[tuple[int, int], ResultRow]:
    plain = [name for name in ResultRow._fields if name not in FIGURES]
    texts = [Cast(name, TextField()) for name in FIGURES]
    rows = Result.objects.for_months(contract, first, last).order_by().values_list(*plain, *texts)
    return {(row[0], row[1]): ResultRow._make(row) for row in rows}


@kept
def load_mitigated(
    contract: Contract, first: Month, last: Month
) -> tuple[tuple[MitigatedRow, ...], tuple[WaitingRow, ...]]:
    """Agreed mitigations that touch a range of months, as they began, and those that wait, in one query."""
    agreed = MitigatedKpi.objects.agreed().touching(first, last)
    proposed = MitigatedKpi.objects.filter(mitigation__state=MitigationState.PROPOSED)
    rows = (agreed | proposed).filter(mitigation__contract=contract).order_by("month_from", "mitigation")
    told = [f"mitigation__{name}" for name in ("covers", "reason", "impact", "path_to_green")]
    fields = ("mitigation", "kpi", "month_from", "month_to", *told)
    of_waiting = [f"mitigation__{name}" for name in ("state", "reference", "proposed_by")]
    mitigated, waiting = [], []
    for *row, state, reference, proposed_by in rows.values_list(*fields, *of_waiting):
        if state == MitigationState.AGREED:
            mitigated.append(MitigatedRow._make(row))
        else:
            waiting.append(WaitingRow(reference, proposed_by))
    return tuple(mitigated), tuple(dict.fromkeys(waiting))
