"""Figures as people type them, exact to the digits that are kept."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

MOST_DECIMALS = 4
FIGURE: dict[str, Any] = {"max_digits": 15, "decimal_places": MOST_DECIMALS}
"""How figures, thresholds and values are kept: SQLite is exact to fifteen digits."""
MOST_WHOLE_DIGITS = FIGURE["max_digits"] - MOST_DECIMALS
WRITTEN = re.compile(
    r"(?P<sign>-?) ?£? ?(?P<whole>\d{1,3}(?:[ ,]\d{3})+|\d*)(?P<fraction>\.\d*)? ?%?", re.ASCII
)
LOOKS_LIKE_A_FIGURE = re.compile(r"[-£\d., ]+%?", re.ASCII)


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
