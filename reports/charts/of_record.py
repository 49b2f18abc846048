"""From what is on record to the charts of it: a function each, data in, a chart's values out.

Nothing here asks the database. Months are printed short, as "Apr 15"; pounds and points become floats, which
holds each of them exactly to the digits it is printed with.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from contracts.calculations.months import Month
from kpis.calculations.rag import Status
from kpis.calculations.summary import Counts
from reports.charts.tones import tone_of_area
from reports.charts.values import Band, StackedBars, StatusGrid
from reports.letters import WORDS
from reports.shares import IN_BAR
from reports.statements.money import CreditRow, PointsRow

if TYPE_CHECKING:
    from reports.papers.material import GridRow

ALWAYS_SHOWN = frozenset({Status.GREEN, Status.BLUE, Status.AMBER, Status.RED})


class CountedMonth(Protocol):
    """A month with how many KPIs had each status in it."""

    @property
    def month(self) -> Month: ...
    @property
    def counts(self) -> Counts: ...


def points_by_area(rows: Sequence[PointsRow]) -> StackedBars:
    """The points that each service area incurred in each month: Table 6 of the report of 27 January 2022.

    Args:
        rows: earliest first, all with the same areas.
    """
    codes = [code for code, _ in rows[0].by_area] if rows else []
    return StackedBars(
        key="points_by_area",
        title="Abatement points incurred each month, by service area",
        unit="points",
        labels=tuple(row.month.short_name for row in rows),
        bands=tuple(
            Band(
                name=code,
                numbers=tuple(float(row.by_area[place][1]) for row in rows),
                tone=tone_of_area(place),
            )
            for place, code in enumerate(codes)
        ),
    )


def statuses_through_time(months: Sequence[CountedMonth]) -> StackedBars:
    """How many KPIs had each status in each month, best first; of the rarer ones those that occur."""
    counted = {status: tuple(float(_count(month.counts, status)) for month in months) for status in IN_BAR}
    return StackedBars(
        key="statuses",
        title="KPIs due each month, by status",
        unit="KPIs",
        labels=tuple(month.month.short_name for month in months),
        bands=tuple(
            Band(name=WORDS[status], numbers=numbers, tone=str(status))
            for status, numbers in counted.items()
            if status in ALWAYS_SHOWN or any(numbers)
        ),
    )


def _count(counts: Counts, status: str) -> int:
    """What nobody has said anything about is awaited here, though it counts as not reported."""
    return counts.said_not_reported if status == Status.NOT_REPORTED else getattr(counts, status)


def credits_against_cap(months: Sequence[Month], credits: Iterable[CreditRow]) -> StackedBars:
    """What all areas' points cost in each month: payable, lost to the cap or to a suspension; and the cap.

    The cap is the sum of the areas' caps, none in a month in which an area's payment is not recorded.
    """
    found: Mapping[Month, list[CreditRow]] = _by_month(credits)
    of_months = [found.get(month, []) for month in months]
    bands = [
        _pounds("Payable", "payable", ([row.payable for row in rows] for rows in of_months)),
        _pounds("Lost to the cap", "lost", ([row.lost_to_cap for row in rows] for rows in of_months)),
        _pounds("Suspended", "suspended", ([_suspended(row) for row in rows] for rows in of_months)),
    ]
    cap = tuple(_cap(rows) for rows in of_months)
    return StackedBars(
        key="credits_against_cap",
        title="Service credits each month, against the cap",
        unit="pounds",
        labels=tuple(month.short_name for month in months),
        bands=tuple(band for band in bands if band.tone != "suspended" or any(band.numbers)),
        line=Band(name="Cap", numbers=cap, tone="cap") if any(cap) else None,
    )


def _by_month(credits: Iterable[CreditRow]) -> Mapping[Month, list[CreditRow]]:
    found: dict[Month, list[CreditRow]] = defaultdict(list)
    for row in credits:
        found[row.month].append(row)
    return found


def _pounds(name: str, tone: str, of_months: Iterable[Sequence[Decimal | None]]) -> Band:
    """A band of sums of what is known; None in a month of which nothing is."""
    return Band(name=name, tone=tone, numbers=tuple(_sum(amounts) for amounts in of_months))


def _sum(amounts: Sequence[Decimal | None]) -> float | None:
    known = [amount for amount in amounts if amount is not None]
    return None if amounts and not known else float(sum(known))


def _suspended(row: CreditRow) -> Decimal | None:
    """What would have been payable but for a suspension."""
    if row.uncapped is None or row.payable is None or row.lost_to_cap is None:
        return None
    return row.uncapped - row.lost_to_cap - row.payable


def _cap(rows: Sequence[CreditRow]) -> float | None:
    caps = [row.cap for row in rows if row.cap is not None]
    return float(sum(caps)) if caps and len(caps) == len(rows) else None


def status_grid(months: Sequence[Month], rows: Sequence[GridRow]) -> StatusGrid:
    """The status of every KPI in each of some months: the report's appendix.

    Args:
        rows: by service area, each with a status for each of the months.
    """
    return StatusGrid(
        key="status_grid",
        title="Status of each KPI by month",
        labels=tuple(month.short_name for month in months),
        rows=tuple((row.kpi, row.area) for row in rows),
        statuses=tuple(row.statuses for row in rows),
    )
