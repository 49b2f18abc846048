"""What the abatement points of an area and of the contract come to, before a change and after it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from contracts.calculations.months import Month
from kpis.calculations.schedule import in_service
from kpis.changes.standing import Standing
from kpis.changes.values import PlannedChange, PointsTotal

NOTHING = Decimal(0)
Weights = Mapping[str, tuple[str, Decimal]]
"""By the reference of each KPI in service: the code of its area, and its points."""


def totals_of(standing: Standing, plan: PlannedChange, *areas: str) -> tuple[PointsTotal, ...]:
    """The points of some areas, then of the contract, in the month in which a plan takes effect."""
    assert plan.month is not None, "a review moves no points"
    before, after = _before(standing, plan.month), _after(standing, plan, plan.month)
    found = [
        PointsTotal(name=area, before=_sum(before, area), after=_sum(after, area))
        for area in dict.fromkeys(areas)
    ]
    return (*found, PointsTotal(name="The contract", before=_sum(before), after=_sum(after)))


def _sum(weights: Weights, area: str | None = None) -> Decimal:
    found = (points for code, points in weights.values() if area in (None, code))
    return sum(found, NOTHING)


def _before(standing: Standing, month: Month) -> Weights:
    return {
        kpi.reference: (kpi.service_area.code, _points(standing, kpi.reference, month))
        for kpi in standing.kpis.values()
        if kpi.is_in_service_in(month)
    }


def _points(standing: Standing, reference: str, month: Month) -> Decimal:
    terms = standing.in_force(reference, month)
    return terms.points if terms and terms.points is not None else NOTHING


def _after(standing: Standing, plan: PlannedChange, month: Month) -> Weights:
    weights = {**_before(standing, month), **_joining(plan)}
    for row in plan.services:
        if not in_service(month, standing.kpis[row.kpi].in_service_from, row.after):
            weights.pop(row.kpi, None)
    for kpi, points in _written(standing, plan, month):
        if kpi in weights:
            weights[kpi] = (weights[kpi][0], points)
    return weights


def _joining(plan: PlannedChange) -> Weights:
    return {plan.new_kpi.reference: (plan.new_kpi.area, NOTHING)} if plan.new_kpi else {}


def _written(standing: Standing, plan: PlannedChange, month: Month) -> Iterable[tuple[str, Decimal]]:
    """The points of each KPI whose terms of the month are written, or taken away: then those before hold."""
    for row in plan.terms:
        if row.month == month:
            points = row.after.points if row.after else _points(standing, row.kpi, month + -1)
            yield row.kpi, points or NOTHING
