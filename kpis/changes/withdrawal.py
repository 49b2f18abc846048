"""Taking terms back by which no closed month was judged: a slip of the pen has no month to wait for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import takewhile

from contracts.calculations.months import Month
from contracts.refusals import NotAllowed
from kpis.changes.levels import later_notes
from kpis.changes.rows import kept_row
from kpis.changes.rules import MOVES_POINTS, check_open, check_within
from kpis.changes.standing import Standing
from kpis.changes.totals import totals_of
from kpis.changes.values import Kind, PlannedChange, Under
from kpis.models import Change, Kpi, KpiTerms

TAKEN_BACK = {Change.REVISION, Change.GLIDE}
"""The changes that concern one KPI alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """The new terms, or the rest of the glide path, that begin in a month: what held before holds on."""

    kpi: str
    month: Month
    under: Under

    def plan(self, standing: Standing) -> PlannedChange:
        check_within(standing, self.month)
        kpi = standing.serving(self.kpi, self.month)
        rows = self._rows(standing, kpi)
        later = standing.later(self.kpi, rows[-1].effective_from)
        check_open(standing, self.month, later[0].effective_from if later else None)
        before = standing.rows(self.kpi)[standing.rows(self.kpi).index(rows[0]) - 1]
        plan = PlannedChange(
            kind=Kind.WITHDRAWAL,
            heading=f"Take back the terms of {kpi} from {self.month.name}",
            month=self.month,
            under=self.under,
            terms=tuple(kept_row(row, None) for row in rows),
            notes=(
                f"The terms of {kpi} from {before.effective_from.name} hold on instead.",
                *later_notes(standing, self.kpi, rows[-1].effective_from),
            ),
        )
        return replace(plan, totals=totals_of(standing, plan, kpi.service_area.code))

    def _rows(self, standing: Standing, kpi: Kpi) -> list[KpiTerms]:
        """What is taken away: one row of terms, or the steps of a path from the month on.

        Raises:
            NotAllowed: nothing begins in the month that concerns this KPI alone.
        """
        first = standing.starting(self.kpi, self.month)
        if first is None:
            raise NotAllowed(f"No terms of {kpi} begin in {self.month.name}.")
        if first is standing.rows(self.kpi)[0]:
            raise NotAllowed(f"These are the first terms of {kpi}: without them nothing would judge it.")
        if first.change not in TAKEN_BACK or self._points_move(standing, kpi):
            raise NotAllowed(
                f"What begins in {self.month.name} concerns more than {kpi} alone, so it cannot be taken "
                "back by itself: make another change from a later month instead."
            )
        if first.change != Change.GLIDE:
            return [first]
        following = [first, *standing.later(self.kpi, self.month)]
        authority = (Change.GLIDE, first.change_notice_id)
        return list(takewhile(lambda row: (row.change, row.change_notice_id) == authority, following))

    def _points_move(self, standing: Standing, kpi: Kpi) -> bool:
        """Whether points of the area move in the month: terms may then hold a share of another KPI's."""
        return any(
            there.change in MOVES_POINTS
            for other in standing.kpis.values()
            if other.service_area.code == kpi.service_area.code
            and (there := standing.starting(other.reference, self.month))
        )


def can_be_taken_back(standing: Standing, kpi: Kpi) -> bool:
    """Whether a KPI has terms of its own that begin after the last closed month."""
    last = max(standing.closed, default=None)
    return any(
        row.change in TAKEN_BACK and (last is None or row.effective_from > last)
        for row in standing.rows(kpi.reference)[1:]
    )
