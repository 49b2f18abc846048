"""What a paper shows beside its statement: the month before, points since the start, the programme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from contracts.calculations.months import Month
from contracts.models import Contract, WorkstreamStage, WorkstreamUpdate
from contracts.models.programme import WorkstreamStatus
from reports.grid import status_unrecorded
from reports.statements import Record, Statement, load_periods, load_record, statement_of
from reports.statements.money import CreditRow, PointsRow, load_credits, points_rows
from reports.timeline import GRID_MONTHS
from reports.trends.of_kpis import trend_of_kpis


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
        area_names: the name of each KPI's service area, in the order of the areas.
        points, credits: of every month since the contract began, up to the statement's last.
        cap_percent: the most that credits can be, in percent of a service area's payment; None without a cap.
        programme: the workstreams, in their order.
        highlights: what went well in the statement's months, earliest first.
        grid_months, grid: every KPI in service in the twelve months to the statement's last.
    """

    overview: Statement
    areas: tuple[tuple[str, str], ...]
    area_names: Mapping[str, str]
    points: tuple[PointsRow, ...]
    credits: tuple[CreditRow, ...]
    cap_percent: Decimal | None
    programme: tuple[ProgrammeRow, ...]
    highlights: tuple[str, ...]
    grid_months: tuple[Month, ...]
    grid: tuple[GridRow, ...]


def statement_and_material(
    contract: Contract, first: Month, last: Month, *, previous: Month | None = None
) -> tuple[Statement, Material]:
    """All that a paper about a range of months is made of, in eleven queries.

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
    opened = [period.month for period in record.periods if period.month <= last]
    credits = load_credits(record.contract, record.contract.first_month, last)
    return Material(
        overview=statement_of(record, first + -1, last),
        areas=areas,
        area_names={kpi.reference: kpi.area_name for kpi in record.kpis},
        points=points_rows(opened, [code for code, _ in areas], credits),
        credits=credits,
        cap_percent=_cap_percent(record.contract, last),
        programme=tuple(programme_of(record.contract, last)),
        highlights=_highlights(record.contract, first, last),
        grid_months=months,
        grid=tuple(_grid(record, months)),
    )


def _cap_percent(contract: Contract, month: Month) -> Decimal | None:
    """The cap of the credit terms in force in a month."""
    in_force = contract.credit_terms.filter(effective_from__lte=month.first_day).order_by("-effective_from")
    return in_force.values_list("cap_percent", flat=True).first()


def programme_of(contract: Contract, last: Month) -> Iterator[ProgrammeRow]:
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
