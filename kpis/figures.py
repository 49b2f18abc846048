"""Figures as people read them."""

from __future__ import annotations

from decimal import Decimal

from kpis.calculations.rag import Unit, round_half_up

NO_FIGURE = "–"
ONE = {Unit.SECONDS: "second", Unit.MINUTES: "minute", Unit.DAYS: "day"}


def for_input(figure: Decimal | None) -> str:
    """A stored figure as a person would type it: empty for None.

    >>> for_input(Decimal("1803.0000")), for_input(Decimal("97.5000"))
    ('1803', '97.5')
    """
    return "" if figure is None else unpadded(figure)


def unpadded(figure: Decimal) -> str:
    """A stored figure without the zeros that its column pads it with.

    >>> unpadded(Decimal("97.5000")), unpadded(Decimal("1800.0000"))
    ('97.5', '1800')
    """
    return f"{figure.normalize():f}"


def with_thousands(figure: Decimal) -> str:
    """A stored figure without padding, its thousands set apart.

    >>> with_thousands(Decimal("1473.0000"))
    '1,473'
    """
    return f"{figure.normalize():,f}"


def to_decimals(figure: Decimal, decimals: int) -> Decimal:
    """A stored figure with the KPI's decimals, or with more where it has more: nothing is rounded away.

    >>> to_decimals(Decimal("7.0000"), 2), to_decimals(Decimal("99.9500"), 1)
    (Decimal('7.00'), Decimal('99.95'))
    """
    shown = round_half_up(figure, decimals)
    return shown if shown == figure else figure.normalize()


def printed_value(value: Decimal | None, unit: str, decimals: int) -> str:
    """A value or a level to the KPI's decimals, as of ``to_decimals``, with its unit; a dash for none.

    >>> printed_value(Decimal("97.7200"), "percent", 2), printed_value(Decimal("52"), "seconds", 0)
    ('97.72%', '52 seconds')
    """
    return printed(None if value is None else to_decimals(value, decimals), Unit(unit))


def printed(figure: Decimal | None, unit: Unit) -> str:
    """A figure as it stands, with its unit; a dash for none."""
    return NO_FIGURE if figure is None else with_unit(figure, unit)


def with_unit(figure: Decimal, unit: Unit) -> str:
    """A figure as it stands, its thousands set apart and its unit beside it."""
    text = f"{figure:,f}"
    if unit is Unit.PERCENT:
        return f"{text}%"
    if unit is Unit.CURRENCY:
        return f"-£{text[1:]}" if text.startswith("-") else f"£{text}"
    if unit in ONE:
        return f"{text} {ONE[unit]}" if figure == 1 else f"{text} {ONE[unit]}s"
    return text
