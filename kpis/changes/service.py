"""KPIs that come and go: new ones, replacements, and those that are decommissioned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from contracts.calculations.months import Month
from contracts.refusals import NotAllowed
from kpis.calculations.rag import Better, Terms
from kpis.changes.points import share_texts, shared
from kpis.changes.rows import Texts, last_rows, moved_points, new_row, texts_of
from kpis.changes.rules import (
    check_levels,
    check_no_later_moves,
    check_open,
    check_results,
    check_within,
)
from kpis.changes.standing import Standing
from kpis.changes.totals import totals_of
from kpis.changes.values import Kind, PlannedChange, PlannedKpi, PlannedService, Under
from kpis.models import Change, Kpi


@dataclass(frozen=True, slots=True, kw_only=True)
class NewKpi:
    """A KPI that comes into service in a month, with its first terms.

    Attributes:
        described: the columns of its definition by name.
    """

    reference: str
    area: str
    month: Month
    described: Mapping[str, Any]
    terms: Terms
    under: Under

    def plan(self, standing: Standing) -> PlannedChange:
        new = planned_kpi(self, standing)
        texts = texts_of(self.under, "New KPI.")
        row = new_row(standing, self.reference, self.month, self.terms, Change.INITIAL, self.under, texts)
        plan = PlannedChange(
            kind=Kind.NEW_KPI,
            heading=f"New KPI {self.reference} from {self.month.name}",
            month=self.month,
            under=self.under,
            terms=(row,),
            new_kpi=new,
        )
        return replace(plan, totals=totals_of(standing, plan, self.area))


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """A new KPI that takes the place of another, which leaves service the month before.

    Attributes:
        new: the new KPI; its points are those of the old one where ``passes_points``.
    """

    old: str
    new: NewKpi
    passes_points: bool = True

    def plan(self, standing: Standing) -> PlannedChange:
        month, under = self.new.month, self.new.under
        old = leaving_kpi(standing, self.old, month)
        before = standing.in_force(self.old, month)
        points = before.points if before and self.passes_points else self.new.terms.points
        new = replace(self.new, terms=replace(self.new.terms, points=points))
        planned = replace(planned_kpi(new, standing), replaces=self.old)
        ended = texts_of(under, f"Replaced by {new.reference}.")
        begun = replace(ended, description=under.description or f"Takes the place of {self.old}.")
        rows = (
            *last_rows(standing, self.old, month, Change.REPLACEMENT, under, ended),
            new_row(standing, new.reference, month, new.terms, Change.REPLACEMENT, under, begun),
        )
        plan = PlannedChange(
            kind=Kind.REPLACEMENT,
            heading=f"Replace {old} by {new.reference} from {month.name}",
            month=month,
            under=under,
            terms=rows,
            services=(ending(old, month),),
            new_kpi=planned,
        )
        totals = totals_of(standing, plan, old.service_area.code, new.area)
        return replace(plan, totals=totals)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decommission:
    """A KPI that leaves service, its points shared over the others of its area or given up.

    Attributes:
        month: the first month without it.
    """

    kpi: str
    month: Month
    shares: bool
    under: Under

    def plan(self, standing: Standing) -> PlannedChange:
        kpi = leaving_kpi(standing, self.kpi, self.month)
        texts = texts_of(self.under, f"Decommissioned at the end of {(self.month + -1).name}.")
        texts = replace(texts, status=self.under.status or "Discontinued.")
        moves = shared(standing, kpi, self.month) if self.shares else {}
        others = share_texts(kpi, f"{kpi} decommissioned.", "In force.")
        plan = PlannedChange(
            kind=Kind.DECOMMISSION,
            heading=f"Decommission {kpi} from {self.month.name}",
            month=self.month,
            under=self.under,
            terms=(
                *self._last_rows(standing, texts),
                *moved_points(standing, self.month, moves, under=self.under, texts=others),
            ),
            services=(ending(kpi, self.month),),
            notes=self._notes(standing),
        )
        return replace(plan, totals=totals_of(standing, plan, kpi.service_area.code))

    def _last_rows(self, standing: Standing, texts: Texts) -> list:
        return last_rows(standing, self.kpi, self.month, Change.DECOMMISSION, self.under, texts)

    def _notes(self, standing: Standing) -> tuple[str, ...]:
        terms = standing.in_force(self.kpi, self.month)
        lost = terms.points if terms else None
        if self.shares or not lost:
            return ()
        return (f"The points of {self.kpi} are given up: the contract has fewer from then on.",)


def planned_kpi(new: NewKpi, standing: Standing) -> PlannedKpi:
    """The KPI that a change adds.

    Raises:
        NotAllowed: its reference is taken, or its first terms cannot be.
    """
    check_within(standing, new.month)
    check_open(standing, new.month)
    # References that differ by capitals alone would be taken for one another.
    taken = {reference.casefold(): reference for reference in standing.kpis}
    if there := taken.get(new.reference.casefold()):
        raise NotAllowed(f"There is a KPI {there} already.")
    check_levels(new.terms, Better(new.described["better"]))
    return PlannedKpi(
        reference=new.reference, area=new.area, in_service_from=new.month, described=new.described
    )


def leaving_kpi(standing: Standing, reference: str, month: Month) -> Kpi:
    """A KPI that can leave service at the end of the month before a month.

    Raises:
        NotAllowed: it is not in service, only begins then, or has results after it.
    """
    check_within(standing, month)
    check_open(standing, month)
    kpi = standing.serving(reference, month)
    if kpi.in_service_from >= month:
        raise NotAllowed(f"{kpi} comes into service in {month.name}, so it cannot leave before then.")
    check_no_later_moves(standing, kpi.service_area.code, month)
    check_results(kpi, month)
    return kpi


def ending(kpi: Kpi, month: Month) -> PlannedService:
    """The last month in service of a KPI, the one before a month."""
    return PlannedService(kpi=kpi.reference, before=kpi.in_service_to, after=month + -1)
