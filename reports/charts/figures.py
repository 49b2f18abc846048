"""The numbers of charts as people read them."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from kpis.calculations.rag import Unit, round_half_up
from kpis.figures import NO_FIGURE, printed_value, with_thousands

MOST_DECIMALS, PENCE = 4, 2
POUNDS = "pounds"


@lru_cache(maxsize=2_000)
def quantity(number: float | None, unit: str) -> str:
    """A number of a bar without its unit, except for pounds, which are nothing without it.

    >>> quantity(1473.0, "points"), quantity(8568.9, "pounds"), quantity(None, "points")
    ('1,473', '£8,568.90', '–')
    """
    if number is None:
        return NO_FIGURE
    if unit == POUNDS:
        return printed_value(_exact(number, PENCE), Unit.CURRENCY, PENCE)
    return with_thousands(_exact(number, MOST_DECIMALS))


def amount(number: float, unit: str) -> str:
    """A number of a bar with its unit; nothing is ``none``.

    >>> amount(62.5, "points"), amount(1.0, "points"), amount(0.0, "KPIs")
    ('62.5 points', '1 point', 'none')
    """
    if not number:
        return "none"
    if unit == POUNDS:
        return quantity(number, unit)
    return f"{quantity(number, unit)} {unit.removesuffix('s') if number == 1 else unit}"


@lru_cache(maxsize=2_000)
def measured(number: float | None, unit: str, decimals: int) -> str:
    """A KPI's figure to its decimals, with its unit; a dash for none.

    >>> measured(97.72, "percent", 1), measured(52.0, "seconds", 0)
    ('97.72%', '52 seconds')
    """
    return printed_value(None if number is None else _exact(number, MOST_DECIMALS), unit, decimals)


def plain(number: float) -> str:
    """A round figure of an axis.

    >>> plain(97.5), plain(1500.0)
    ('97.5', '1,500')
    """
    return with_thousands(_exact(number, MOST_DECIMALS))


def reckoned(number: float, unit: str, decimals: int) -> str:
    """A mean or a limit of a KPI's figures, to one decimal more than they have."""
    return printed_value(_exact(number, decimals + 1), unit, decimals + 1)


def in_short(number: float, unit: str) -> str:
    """A round figure of an axis, its thousands and millions as letters, with a pound sign where it counts.

    >>> in_short(2500000.0, "pounds"), in_short(500000.0, "pounds"), in_short(40.0, "KPIs")
    ('£2.5m', '£500k', '40')
    """
    size, letter = next(
        (size, letter)
        for size, letter in ((1e6, "m"), (1e3, "k"), (1.0, ""))
        if number >= size or size == 1.0
    )
    return f"{'£' if unit == POUNDS else ''}{plain(number / size)}{letter}"


def _exact(number: float, decimals: int) -> Decimal:
    """The decimal number that a float stands for: repr gives the shortest that is nearest to it."""
    return round_half_up(Decimal(repr(float(number))), decimals)
