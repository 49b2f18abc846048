"""What the credits of a year or of a month come to, in plain English."""

from __future__ import annotations

from collections.abc import Iterable

from contracts.calculations.months import Month
from contracts.models import Contract
from kpis.figures import with_thousands
from reports.credits.page import CreditsPage
from reports.credits.totals import Totals
from reports.statements.money import CreditRow, sum_of
from reports.statements.money_words import number_of_points, pounds
from reports.statements.words import listed


def headline_of_year(contract: Contract, page: CreditsPage) -> str:
    """What came back in a financial year, in a sentence or two."""
    year = page.year.name if page.is_over else f"{page.year.name} so far"
    totals = page.totals
    if not page.has_credits:
        return f"No credit terms were in force in {year}: failures cost nothing"
    if not totals.points:
        return f"Nothing is due back for {year}: no failure incurred points"
    owed = f"{contract.supplier} owes {pounds(totals.payable)} in credits for {year}"
    return "; ".join([f"{owed}, from {number_of_points(totals.points)}", *_other_parts(totals)])


def _other_parts(totals: Totals) -> Iterable[str]:
    if totals.lost_to_cap:
        yield f"{pounds(totals.lost_to_cap)} more was lost to the cap"
    if totals.waiting:
        yield f"{_number_of(totals.waiting, 'credit')} cannot be worked out until a payment is recorded"
    if totals.suspended:
        yield f"credits were suspended in {_number_of(totals.suspended, 'month')}"


def _number_of(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def state_of_year(page: CreditsPage) -> str:
    """Whether the figures of a year may still change."""
    if page.provisional:
        are = "is" if len(page.provisional) == 1 else "are"
        names = listed([month.name for month in page.provisional])
        return f"{names} {are} not signed off, so these figures may change"
    opened = "" if page.is_over else " opened so far"
    return f"every month{opened} is signed off, so these figures are final"


def sentence_of_month(credits: Iterable[CreditRow], month: Month, *, of: str = "") -> str:
    """What failing cost in a month, for a dashboard.

    Args:
        credits: of the month's areas, or of one of them.
        of: the name of that area, if it is about one alone.
    """
    rows = list(credits)
    failing = f"{of} KPIs" if of else "KPIs"
    if not rows and of:
        return f"No credit terms or no KPI of {of} were in force in {month.name}, so failing cost nothing."
    if not rows:
        return f"No credit terms were in force in {month.name}, so failing cost nothing."
    points = sum_of(row.points for row in rows)
    if not points:
        return f"No {failing} incurred points in {month.name}, so no credit is due."
    verb = "point was" if points == 1 else "points were"
    incurred = f"{with_thousands(points)} {verb} incurred in {month.name}"
    if rows[0].is_suspended:
        return f"{incurred}; credits were suspended, so nothing is payable."
    return f"{incurred}; {_payable(rows)}."


def _payable(rows: list[CreditRow]) -> str:
    lost = sum_of(row.lost_to_cap for row in rows)
    waiting = sum(row.is_waiting for row in rows)
    parts = [f"{pounds(sum_of(row.payable for row in rows))} is payable"]
    if lost:
        parts = [f"{parts[0]}, and {pounds(lost)} more was lost to the cap"]
    if waiting == len([row for row in rows if row.points]):
        parts = []
    if waiting:
        verb = "waits" if waiting == 1 else "wait"
        parts.append(f"{_number_of(waiting, 'credit')} {verb} for a payment to be recorded")
    return "; ".join(parts)
