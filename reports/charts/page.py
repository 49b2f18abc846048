"""The page of a contract's charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from contracts.calculations.months import Month, printed_months
from contracts.models import Contract
from reports.charts.of_programme import programme
from reports.charts.of_record import credits_against_cap, points_by_area, statuses_through_time
from reports.charts.on_page import ChartOnPage
from reports.governance.load import day_reported
from reports.governance.programme import programme_as_at
from reports.statements.load import PeriodRow, load_periods
from reports.statements.money import CreditRow, load_credits, points_rows

CAP_IS_BY_AREA = (
    "The cap holds for each service area by itself: one can reach its own while all together stay below."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartsPage:
    """What the page shows.

    Attributes:
        charts: those for which something is on record, in their order.
        missing: what there is no chart of and why, a sentence each.
        provisional: which months are not signed off, a sentence; empty where all are.
    """

    charts: tuple[ChartOnPage, ...]
    missing: tuple[str, ...]
    provisional: str


def charts_page(contract: Contract) -> ChartsPage:
    """The charts of all months that a contract has opened, in four queries at most."""
    periods = load_periods(contract)
    credits = load_credits(contract, contract.first_month, contract.last_month)
    charts = (*_of_months(periods, credits), *_of_programme(contract, periods))
    shown = {each.key for each in charts}
    return ChartsPage(
        charts=charts,
        missing=tuple(why for key, why in WHY_MISSING.items() if key not in shown),
        provisional=_provisional([period.month for period in periods if not period.is_final]),
    )


WHY_MISSING = {
    "statuses": "No month has been opened yet.",
    "points_by_area": "No credit terms say what failures cost, so there are no points and no credits.",
    "programme": "No programme beside the service is on record.",
}


def _provisional(months: Sequence[Month]) -> str:
    if not months:
        return ""
    if len(months) == 1:
        return f"{months[0].name} is not signed off, so its figures can change."
    return f"{len(months)} months since {months[0].name} are not signed off, so their figures can change."


def _of_months(periods: Sequence[PeriodRow], credits: Sequence[CreditRow]) -> Iterator[ChartOnPage]:
    months = [period.month for period in periods]
    if months:
        yield ChartOnPage(chart=statuses_through_time(periods))
    if credits:
        areas = list(dict.fromkeys(row.area for row in credits))
        yield ChartOnPage(chart=points_by_area(points_rows(months, areas, credits)))
        yield ChartOnPage(chart=credits_against_cap(months, credits), note=_note_on(credits))


def _note_on(credits: Sequence[CreditRow]) -> str:
    waiting = sorted({row.month for row in credits if row.is_waiting})
    if not waiting:
        return CAP_IS_BY_AREA
    return f"{CAP_IS_BY_AREA} Payments are yet to be recorded for {printed_months(waiting)}."


def _of_programme(contract: Contract, periods: Sequence[PeriodRow]) -> Iterator[ChartOnPage]:
    now: Month = periods[-1].month if periods else contract.first_month
    rows = [row for row in programme_as_at(contract, day_reported(now)) if row.stages]
    if rows:
        yield ChartOnPage(chart=programme(rows, now))
