"""What a paper shows beside its statement: the month before, points since the start, every KPI's statuses."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from contracts.calculations.months import Month
from contracts.models import Contract
from reports.baselines import BaselineRow, baseline_rows, load_firsts, with_baselines
from reports.grid import status_unrecorded
from reports.statements import Record, Span, Statement, completed, load_periods, load_record, statement_of
from reports.statements.money import CreditRow, PointsRow, load_credits, points_rows
from reports.timeline import GRID_MONTHS


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
        baselines: the KPIs in service in the last month, where of any it is said how it was before the
            contract; volumes for information among them.
        grid_months, grid: every KPI in service in the twelve months to the statement's last.
    """

    overview: Statement
    areas: tuple[tuple[str, str], ...]
    area_names: Mapping[str, str]
    points: tuple[PointsRow, ...]
    credits: tuple[CreditRow, ...]
    cap_percent: Decimal | None
    baselines: tuple[BaselineRow, ...]
    grid_months: tuple[Month, ...]
    grid: tuple[GridRow, ...]


def statement_and_material(
    contract: Contract,
    first: Month,
    last: Month,
    *,
    previous: Month | None = None,
    as_at: date | None = None,
    since: date | None = None,
    left_out: Collection[int] = (),
) -> tuple[Statement, Material]:
    """All that a paper about a range of months is made of, in 20 queries at most.

    Args:
        previous, as_at, since: as for ``statement_for``.
        left_out: primary keys of highlights that the paper does not tell of.
    """
    span = Span(first=first, last=last, previous=previous, as_at=as_at, since=since)
    earliest = min(first + -1, last + (1 - GRID_MONTHS))
    record = load_record(contract, load_periods(contract), earliest, last)
    statement = completed(statement_of(record, first, last), record, span)
    chosen = tuple(row for row in statement.highlights if row.pk not in left_out)
    return replace(statement, highlights=chosen), _material(record, first, last)


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
        baselines=_baselines(record, last),
        grid_months=months,
        grid=tuple(_grid(record, months)),
    )


def _baselines(record: Record, last: Month) -> tuple[BaselineRow, ...]:
    """Nothing is asked of a contract whose KPIs have no baseline."""
    if not any(kpi.baseline is not None or kpi.baseline_note for kpi in record.kpis):
        return ()
    rows = baseline_rows(record, last, load_firsts(record.contract))
    return rows if with_baselines(rows) else ()


def _cap_percent(contract: Contract, month: Month) -> Decimal | None:
    """The cap of the credit terms in force in a month."""
    in_force = contract.credit_terms.filter(effective_from__lte=month.first_day).order_by("-effective_from")
    return in_force.values_list("cap_percent", flat=True).first()


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
