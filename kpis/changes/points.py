"""Moving points between the KPIs of an area: sharing out what one has, and giving it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from contracts.calculations.months import Month
from contracts.refusals import NotAllowed
from kpis.calculations.redistribution import NothingToShareOver, share_out
from kpis.changes.rows import EMPTY, Texts, moved_points, texts_of
from kpis.changes.rules import check_no_later_moves, check_open, check_within
from kpis.changes.standing import Standing
from kpis.changes.totals import totals_of
from kpis.changes.values import Kind, PlannedChange, Under
from kpis.models import Kpi, KpiTerms

NONE = Decimal(0)


def shared(standing: Standing, leaving: Kpi, month: Month) -> dict[str, Decimal]:
    """What each other KPI of the area gains when the points of one are shared, in reference order.

    Raises:
        NotAllowed: there is nothing to share or nobody to share over, points are not whole, or the
            area's points move again later.
    """
    area = leaving.service_area.code
    check_no_later_moves(standing, area, month)
    points = _points_of(standing, area, month)
    if not points.get(leaving.reference):
        raise NotAllowed(f"{leaving} has no points in {month.name} that could be shared.")
    try:
        after = share_out(points, leaving.reference)
    except NothingToShareOver as error:
        raise NotAllowed(f"No other KPI of {area} has points in {month.name} to share in.") from error
    except ValueError as error:
        raise NotAllowed(f"Points are shared whole, and those of {area} are not.") from error
    return {kpi: now - points[kpi] for kpi, now in after.items()}


def _points_of(standing: Standing, area: str, month: Month) -> dict[str, Decimal]:
    """Points by reference of the KPIs of an area that have any terms of points in a month."""
    found = {
        kpi.reference: (standing.in_force(kpi.reference, month) or EMPTY).points
        for kpi in standing.of_area(area, month)
    }
    return {kpi: points for kpi, points in found.items() if points is not None}


def share_texts(leaving: Kpi, reason: str, status: str) -> Callable[[str], Texts]:
    """What is said of each row that takes a share of a KPI's points."""
    texts = Texts(description=f"Share of {leaving}'s abatement points.", reason=reason, status=status)
    return lambda kpi: texts


@dataclass(frozen=True, slots=True, kw_only=True)
class _MoveOfPoints:
    """A step that moves points between a KPI and the others of its area, from a month on."""

    kpi: str
    month: Month
    under: Under

    def _mover(self, standing: Standing) -> Kpi:
        """The KPI, where its points may be moved in that month."""
        check_within(standing, self.month)
        check_open(standing, self.month)
        return standing.serving(self.kpi, self.month)

    def _planned(
        self,
        standing: Standing,
        moves: Mapping[str, Decimal],
        texts: Callable[[str], Texts],
        kind: Kind,
        heading: str,
    ) -> PlannedChange:
        rows = moved_points(standing, self.month, moves, under=self.under, texts=texts)
        plan = PlannedChange(
            kind=kind, heading=heading, month=self.month, under=self.under, terms=tuple(rows)
        )
        area = standing.kpis[self.kpi].service_area.code
        return replace(plan, totals=totals_of(standing, plan, area))


@dataclass(frozen=True, slots=True, kw_only=True)
class Redistribution(_MoveOfPoints):
    """The points of a KPI that stays in service, shared over the others of its area for a time."""

    def plan(self, standing: Standing) -> PlannedChange:
        kpi = self._mover(standing)
        gains = shared(standing, kpi, self.month)
        moves = {self.kpi: -sum(gains.values(), NONE), **gains}
        heading = f"Share out the points of {kpi} from {self.month.name} for the time being"
        return self._planned(standing, moves, self._texts(kpi), Kind.REDISTRIBUTION, heading)

    def _texts(self, kpi: Kpi) -> Callable[[str], Texts]:
        area = kpi.service_area.code
        own = texts_of(self.under, f"Abatement points temporarily shared over the other {area} KPIs.")
        own = replace(own, status=self.under.status or "Temporary.")
        others = share_texts(kpi, f"{kpi}: {self.under.reason}" if self.under.reason else "", own.status)
        return lambda reference: own if reference == self.kpi else others(reference)


@dataclass(frozen=True, slots=True, kw_only=True)
class EndOfRedistribution(_MoveOfPoints):
    """The points of a KPI that were shared out for a time go back to it."""

    def plan(self, standing: Standing) -> PlannedChange:
        kpi = self._mover(standing)
        moves = {reference: -gain for reference, gain in self._gains(standing, kpi).items()}
        for reference in moves:
            standing.serving(reference, self.month)
        texts = texts_of(self.under, f"{kpi} has its abatement points again.")
        heading = f"Give {kpi} its points back from {self.month.name}"
        return self._planned(standing, moves, lambda reference: texts, Kind.END_REDISTRIBUTION, heading)

    def _gains(self, standing: Standing, kpi: Kpi) -> dict[str, Decimal]:
        """What each KPI of the area gained when the points were shared out, first the KPI that lost them.

        Raises:
            NotAllowed: they are not shared out, or it can no longer be told by what they changed.
        """
        area = kpi.service_area.code
        check_no_later_moves(standing, area, self.month)
        began = began_to_share(standing, kpi)
        if began is None or began >= self.month:
            raise NotAllowed(f"The points of {kpi} are not shared out before {self.month.name}.")
        gained = gains_in(standing, area, began)
        if sum(gained.values(), NONE):
            raise NotAllowed(
                f"More was changed in {began.name} than the points of {kpi}, so they cannot be told apart: "
                "give each KPI new terms instead."
            )
        return {self.kpi: gained.pop(self.kpi), **gained}


def began_to_share(standing: Standing, kpi: Kpi) -> Month | None:
    """The month from which the points of a KPI are shared out; None where it has them."""
    latest = None
    for before, row in _with_the_one_before(standing.rows(kpi.reference)):
        moved = (row.points or NONE) - ((before.points if before else None) or NONE)
        if row.points == 0 and moved < 0:
            latest = row.effective_from
        elif moved > 0:
            latest = None
    return latest


def gains_in(standing: Standing, area: str, month: Month) -> dict[str, Decimal]:
    """By how many points the terms of an area's KPIs that begin in a month differ from those before."""
    moves = {
        kpi.reference: (row.points or NONE) - (before.points or NONE)
        for kpi in standing.kpis.values()
        if kpi.service_area.code == area
        for before, row in _with_the_one_before(standing.rows(kpi.reference))
        if before is not None and row.effective_from == month
    }
    return {kpi: points for kpi, points in sorted(moves.items()) if points}


def _with_the_one_before(rows: list[KpiTerms]) -> list[tuple[KpiTerms | None, KpiTerms]]:
    return list(zip([None, *rows], rows, strict=False))
