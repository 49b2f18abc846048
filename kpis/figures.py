"""Figures as people type them and as they read them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from kpis.calculations.rag import Unit, round_half_up

MOST_DECIMALS = 4
FIGURE: dict[str, Any] = {"max_digits": 15, "decimal_places": MOST_DECIMALS}
"""How figures, thresholds and values are kept: SQLite is exact to fifteen digits."""
MOST_WHOLE_DIGITS = FIGURE["max_digits"] - MOST_DECIMALS
WRITTEN = re.compile(
    r"(?P<sign>-?) ?£? ?(?P<whole>\d{1,3}(?:[ ,]\d{3})+|\d*)(?P<fraction>\.\d*)? ?%?", re.ASCII
)
LOOKS_LIKE_A_FIGURE = re.compile(r"[-£\d., ]+%?", re.ASCII)
NO_FIGURE = "–"
ONE = {Unit.SECONDS: "second", Unit.MINUTES: "minute", Unit.DAYS: "day"}


class NotAFigure(ValueError):
    """Why a text cannot be kept as a figure, as the end of a sentence that names the field."""


def parse_figure(text: str) -> Decimal | None:
    """The figure that a person typed; None for nothing.

    Thousands may be set apart by commas or blanks; a pound sign before and a percent sign behind
    are left out. A comma is never read as a decimal point.

    Raises:
        NotAFigure: it is no number, or has more digits than can be kept exactly.

    >>> parse_figure("£1,234.50"), parse_figure(" 95 %")
    (Decimal('1234.50'), Decimal('95'))
    """
    typed = " ".join(text.replace("\N{MINUS SIGN}", "-").split())
    if not typed:
        return None
    written = WRITTEN.fullmatch(typed)
    digits = re.sub("[ ,]", "", written["whole"]) + (written["fraction"] or "") if written else ""
    if written is None or not digits.strip("."):
        raise NotAFigure(_why_not(typed))
    return _within_limits(digits, negative=bool(written["sign"]))


def _why_not(typed: str) -> str:
    if "," in typed and LOOKS_LIKE_A_FIGURE.fullmatch(typed):
        return "must have a full stop before its decimals and commas only between thousands"
    return "must be a number, for example 1,234.5"


def _within_limits(digits: str, *, negative: bool) -> Decimal:
    whole, _, fraction = digits.partition(".")
    if len(fraction.rstrip("0")) > MOST_DECIMALS:
        raise NotAFigure(f"can have at most {MOST_DECIMALS} decimals")
    if len(whole.lstrip("0")) > MOST_WHOLE_DIGITS:
        raise NotAFigure(f"can have at most {MOST_WHOLE_DIGITS} digits before its decimals")
    figure = Decimal(digits)
    return -figure if negative and figure else figure


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
