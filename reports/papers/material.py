"""What a paper shows beside its statement: the month before, points since the start, the programme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from contracts.calculations.months import Month
from contracts.models import Contract, WorkstreamStage, WorkstreamUpdate
from contracts.models.programme import WorkstreamStatus
from reports.charts.values import Chart
from reports.grid import status_unrecorded
from reports.statements import Record, Statement, load_periods, load_record, statement_of
from reports.statements.money import PointsRow, load_credits, points_rows
from reports.timeline import GRID_MONTHS
from reports.trends.of_contract import trend_of_kpis


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedStage:
    """A stage of a workstream with its months, both included."""

    name: str
    first: Month
    last: Month


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeRow:
    """A workstream with its stages in order, and the latest that was said of it by a day.

    Attributes:
        as_at: the day it was said; None where nothing was, and ``standing`` and ``narrative`` are empty then.
    """

    workstream: str
    stages: tuple[PlannedStage, ...]
    as_at: date | None
    standing: str
    narrative: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """A KPI with its status in each month of the grid; empty where it was not in service."""

    kpi: str
    description: str
    area: str
    statuses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a paper shows beside its statement.

    Attributes:
        overview: the statement with the month before it, as Table 1 shows it; the statement itself where
            the contract had not opened that month.
        areas: code and name of every service area, in their order.
        points: the points incurred in every month since the contract began.
        programme: the workstreams, in their order.
        highlights: what went well in the statement's months, earliest first.
        grid_months, grid: every KPI in service in the twelve months to the statement's last.
        charts: those that are drawn, by their keys.
    """

    overview: Statement
    areas: tuple[tuple[str, str], ...]
    points: tuple[PointsRow, ...]
    programme: tuple[ProgrammeRow, ...]
    highlights: tuple[str, ...]
    grid_months: tuple[Month, ...]
    grid: tuple[GridRow, ...]
    charts: Mapping[str, Chart] = field(default_factory=dict)


def statement_and_material(
    contract: Contract, first: Month, last: Month, *, previous: Month | None = None
) -> tuple[Statement, Material]:
    """All that a paper about a range of months is made of, in ten queries.

    Args:
        previous: the last month of the report before this; without it the month before the first.
    """
    earliest = min(first + -1, last + (1 - GRID_MONTHS))
    record = load_record(contract, load_periods(contract), earliest, last)
    trend = trend_of_kpis(contract, record.kpis, last, previous or first + -1)
    statement = replace(statement_of(record, first, last), trend=trend)
    return statement, _material(record, first, last)


def _material(record: Record, first: Month, last: Month) -> Material:
    areas = tuple(dict.fromkeys((kpi.area, kpi.area_name) for kpi in record.kpis))
    months = tuple(period.month for period in record.periods_between(last + (1 - GRID_MONTHS), last))
    return Material(
        overview=statement_of(record, first + -1, last),
        areas=areas,
        points=_points(record, [code for code, _ in areas], last),
        programme=tuple(_programme(record.contract, last)),
        highlights=_highlights(record.contract, first, last),
        grid_months=months,
        grid=tuple(_grid(record, months)),
    )


def _points(record: Record, areas: list[str], last: Month) -> tuple[PointsRow, ...]:
    months = [period.month for period in record.periods if period.month <= last]
    credits = load_credits(record.contract, record.contract.first_month, last)
    return points_rows(months, areas, credits)


def _programme(contract: Contract, last: Month) -> Iterator[ProgrammeRow]:
    """The workstreams with what was last said of each by the end of a month, in two queries."""
    said = {row.workstream: row for row in _updates(contract, last)}
    stages = contract.workstream_stages.order_by("position", "month_from")
    by_name: dict[str, list[WorkstreamStage]] = {}
    for stage in stages:
        by_name.setdefault(stage.workstream, []).append(stage)
    for name in dict.fromkeys([*by_name, *said]):
        update = said.get(name)
        yield ProgrammeRow(
            workstream=name,
            stages=tuple(
                PlannedStage(name=each.stage, first=each.month_from, last=each.month_to)
                for each in by_name.get(name, [])
            ),
            as_at=update.as_at if update else None,
            standing=WorkstreamStatus(update.status).label if update else "",
            narrative=update.narrative if update else "",
        )


def _updates(contract: Contract, last: Month) -> list[WorkstreamUpdate]:
    """Those of days before the next month, so that the latest of a workstream comes last."""
    next_month = (last + 1).first_day
    return list(contract.workstream_updates.filter(as_at__lt=next_month).order_by("as_at", "position"))


def _highlights(contract: Contract, first: Month, last: Month) -> tuple[str, ...]:
    days = {"as_at__gte": first.first_day, "as_at__lt": (last + 1).first_day}
    return tuple(contract.highlights.filter(**days).order_by("as_at", "pk").values_list("text", flat=True))


def _grid(record: Record, months: tuple[Month, ...]) -> Iterator[GridRow]:
    periods = [period for period in record.periods if period.month in months]
    for kpi in record.kpis:
        statuses = []
        for period in periods:
            result = record.results.get((kpi.pk, period.pk))
            in_service = kpi.is_in_service_in(period.month)
            unrecorded = status_unrecorded(kpi, period.month, record) if in_service else ""
            statuses.append(result.status if result and in_service else unrecorded)
        if any(statuses):
            yield GridRow(
                kpi=kpi.reference, description=kpi.description, area=kpi.area, statuses=tuple(statuses)
            )
