"""Points and pounds as people read them, and the tables of a statement that show them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from contracts.calculations.months import Month
from kpis.calculations.credits import PENCE
from kpis.calculations.rag import Unit
from kpis.figures import NO_FIGURE, printed_value, with_thousands
from reports.statements.money import CreditRow, sum_of
from reports.statements.values import Statement

WAITING = "waiting"
"""Stands for pounds that wait for the area's payment to be recorded."""
Amount = Callable[[CreditRow], Decimal | None]


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """A row of a table: its words and a figure for each month, as text."""

    label: str
    figures: tuple[str, ...]
    is_total: bool = False


def pounds(amount: Decimal | None) -> str:
    """Pounds and pence; ``waiting`` where they wait for a payment.

    >>> pounds(Decimal("8568.9")), pounds(None)
    ('£8,568.90', 'waiting')
    """
    return WAITING if amount is None else printed_value(amount, Unit.CURRENCY, PENCE)


def short_pounds(amount: Decimal) -> str:
    """Pounds, with pence where there are any.

    >>> short_pounds(Decimal("6000000.00")), short_pounds(Decimal("0.50"))
    ('£6,000,000', '£0.50')
    """
    return pounds(amount).removesuffix(".00")


def number_of_points(points: Decimal) -> str:
    """Points with their word.

    >>> number_of_points(Decimal("62.5000")), number_of_points(Decimal(1))
    ('62.5 points', '1 point')
    """
    return f"{with_thousands(points)} point{'' if points == 1 else 's'}"


def credit_lines(statement: Statement) -> list[MoneyLine]:
    """What is payable by service area and month, and what all areas come to, before the cap and after."""
    months = [period.month for period in statement.periods]
    areas = dict.fromkeys(row.area for row in statement.credits)
    found = {(row.month, row.area): row for row in statement.credits}
    cells = {code: [found.get((month, code)) for month in months] for code in areas}
    return [
        *(MoneyLine(code, tuple(map(_payable, rows))) for code, rows in cells.items()),
        MoneyLine("All areas", _totals(statement.credits, months, lambda row: row.payable), is_total=True),
        MoneyLine("Before the cap", _totals(statement.credits, months, lambda row: row.uncapped)),
        MoneyLine("Lost to the cap", _totals(statement.credits, months, lambda row: row.lost_to_cap)),
    ]


def _payable(row: CreditRow | None) -> str:
    return pounds(row.payable) if row else NO_FIGURE


def _totals(credits: Iterable[CreditRow], months: Iterable[Month], amount: Amount) -> tuple[str, ...]:
    of_months: dict[Month, list[Decimal | None]] = {month: [] for month in months}
    for row in credits:
        of_months[row.month].append(amount(row))
    return tuple(pounds(sum_of(amounts)) for amounts in of_months.values())


def suspended_months(statement: Statement) -> list[Month]:
    """The months in which credits were suspended, earliest first."""
    return sorted({row.month for row in statement.credits if row.is_suspended})


def credit_notes(statement: Statement) -> list[str]:
    """What has to be said below the credits: what waits, and what was suspended."""
    notes = []
    if any(row.is_waiting for row in statement.credits):
        notes.append("“waiting”: the area's payment is not recorded, so the credit cannot be worked out yet.")
    if months := suspended_months(statement):
        names = ", ".join(month.name for month in months)
        notes.append(f"Credits were suspended in {names}: points counted, and nothing was payable.")
    return notes
