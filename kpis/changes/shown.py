"""A planned change as people read it: figures with their unit, rows in words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kpis.calculations.rag import Terms
from kpis.changes.rows import EMPTY
from kpis.changes.standing import Standing
from kpis.changes.values import PlannedChange, PlannedTerms
from kpis.figures import NO_FIGURE, printed_value, with_thousands
from kpis.models import Change
from kpis.models.definitions import Kpi


@dataclass(frozen=True, slots=True)
class Levels:
    """TSL, MSL and points as printed; a dash for none."""

    tsl: str
    msl: str
    points: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsLine:
    """One row of terms that will be written, before and after."""

    row: PlannedTerms
    change: str
    before: Levels
    after: Levels


@dataclass(frozen=True, slots=True)
class TotalLine:
    """The points of an area or of the contract, before and after."""

    name: str
    before: str
    after: str
    is_conserved: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownChange:
    """The preview of a change; ``definition`` has the words of a KPI that it adds, by their labels."""

    plan: PlannedChange
    lines: tuple[TermsLine, ...]
    totals: tuple[TotalLine, ...]
    definition: tuple[tuple[str, str], ...]


def shown(plan: PlannedChange, standing: Standing) -> ShownChange:
    """How a plan reads."""
    return ShownChange(
        plan=plan,
        lines=tuple(_line(row, _measure(row.kpi, plan, standing)) for row in plan.terms),
        totals=tuple(
            TotalLine(row.name, with_thousands(row.before), with_thousands(row.after), row.is_conserved)
            for row in plan.totals
        ),
        definition=tuple(_definition(plan, standing)),
    )


def _measure(reference: str, plan: PlannedChange, standing: Standing) -> tuple[str, int]:
    """The unit and the decimals of a KPI, which may be one that the plan adds."""
    if plan.new_kpi and plan.new_kpi.reference == reference:
        return plan.new_kpi.described["unit"], plan.new_kpi.described["decimals"]
    kpi = standing.kpis[reference]
    return kpi.unit, kpi.decimals


def _line(row: PlannedTerms, measure: tuple[str, int]) -> TermsLine:
    return TermsLine(
        row=row,
        change=Change(row.change).label,
        before=_levels(row.before or EMPTY, measure),
        after=_levels(row.after or EMPTY, measure),
    )


def _levels(terms: Terms, measure: tuple[str, int]) -> Levels:
    return Levels(
        printed_value(terms.tsl, *measure), printed_value(terms.msl, *measure), _points(terms.points)
    )


def _points(points: Decimal | None) -> str:
    return NO_FIGURE if points is None else with_thousands(points)


def _definition(plan: PlannedChange, standing: Standing) -> list[tuple[str, str]]:
    if plan.new_kpi is None:
        return []
    new = plan.new_kpi
    kpi = Kpi(reference=new.reference, in_service_from=new.in_service_from, **new.described)
    told = ("description", "numerator_meaning", "denominator_meaning", "owner", "clause", "why_it_matters")
    words = [(Kpi.column_name(name).capitalize(), getattr(kpi, name)) for name in told]
    return [
        ("Reference", new.reference),
        ("Service area", new.area),
        *([("Takes the place of", new.replaces)] if new.replaces else []),
        ("Unit", kpi.get_unit_display().capitalize()),
        ("Direction", kpi.get_better_display()),
        ("Decimals", str(kpi.decimals)),
        ("Frequency", kpi.get_frequency_display()),
        *words,
    ]
