"""The one way from an entered result to its stored judgement and the points it incurs.

Loads the dated terms, bands and agreed mitigations as plain values, has the pure rules decide, and puts
the outcome on the row. Month entry, the loading of bundles and ``rejudge`` all come through here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from itertools import groupby

from contracts.calculations.months import Month
from contracts.calculations.pricing import Regime
from contracts.kept import kept
from contracts.models import Contract, CreditTerms
from kpis.calculations.points import Band, PointsIncurred, PointTerms, points_incurred
from kpis.calculations.rag import (
    Better,
    Covers,
    Judgement,
    Measurement,
    Status,
    Terms,
    judge,
    widest_cover,
)
from kpis.calculations.schedule import MONTHS_APART, Frequency, in_force, in_service
from kpis.models import Kpi, KpiBand, KpiTerms, MitigatedKpi, Result

INCURRED = ("points_incurred", "is_repeat", "severity")
"""The columns of a result that say what it costs in points."""
JUDGED = ("value", "status", "underlying_status", "tsl", "msl", "points", *INCURRED)
"""The columns of a result that a judgement writes."""
NO_TERMS = Terms()


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The terms, bands and agreed mitigations of some KPIs, loaded once to judge many results.

    Attributes:
        terms: for each KPI's primary key, its terms by the month they take effect, earliest first.
        covers: for each KPI's primary key, its agreed mitigations as first month, last month
            (None while open) and what they cover.
        bands: for each KPI's primary key, its sets of bands by the month they take effect.
        point_terms: how failures incur points, by the month that takes effect.
        statuses: what counts in other months, by primary key of the KPI and month; repeats go by it.
    """

    terms: dict[int, list[tuple[Month, Terms]]]
    covers: dict[int, list[tuple[Month, Month | None, Covers]]]
    bands: dict[int, list[tuple[Month, tuple[Band, ...]]]] = field(default_factory=dict)
    point_terms: list[tuple[Month, PointTerms]] = field(default_factory=list)
    statuses: dict[tuple[int, Month], Status] = field(default_factory=dict)

    @staticmethod
    def of_contract(contract: Contract) -> Rulebook:
        """The rulebook of all KPIs of a contract, in three queries; a fourth where there are bands."""
        return replace(_load_rulebook(contract), statuses={})

    @property
    def knows_repeats(self) -> bool:
        """Whether failures that follow failures ever cost more."""
        return any(terms.repeat_multiplier is not None for _, terms in self.point_terms)

    def terms_in(self, kpi: Kpi, month: Month) -> Terms:
        """The terms of a KPI in a month; empty ones, which judge nothing, before its first."""
        return in_force(self.terms.get(kpi.pk, ()), month) or NO_TERMS

    def cover_in(self, kpi: Kpi, month: Month) -> Covers | None:
        """What agreed mitigation covers of a KPI in a month, if any."""
        found = self.covers.get(kpi.pk, ())
        return widest_cover(covers for first, last, covers in found if in_service(month, first, last))

    def judgement(self, kpi: Kpi, month: Month, measurement: Measurement) -> Judgement:
        """What a measurement of a KPI in a month amounts to.

        Raises:
            UnusableMeasurement: the figures cannot make a value.
        """
        return judge(
            measurement,
            measure=kpi.measure,
            terms=self.terms_in(kpi, month),
            covers=self.cover_in(kpi, month),
        )

    def points(self, kpi: Kpi, month: Month, judgement: Judgement) -> PointsIncurred:
        """The points that a judged result incurs; none where the KPI was not in service."""
        terms = in_force(self.point_terms, month) if kpi.is_in_service_in(month) else None
        return points_incurred(
            judgement.status,
            terms=terms,
            weight=judgement.terms.points,
            value=judgement.value,
            bands=in_force(self.bands.get(kpi.pk, ()), month) or (),
            better=Better(kpi.better),
            previous=self.statuses.get((kpi.pk, previous_month(kpi, month))),
        )

    def recall(self, results: Collection[Result]) -> None:
        """Read, in one query, how the KPIs of some results did in their measurement periods before."""
        if results and self.knows_repeats:
            before = {previous_month(result.kpi, result.month).first_day for result in results}
            kpis = {result.kpi_id for result in results}
            rows = Result.objects.filter(kpi__in=kpis, month__in=before).order_by()
            for kpi, month, status in rows.values_list("kpi", "month", "status"):
                self.statuses[kpi, month] = Status(status)


def previous_month(kpi: Kpi, month: Month) -> Month:
    """The last month of the KPI's measurement period before the one that a month ends."""
    return month + -MONTHS_APART[Frequency(kpi.frequency)]


def next_month(kpi: Kpi, month: Month) -> Month:
    """The last month of the KPI's measurement period after the one that a month ends."""
    return month + MONTHS_APART[Frequency(kpi.frequency)]


@kept
def _load_rulebook(contract: Contract) -> Rulebook:
    point_terms = _point_terms_of(contract)
    has_bands = any(terms.regime is Regime.BANDS for _, terms in point_terms)
    return Rulebook(
        terms=_terms_of(contract),
        covers=_covers_of(contract),
        bands=bands_of(contract) if has_bands else {},
        point_terms=point_terms,
    )


def _terms_of(contract: Contract) -> dict[int, list[tuple[Month, Terms]]]:
    rows = KpiTerms.objects.filter(kpi__contract=contract).order_by("kpi", "effective_from")
    terms = defaultdict(list)
    for kpi, month, tsl, msl, points in rows.values_list("kpi", "effective_from", "tsl", "msl", "points"):
        terms[kpi].append((month, Terms(tsl=tsl, msl=msl, points=points)))
    return dict(terms)


def _covers_of(
    contract: Contract,
) -> dict[int, list[tuple[Month, Month | None, Covers]]]:
    rows = MitigatedKpi.objects.agreed().filter(kpi__contract=contract)
    covers = defaultdict(list)
    for kpi, first, last, kind in rows.values_list("kpi", "month_from", "month_to", "mitigation__covers"):
        covers[kpi].append((first, last, Covers(kind)))
    return dict(covers)


def _point_terms_of(contract: Contract) -> list[tuple[Month, PointTerms]]:
    rows = CreditTerms.objects.filter(contract=contract).order_by("effective_from")
    fields = ("effective_from", "regime", "amber_share", "red_share", "repeat_multiplier")
    return [
        (
            month,
            PointTerms(regime=Regime(regime), amber_share=amber, red_share=red, repeat_multiplier=repeat),
        )
        for month, regime, amber, red, repeat in rows.values_list(*fields)
    ]


def bands_of(contract: Contract) -> dict[int, list[tuple[Month, tuple[Band, ...]]]]:
    """The sets of bands of each KPI, by its primary key and the month they take effect."""
    rows = KpiBand.objects.filter(kpi__contract=contract).order_by("kpi", "effective_from", "pk")
    bands = defaultdict(list)
    for (kpi, month), found in groupby(rows, lambda row: (row.kpi_id, row.effective_from)):
        bands[kpi].append((month, tuple(row.plain for row in found)))
    return dict(bands)


def apply_judgement(result: Result, rulebook: Rulebook) -> bool:
    """Judge a result and write the outcome on the row, unsaved; say whether anything differs.

    Raises:
        UnusableMeasurement: the figures cannot make a value.
    """
    before = [getattr(result, name) for name in JUDGED]
    judgement = rulebook.judgement(result.kpi, result.month, result.measurement)
    _write_judgement(result, judgement)
    write_points(result, rulebook.points(result.kpi, result.month, judgement))
    return before != [getattr(result, name) for name in JUDGED]


def _write_judgement(result: Result, judgement: Judgement) -> None:
    result.value = judgement.value
    result.status = judgement.status.value
    result.underlying_status = judgement.underlying_status.value
    result.tsl, result.msl, result.points = (
        judgement.terms.tsl,
        judgement.terms.msl,
        judgement.terms.points,
    )


def write_points(result: Result, points: PointsIncurred) -> None:
    """Put what a result incurs on its row, unsaved."""
    result.points_incurred = points.incurred
    result.is_repeat = points.is_repeat
    result.severity = points.severity.value if points.severity else ""


def judge_all(results: Iterable[Result], rulebook: Rulebook) -> Collection[Result]:
    """Judge many results, unsaved, earlier months first; returns those whose stored judgement differed."""
    in_order = sorted(results, key=lambda result: result.month)
    rulebook.recall(in_order)
    changed = []
    for result in in_order:
        if apply_judgement(result, rulebook):
            changed.append(result)
        rulebook.statuses[result.kpi_id, result.month] = Status(result.status)
    return changed
