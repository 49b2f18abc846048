"""From the rows of a record to the tables of a statement. Nothing here asks the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from contracts.calculations.months import Month
from contracts.models import Contract
from kpis.calculations.rag import SHORTFALLS, Covers, Status, Unit, after_mitigation
from kpis.calculations.schedule import in_service
from kpis.figures import to_decimals
from kpis.models import PeriodState
from reports.governance.load import day_reported, governance_of
from reports.statements.changes import changes_of
from reports.statements.load import (
    KpiRow,
    MitigatedRow,
    PeriodRow,
    Record,
    ResultRow,
    figure,
    load_periods,
    load_record,
)
from reports.statements.money import NOTHING, DistributedRow, points_rows
from reports.statements.values import (
    ContractFacts,
    ExceptionRow,
    MitigatedMonths,
    MitigationRow,
    Statement,
    StatementPeriod,
    SummaryRow,
    TotalChange,
)
from reports.trends.of_kpis import trend_of_kpis

TOLD = SHORTFALLS | {Status.BLUE}
"""The statuses that a statement tells of one by one."""
GOVERNED = ("objectives", "savings", "highlights", "issues", "commitments", "assurances", "programme")
"""What a statement tells of governance, by the names that it has there too."""


def statement_for(
    contract: Contract,
    first: Month,
    last: Month,
    *,
    previous: Month | None = None,
    as_at: date | None = None,
    since: date | None = None,
) -> Statement:
    """The statement of a contract from one month to another, both included, in 17 queries at most.

    Args:
        previous: the last month of the report before this, which the trend is compared with; without it
            the month before the first.
        as_at: the day at whose end governance stands; without it the day the months are usually reported.
        since: the day of the report before this; without it the day on which its months are usually reported.
    """
    span = Span(first=first, last=last, previous=previous, as_at=as_at, since=since)
    record = load_record(contract, load_periods(contract), first, last)
    return completed(statement_of(record, first, last), record, span)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The months that a statement tells of, and what they are told beside; see ``statement_for``."""

    first: Month
    last: Month
    previous: Month | None = None
    as_at: date | None = None
    since: date | None = None

    @property
    def compared_with(self) -> Month:
        return self.previous or self.first + -1

    @property
    def day(self) -> date:
        return self.as_at or day_reported(self.last)

    @property
    def day_before(self) -> date:
        """The day of the report before."""
        return self.since or day_reported(self.compared_with)


def completed(statement: Statement, record: Record, span: Span) -> Statement:
    """A statement with its trend, and with how the contract is governed, in 12 queries at most."""
    governance = governance_of(record.contract, span.first, span.day, span.day_before)
    return replace(
        statement,
        trend=trend_of_kpis(record.contract, record.kpis, span.last, span.compared_with),
        governed_as_at=governance.as_at,
        **{name: getattr(governance, name) for name in GOVERNED},
    )


def statement_of(record: Record, first: Month, last: Month) -> Statement:
    """The statement of a range of months that a loaded record covers, without its trend."""
    periods = record.periods_between(first, last)
    results = list(_told_results(record, periods))
    credits = tuple(row for row in record.credits if first <= row.month <= last)
    terms = [row for kpi in record.kpis for row in kpi.terms]
    areas = tuple(dict.fromkeys(kpi.area for kpi in record.kpis))
    return Statement(
        contract=_facts(record.contract),
        periods=tuple(_period(record.contract, row) for row in periods),
        summary=tuple(SummaryRow(month=row.month, counts=row.counts) for row in periods),
        exceptions=_exceptions(results),
        mitigations=_mitigations(results, record.mitigated),
        total_changes=tuple(_total_changes(periods, record.kpis)),
        points=points_rows([row.month for row in periods], areas, credits),
        points_distributed=tuple(_distributed(periods, record.kpis)),
        credits=credits,
        changes=changes_of(terms, record.kpis, first, last, start=record.contract.first_month),
    )


def _facts(contract: Contract) -> ContractFacts:
    return ContractFacts(
        reference=contract.reference,
        title=contract.title,
        authority=contract.authority,
        supplier=contract.supplier,
        commencement=contract.commencement,
        end=contract.end,
    )


def _period(contract: Contract, row: PeriodRow) -> StatementPeriod:
    return StatementPeriod(
        month=row.month, contract_month=contract.month_number(row.month), state=PeriodState(row.state)
    )


class Told(NamedTuple):
    """A result that a statement tells of, with its KPI and its month."""

    kpi: KpiRow
    month: Month
    result: ResultRow


def _told_results(record: Record, periods: Iterable[PeriodRow]) -> Iterator[Told]:
    """The shortfalls and the mitigated results of KPIs in service in some periods."""
    kpis = {kpi.pk: kpi for kpi in record.kpis}
    months = {period.pk: period.month for period in periods}
    for result in record.results.values():
        if result.status in TOLD and result.period in months and result.kpi in kpis:
            told = Told(kpis[result.kpi], months[result.period], result)
            if told.kpi.is_in_service_in(told.month):
                yield told


def _exceptions(results: Iterable[Told]) -> tuple[ExceptionRow, ...]:
    rows = [_exception(*told) for told in results if told.result.status in SHORTFALLS]
    return tuple(sorted(rows, key=lambda row: (row.status is not Status.RED, row.month, row.kpi)))


def _exception(kpi: KpiRow, month: Month, row: ResultRow) -> ExceptionRow:
    return ExceptionRow(
        kpi=kpi.reference,
        month=month,
        description=kpi.description,
        unit=Unit(kpi.unit),
        tsl=_figure(row.tsl, kpi),
        msl=_figure(row.msl, kpi),
        value=_figure(row.value, kpi),
        status=Status(row.status),
        comment=row.comment,
        impact=row.impact,
        resolution=row.resolution,
    )


def _figure(text: str | None, kpi: KpiRow) -> Decimal | None:
    stored = figure(text)
    return None if stored is None else to_decimals(stored, kpi.decimals)


def _mitigations(results: Iterable[Told], mitigated: Iterable[MitigatedRow]) -> tuple[MitigationRow, ...]:
    covering = defaultdict(list)
    for row in mitigated:
        covering[row.kpi].append(row)
    months: dict[Granted, dict[KpiRow, list[Month]]] = defaultdict(lambda: defaultdict(list))
    for told in results:
        if told.result.status == Status.BLUE:
            for granted in _what_turned_blue(told, covering[told.kpi.pk]):
                months[granted][told.kpi].append(told.month)
    rows = [_mitigation(granted, found) for granted, found in months.items()]
    return tuple(sorted(rows, key=lambda row: (row.kpis[0].kpi, row.kpis[0].months)))


class Granted(NamedTuple):
    """What identifies a mitigation, and what was said when it was granted."""

    mitigation: int | None
    reason: str
    impact: str
    path_to_green: str


UNEXPLAINED = Granted(None, "", "", "")
"""Stands for the mitigation of signed-off months that no agreed mitigation covers any longer."""


def _what_turned_blue(told: Told, mitigated: Iterable[MitigatedRow]) -> set[Granted]:
    underlying = Status(told.result.underlying_status)
    found = {
        Granted(row.mitigation, row.reason, row.impact, row.path_to_green)
        for row in mitigated
        if in_service(told.month, row.month_from, row.month_to)
        and after_mitigation(underlying, Covers(row.covers)) is Status.BLUE
    }
    return found or {UNEXPLAINED}


def _mitigation(granted: Granted, months: dict[KpiRow, list[Month]]) -> MitigationRow:
    rows = [
        MitigatedMonths(kpi=kpi.reference, description=kpi.description, months=tuple(sorted(found)))
        for kpi, found in months.items()
    ]
    return MitigationRow(
        kpis=tuple(sorted(rows, key=lambda row: row.kpi)),
        reason=granted.reason,
        impact=granted.impact,
        path_to_green=granted.path_to_green,
    )


def _total_changes(periods: Iterable[PeriodRow], kpis: Iterable[KpiRow]) -> Iterator[TotalChange]:
    for before, after in pairwise(periods):
        if before.counts.total != after.counts.total:
            served = {kpi.reference for kpi in kpis if kpi.is_in_service_in(before.month)}
            serving = {kpi.reference for kpi in kpis if kpi.is_in_service_in(after.month)}
            yield TotalChange(
                month=after.month,
                before=before.counts.total,
                after=after.counts.total,
                joined=tuple(sorted(serving - served)),
                left=tuple(sorted(served - serving)),
            )


def _distributed(periods: Iterable[PeriodRow], kpis: Iterable[KpiRow]) -> Iterator[DistributedRow]:
    for period in periods:
        total = sum((kpi.weight_in(period.month) for kpi in kpis), NOTHING)
        yield DistributedRow(month=period.month, total=total)
