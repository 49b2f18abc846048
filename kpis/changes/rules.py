"""What every planned change keeps to: levels that can be, closed months that stand as they were judged."""

from __future__ import annotations

from collections.abc import Sequence

from contracts.calculations.months import Month
from contracts.refusals import NotAllowed
from kpis.calculations.rag import Better, Terms
from kpis.changes.standing import Standing
from kpis.closed import why_not
from kpis.models import Change, Kpi, Result

MOVES_POINTS = {Change.REDISTRIBUTION, Change.DECOMMISSION, Change.REPLACEMENT}
"""The changes after which the points of an area lie otherwise."""


class ClosedMonthsError(NotAllowed):
    """A change that would reach into submitted or signed-off months, which it names."""

    def __init__(self, months: Sequence[Month]) -> None:
        super().__init__(f"{why_not(months)}.")
        self.months = tuple(months)


def check_levels(terms: Terms, better: Better) -> None:
    """Refuse levels that the database would refuse.

    Raises:
        NotAllowed: an MSL without a TSL or better than it, or points below zero.
    """
    if terms.points is not None and terms.points < 0:
        raise NotAllowed("Abatement points cannot be negative.")
    if terms.msl is None:
        return
    if terms.tsl is None:
        raise NotAllowed("An MSL needs a TSL beside it.")
    if terms.msl > terms.tsl if better is Better.HIGHER else terms.msl < terms.tsl:
        raise NotAllowed(f"The MSL cannot be better than the TSL: {better} is better.")


def check_within(standing: Standing, first: Month, last: Month | None = None) -> None:
    """Refuse months before the contract begins or after it ends.

    Raises:
        NotAllowed: one of them is.
    """
    contract = standing.contract
    if first < contract.first_month:
        raise NotAllowed(f"The contract begins in {contract.first_month.name}: nothing changes before then.")
    if (last or first) > contract.last_month:
        raise NotAllowed(f"The contract ends in {contract.last_month.name}: nothing changes after that.")


def check_open(standing: Standing, first: Month, until: Month | None = None) -> None:
    """Refuse a change of what holds from a month on, before anything else is said of it.

    Args:
        until: the first month in which it does not hold any more; None where there is none.

    Raises:
        ClosedMonthsError: it would hold in submitted or signed-off months.
    """
    touched = [month for month in standing.closed if first <= month and (until is None or month < until)]
    if touched:
        raise ClosedMonthsError(touched)


def check_results(kpi: Kpi, month: Month) -> None:
    """Refuse to let a KPI leave service in months that have a result of it.

    Raises:
        NotAllowed: some have.
    """
    results = Result.objects.filter(kpi=kpi, month__gte=month).order_by("month")
    if months := list(results.values_list("month", flat=True)):
        names = ", ".join(found.name for found in months)
        raise NotAllowed(
            f"{kpi} has results in {names}: clear them first, because out of service nothing is counted."
        )


def check_no_later_moves(standing: Standing, area: str, month: Month) -> None:
    """Refuse to move points under a move of the same area's points that is already laid down for later.

    Raises:
        NotAllowed: one is.
    """
    kpis = [kpi.reference for kpi in standing.kpis.values() if kpi.service_area.code == area]
    later = [row for kpi in kpis for row in standing.later(kpi, month) if row.change in MOVES_POINTS]
    if later:
        first = min(row.effective_from for row in later)
        raise NotAllowed(f"Points of {area} move again from {first.name}: make this change from then on.")
