"""How a contract, or one area of it, did in a month: what the committee's pages show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import NamedTuple

from django.utils.safestring import SafeString

from contracts.calculations.months import Month
from kpis.calculations.rag import Status
from kpis.calculations.summary import Counts, count_statuses
from kpis.figures import printed_value
from reports.baselines import BaselineRow, baseline_rows, with_baselines
from reports.credits.month import MonthCost
from reports.grid import Grid, addresses_of, grid_of, line_of, status_unrecorded
from reports.letters import WORDS
from reports.statements import ExceptionRow, Statement, statement_of
from reports.statements.load import KpiRow, PeriodRow, Record, figure
from reports.statements.words import (
    SummaryLine,
    headline,
    range_words,
    summary_lines,
    total_line,
    total_note,
    uncounted_lines,
)
from reports.timeline import GRID_MONTHS, Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiLine:
    """A KPI of a list, with its result of one month if there is one, and its figures of a year as a line."""

    reference: str
    description: str
    tsl: str
    msl: str
    value: str
    status: str
    word: str
    spark: SafeString


class ExceptionLine(NamedTuple):
    """A row of the exceptions, and the address of the result it tells of."""

    row: ExceptionRow
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Performance:
    """A month and what led to it: six months in tables, twelve in the grid.

    ``baselines`` are the KPIs of which something is known of before the contract.
    """

    timeline: Timeline
    headline: str
    range: str
    statement: Statement
    grid: Grid
    cost: MonthCost
    baselines: tuple[BaselineRow, ...]

    @property
    def reds(self) -> list[ExceptionLine]:
        return self._with_addresses(self.statement.reds)

    @property
    def ambers(self) -> list[ExceptionLine]:
        return self._with_addresses(self.statement.ambers)

    def _with_addresses(self, rows: Iterable[ExceptionRow]) -> list[ExceptionLine]:
        address = addresses_of("kpi_detail", self.statement.contract.reference)
        return [ExceptionLine(row, f"{address(row.kpi)}#m-{row.month}") for row in rows]

    @property
    def totals(self) -> SummaryLine:
        return total_line(self.statement)

    @property
    def lines(self) -> list[SummaryLine]:
        return summary_lines(self.statement)

    @property
    def uncounted(self) -> list[SummaryLine]:
        return uncounted_lines(self.statement)

    @property
    def notes(self) -> list[str]:
        return [total_note(change) for change in self.statement.total_changes]

    @property
    def has_provisional(self) -> bool:
        """Whether a month of the tables is not signed off."""
        return not all(period.is_final for period in self.statement.periods)


def performance_of(record: Record, timeline: Timeline, *, of: str = "") -> Performance:
    """What a record, loaded for the grid's months, says; ``of`` names an area if it is of one alone."""
    chosen = timeline.chosen.month
    statement = statement_of(record, timeline.first_of_summary, chosen)
    return Performance(
        timeline=timeline,
        headline=headline(statement.summary[-1].counts, chosen, of=of),
        range=range_words(statement.periods[0].month, chosen),
        statement=statement,
        grid=grid_of(record, timeline.first_of_grid, chosen),
        cost=MonthCost(
            month=chosen, credits=[row for row in statement.credits if row.month == chosen], of=of
        ),
        baselines=with_baselines(baseline_rows(record, chosen)),
    )


def kpi_lines(record: Record, period: PeriodRow) -> list[KpiLine]:
    """The KPIs in service in a period with what they were judged by."""
    return [_kpi_line(kpi, period, record) for kpi in record.kpis if kpi.is_in_service_in(period.month)]


def _kpi_line(kpi: KpiRow, period: PeriodRow, record: Record) -> KpiLine:
    result = record.results.get((kpi.pk, period.pk))
    status = result.status if result else status_unrecorded(kpi, period.month, record)
    texts = (result.tsl, result.msl, result.value) if result else (None, None, None)
    tsl, msl, value = (printed_value(figure(text), kpi.unit, kpi.decimals) for text in texts)
    return KpiLine(
        reference=kpi.reference,
        description=kpi.description,
        tsl=tsl,
        msl=msl,
        value=value,
        status=status,
        word=WORDS[status],
        spark=line_of(kpi, record.periods_between(period.month + (1 - GRID_MONTHS), period.month), record),
    )


def record_of_area(record: Record, area: str, first: Month, last: Month) -> Record:
    """The part of a record that belongs to a service area, its months from first to last counted anew.

    The area is given by its code.
    """
    kpis = tuple(kpi for kpi in record.kpis if kpi.area == area)
    periods = (
        period._replace(numbers=[*asdict(_counts(record, kpis, period)).values()])
        for period in record.periods_between(first, last)
    )
    credits = tuple(row for row in record.credits if row.area == area)
    return replace(record, kpis=kpis, periods=tuple(periods), credits=credits)


def _counts(record: Record, kpis: Iterable[KpiRow], period: PeriodRow) -> Counts:
    number = record.contract.month_number(period.month)
    serving = (kpi for kpi in kpis if kpi.is_in_service_in(period.month))
    found = ((kpi, record.results.get((kpi.pk, period.pk))) for kpi in serving)
    return count_statuses(
        Status(result.status) if result else kpi.status_unrecorded(period.month, number)
        for kpi, result in found
    )
