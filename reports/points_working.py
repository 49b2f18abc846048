"""How a failure came to its points, in one line that a reader can check with a pencil."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from contracts.calculations.months import Month
from contracts.calculations.pricing import Regime
from contracts.models import Contract, CreditTerms
from kpis.calculations.points import Band, PointsIncurred, PointTerms, band_of, points_incurred
from kpis.calculations.rag import SHORTFALLS, Better, Status
from kpis.calculations.schedule import in_force
from kpis.figures import printed_value, with_thousands
from kpis.models import Kpi, KpiBand, Result
from kpis.words import SEVERITY_WORDS, STATUS_WORDS
from reports.statements.money_words import number_of_points


@dataclass(frozen=True, slots=True, kw_only=True)
class PointRules:
    """What says how some KPIs incur points, by the month it takes effect.

    Attributes:
        terms: of the contract, earliest first.
        bands: sets of bands by the primary key of the KPI, earliest first.
    """

    terms: Sequence[tuple[Month, PointTerms]] = ()
    bands: dict[int, list[tuple[Month, tuple[Band, ...]]]] = field(default_factory=dict)

    def terms_in(self, month: Month) -> PointTerms | None:
        return in_force(self.terms, month)

    def bands_in(self, kpi: Kpi, month: Month) -> tuple[Band, ...]:
        return in_force(self.bands.get(kpi.pk, ()), month) or ()


NO_RULES = PointRules()


def rules_of(contract: Contract, kpis: Sequence[Kpi]) -> PointRules:
    """The rules for some KPIs of a contract, in one query; in two where there are bands."""
    rows = list(CreditTerms.objects.filter(contract=contract).order_by("effective_from"))
    terms = [(row.effective_from, point_terms(row)) for row in rows]
    has_bands = any(each.regime is Regime.BANDS for _, each in terms)
    return PointRules(terms=terms, bands=_bands(kpis) if has_bands else {})


def point_terms(row: CreditTerms) -> PointTerms:
    """What credit terms say of points, as plain values."""
    return PointTerms(
        regime=Regime(row.regime),
        amber_share=row.amber_share,
        red_share=row.red_share,
        repeat_multiplier=row.repeat_multiplier,
    )


def _bands(kpis: Sequence[Kpi]) -> dict[int, list[tuple[Month, tuple[Band, ...]]]]:
    sets: dict[int, dict[Month, list[Band]]] = {}
    for row in KpiBand.objects.filter(kpi__in=kpis).order_by("effective_from", "pk"):
        sets.setdefault(row.kpi_id, {}).setdefault(row.effective_from, []).append(row.plain)
    return {kpi: [(month, tuple(bands)) for month, bands in of.items()] for kpi, of in sets.items()}


def points_working(result: Result, kpi: Kpi, rules: PointRules) -> str:
    """The points of a failure: ``red incurs 1 × 35 points = 35; repeat failure: × 2 = 70 points``.

    Nothing for what is no failure, and without terms that say what failing incurs. What is shown is
    what was stored when the result was judged; should the terms on record come to another figure, that
    is said.
    """
    terms = rules.terms_in(result.month)
    if terms is None or result.status not in SHORTFALLS or not kpi.is_in_service_in(result.month):
        return ""
    bands = rules.bands_in(kpi, result.month)
    reckoned = _reckoned(result, kpi, terms, bands)
    if reckoned.incurred != result.points_incurred:
        stored = number_of_points(result.points_incurred)
        return f"{stored} as stored; the terms on record come to {with_thousands(reckoned.incurred)}"
    steps = _band_words(result, kpi, bands) if terms.regime is Regime.BANDS else _share_words(result, terms)
    return f"{steps}{_repeat_words(reckoned)}"


def _reckoned(result: Result, kpi: Kpi, terms: PointTerms, bands: Sequence[Band]) -> PointsIncurred:
    """The points by the terms on record, a repeat failure where the result was judged to be one."""
    return points_incurred(
        Status(result.status),
        terms=terms,
        weight=result.points,
        value=result.value,
        bands=bands,
        better=Better(kpi.better),
        previous=Status(result.status) if result.is_repeat else None,
    )


def _share_words(result: Result, terms: PointTerms) -> str:
    share = (terms.amber_share if result.status == Status.AMBER else terms.red_share) or Decimal(0)
    weight = result.points or Decimal(0)
    own = with_thousands(share * weight)
    status = STATUS_WORDS[Status(result.status)].lower()
    return f"{status} incurs {with_thousands(share)} × {number_of_points(weight)} = {own}"


def _band_words(result: Result, kpi: Kpi, bands: Sequence[Band]) -> str:
    band = band_of(result.value, bands, Better(kpi.better)) if result.value is not None else None
    if band is None:
        return "there are no bands, so nothing is incurred"
    severity = SEVERITY_WORDS[band.severity].lower()
    return f"the band {band_words(band, kpi)} ({severity}) incurs {number_of_points(band.points)}"


def band_words(band: Band, kpi: Kpi) -> str:
    """The values that a band holds: ``from 96.0% to below 97.0%``."""
    low, high = (printed_value(limit, kpi.unit, kpi.decimals) for limit in (band.low, band.high))
    above, below = ("from", "below") if kpi.better == Better.HIGHER else ("above", "up to")
    if band.low is None and band.high is None:
        return "of all values"
    if band.low is None:
        return f"{below} {high}"
    if band.high is None:
        return f"{above} {low}"
    return f"{above} {low} to {high}" if below == "up to" else f"{above} {low} to below {high}"


def _repeat_words(points: PointsIncurred) -> str:
    if not points.is_repeat:
        return ""
    return f"; repeat failure: × {with_thousands(points.multiplier)} = {number_of_points(points.incurred)}"
