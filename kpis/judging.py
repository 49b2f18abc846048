"""The one way from an entered result to its stored judgement.

Loads the dated terms and the agreed mitigations as plain values, has the pure rule decide, and puts
the outcome on the row. Month entry, the loading of bundles and ``rejudge`` all come through here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from contracts.calculations.months import Month
from contracts.models import Contract
from kpis.calculations.rag import (
    Covers,
    Judgement,
    Measurement,
    Terms,
    judge,
    widest_cover,
)
from kpis.calculations.schedule import in_force, in_service
from kpis.models import Kpi, KpiTerms, MitigatedKpi, Result

JUDGED = ("value", "status", "underlying_status", "tsl", "msl", "points")
"""The columns of a result that a judgement writes."""
NO_TERMS = Terms()


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The terms and agreed mitigations of some KPIs, loaded once to judge many results.

    Attributes:
        terms: for each KPI's primary key, its terms by the month they take effect, earliest first.
        covers: for each KPI's primary key, its agreed mitigations as first month, last month
            (None while open) and what they cover.
    """

    terms: dict[int, list[tuple[Month, Terms]]]
    covers: dict[int, list[tuple[Month, Month | None, Covers]]]

    @classmethod
    def of_contract(cls, contract: Contract) -> Rulebook:
        """The rulebook of all KPIs of a contract, in two queries."""
        return cls(_terms_of(contract), _covers_of(contract))

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


def apply_judgement(result: Result, rulebook: Rulebook) -> bool:
    """Judge a result and write the outcome on the row, unsaved; say whether anything differs.

    Raises:
        UnusableMeasurement: the figures cannot make a value.
    """
    before = [getattr(result, name) for name in JUDGED]
    judgement = rulebook.judgement(result.kpi, result.month, result.measurement)
    result.value = judgement.value
    result.status = judgement.status.value
    result.underlying_status = judgement.underlying_status.value
    result.tsl, result.msl, result.points = (
        judgement.terms.tsl,
        judgement.terms.msl,
        judgement.terms.points,
    )
    return before != [getattr(result, name) for name in JUDGED]


def judge_all(results: Iterable[Result], rulebook: Rulebook) -> Collection[Result]:
    """Judge many results, unsaved; returns those whose stored judgement differed."""
    return [result for result in results if apply_judgement(result, rulebook)]
