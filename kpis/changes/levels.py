"""New terms from a month, and glide paths: what a KPI must reach changes, and it stays what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from contracts.calculations.months import Month
from contracts.figures import MOST_DECIMALS
from contracts.refusals import NotAllowed
from kpis.calculations.glide import Level, NotAPath, by_month, linear, steps_of
from kpis.calculations.rag import Better, Terms
from kpis.changes.rows import EMPTY, Texts, new_row, refuse_terms_in, texts_of
from kpis.changes.rules import check_levels, check_open, check_within
from kpis.changes.standing import Standing
from kpis.changes.totals import totals_of
from kpis.changes.values import Kind, PlannedChange, PlannedTerms, Under
from kpis.models import Change, Kpi


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTerms:
    """Other levels or points for a KPI from a month on, until its next terms."""

    kpi: str
    month: Month
    terms: Terms
    under: Under

    def plan(self, standing: Standing) -> PlannedChange:
        check_within(standing, self.month)
        check_open(standing, self.month, _next_terms(standing, self.kpi, self.month))
        kpi = standing.serving(self.kpi, self.month)
        refuse_terms_in(standing, self.kpi, self.month)
        check_levels(self.terms, Better(kpi.better))
        if self.terms == standing.in_force(self.kpi, self.month):
            raise NotAllowed(f"These are the terms that {kpi} has in {self.month.name} already.")
        texts = texts_of(self.under, "New terms.")
        row = new_row(standing, self.kpi, self.month, self.terms, Change.REVISION, self.under, texts)
        plan = PlannedChange(
            kind=Kind.TERMS,
            heading=f"New terms of {kpi} from {self.month.name}",
            month=self.month,
            under=self.under,
            terms=(row,),
            notes=later_notes(standing, self.kpi, self.month),
        )
        return replace(plan, totals=totals_of(standing, plan, kpi.service_area.code))


@dataclass(frozen=True, slots=True, kw_only=True)
class GlidePath:
    """Levels that move month by month, given for each month of the path from its first.

    Months that change nothing get no row: a path may begin with the levels that hold already.
    """

    kpi: str
    path: tuple[Level, ...]
    under: Under

    def plan(self, standing: Standing) -> PlannedChange:
        first, last = self.path[0].month, self.path[-1].month
        check_within(standing, first, last)
        check_open(standing, first, _next_terms(standing, self.kpi, last))
        kpi = standing.serving(self.kpi, first)
        standing.serving(self.kpi, last)
        steps = self._steps(standing, kpi)
        plan = PlannedChange(
            kind=Kind.GLIDE,
            heading=f"Glide path of {kpi} from {steps[0].month.name} to {last.name}",
            month=steps[0].month,
            under=self.under,
            terms=tuple(steps),
            notes=later_notes(standing, self.kpi, last),
        )
        return replace(plan, totals=totals_of(standing, plan, kpi.service_area.code))

    def _steps(self, standing: Standing, kpi: Kpi) -> list[PlannedTerms]:
        before = standing.in_force(self.kpi, self.path[0].month) or EMPTY
        steps = steps_of(self.path, (before.tsl, before.msl))
        if not steps:
            raise NotAllowed(f"These are the levels that {kpi} has already: the path changes nothing.")
        for level in self.path:
            self._refuse_other_levels(standing, level)
        texts = texts_of(self.under, "TSL and MSL move each month on a glide path.")
        return [self._step(standing, kpi, level, texts) for level in steps]

    def _refuse_other_levels(self, standing: Standing, level: Level) -> None:
        """Refuse terms that would lead off the path in one of its months, also in one that gets no row."""
        there = standing.starting(self.kpi, level.month)
        if there and (there.tsl, there.msl) != (level.tsl, level.msl):
            refuse_terms_in(standing, self.kpi, level.month)

    def _step(self, standing: Standing, kpi: Kpi, level: Level, texts: Texts) -> PlannedTerms:
        refuse_terms_in(standing, self.kpi, level.month)
        points = (standing.in_force(self.kpi, level.month) or EMPTY).points
        terms = Terms(tsl=level.tsl, msl=level.msl, points=points)
        check_levels(terms, Better(kpi.better))
        return new_row(standing, self.kpi, level.month, terms, Change.GLIDE, self.under, texts)


def even_path(
    first: Month,
    last: Month,
    *,
    tsl: tuple[Decimal, Decimal],
    msl: tuple[Decimal, Decimal] | None,
    decimals: int = MOST_DECIMALS,
) -> tuple[Level, ...]:
    """The path from one pair of levels to another in even steps, start and end months included.

    Raises:
        NotAPath: the last month is not after the first.
    """
    steps = last.months_since(first)
    minimums = None if msl is None else linear(*msl, steps, decimals)
    return tuple(by_month(first, linear(*tsl, steps, decimals), minimums))


def listed_path(first: Month, levels: Sequence[tuple[Decimal, Decimal | None]]) -> tuple[Level, ...]:
    """The path of listed pairs of TSL and MSL, a month each from the first.

    Raises:
        NotAPath: there are none, or some have an MSL and others have none.
    """
    if len({msl is None for _, msl in levels}) > 1:
        raise NotAPath("A glide path has an MSL for each TSL, or none at all.")
    return tuple(by_month(first, [tsl for tsl, _ in levels], [msl for _, msl in levels]))


def _next_terms(standing: Standing, kpi: str, month: Month) -> Month | None:
    """The month in which the KPI's next terms after a month begin."""
    later = standing.later(kpi, month)
    return later[0].effective_from if later else None


def later_notes(standing: Standing, kpi: str, month: Month) -> tuple[str, ...]:
    """That terms which begin later stand, if there are any."""
    later = standing.later(kpi, month)
    if not later:
        return ()
    return (f"Terms of {kpi} that begin in {later[0].effective_from.name} or later stand as they are.",)
