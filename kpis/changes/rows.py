"""Rows of terms as a plan writes them: new ones, changed ones, and those that are taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from contracts.calculations.months import Month
from contracts.refusals import NotAllowed
from kpis.calculations.rag import Terms
from kpis.changes.standing import Standing
from kpis.changes.values import PlannedTerms, Under
from kpis.figures import unpadded
from kpis.models import Change, KpiTerms

EMPTY = Terms()


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """What is said of one row."""

    description: str = ""
    reason: str = ""
    status: str = ""


def texts_of(under: Under, description: str = "") -> Texts:
    """What is said of the change itself; ``description`` where the person gave none."""
    return Texts(
        description=under.description or description, reason=under.reason, status=under.status or "In force."
    )


def notice_of(under: Under) -> str:
    """The reference of the notice that a change is made under, empty for none."""
    return under.notice.reference if under.notice else ""


def new_row(
    standing: Standing, kpi: str, month: Month, after: Terms, change: Change, under: Under, texts: Texts
) -> PlannedTerms:
    """A row that begins in a month; one that begins there already is changed to it."""
    there = standing.starting(kpi, month)
    return PlannedTerms(
        kpi=kpi,
        month=month,
        before=standing.in_force(kpi, month),
        after=after,
        change=change,
        notice=notice_of(under),
        description=texts.description,
        reason=texts.reason,
        status=texts.status,
        amends=there.pk if there else None,
    )


def kept_row(row: KpiTerms, after: Terms | None) -> PlannedTerms:
    """A row that stands already, with other levels or points, or taken away; what was said of it stays."""
    return PlannedTerms(
        kpi=row.kpi.reference,
        month=row.effective_from,
        before=row.plain,
        after=after,
        change=Change(row.change),
        notice=row.change_notice.reference if row.change_notice else "",
        description=row.description,
        reason=row.reason,
        status=row.status,
        amends=row.pk,
    )


def refuse_terms_in(standing: Standing, kpi: str, month: Month) -> None:
    """Refuse to lay new terms over those that begin in the same month.

    Raises:
        NotAllowed: some begin there.
    """
    if there := standing.starting(kpi, month):
        under = f" under {there.change_notice.reference}" if there.change_notice else ""
        raise NotAllowed(
            f"{kpi} already has terms that begin in {month.name}{under} "
            f"({there.get_change_display().lower()}): choose another month."
        )


def last_rows(
    standing: Standing, kpi: str, month: Month, change: Change, under: Under, texts: Texts
) -> list[PlannedTerms]:
    """The rows of a KPI that leaves service: empty terms from that month, and none after them."""
    ended = new_row(standing, kpi, month, EMPTY, change, under, texts)
    return [ended, *(kept_row(row, None) for row in standing.later(kpi, month))]


def moved_points(
    standing: Standing,
    month: Month,
    moves: Mapping[str, Decimal],
    *,
    under: Under,
    texts: Callable[[str], Texts],
) -> list[PlannedTerms]:
    """The rows that add to, or take from, the points of KPIs from a month on, in the order of ``moves``.

    Terms that begin in that month or later keep what is said of them and move by as many points.

    Raises:
        NotAllowed: a KPI would be left with fewer than no points.
    """
    return [
        row
        for kpi, points in moves.items()
        if points
        for row in _moved(standing, kpi, month, points, under, texts(kpi))
    ]


def _moved(
    standing: Standing, kpi: str, month: Month, points: Decimal, under: Under, texts: Texts
) -> Iterator[PlannedTerms]:
    there = standing.starting(kpi, month)
    if there is None:
        after = _with(kpi, month, standing.in_force(kpi, month) or EMPTY, points)
        yield new_row(standing, kpi, month, after, Change.REDISTRIBUTION, under, texts)
    standing_rows = ([there] if there else []) + standing.later(kpi, month)
    for row in standing_rows:
        if row.points is not None:
            yield kept_row(row, _with(kpi, row.effective_from, row.plain, points))


def _with(kpi: str, month: Month, terms: Terms, points: Decimal) -> Terms:
    left = (terms.points or Decimal(0)) + points
    if left < 0:
        raise NotAllowed(
            f"{kpi} has {unpadded(terms.points or Decimal(0))} points from {month.name}, "
            f"so {unpadded(-points)} cannot be taken from it."
        )
    return replace(terms, points=left)
