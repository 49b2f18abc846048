"""Figures as statements keep and show them, where ``kpis.figures`` does not already say it."""

from __future__ import annotations

from decimal import Decimal

from kpis.calculations.rag import Unit, round_half_up
from kpis.figures import NO_FIGURE, with_unit


def to_decimals(figure: Decimal | None, decimals: int) -> Decimal | None:
    """A stored figure with the KPI's decimals, or with more where it has more: nothing is rounded away.

    >>> to_decimals(Decimal("7.0000"), 2), to_decimals(Decimal("99.9500"), 1)
    (Decimal('7.00'), Decimal('99.95'))
    """
    if figure is None:
        return None
    shown = round_half_up(figure, decimals)
    return shown if shown == figure else figure.normalize()


def printed(figure: Decimal | None, unit: Unit) -> str:
    """A figure as it stands with its unit beside it; a dash for none."""
    return NO_FIGURE if figure is None else with_unit(figure, unit)


def plain(figure: Decimal) -> str:
    """An entered figure without the zeros that its column adds, thousands set apart.

    >>> plain(Decimal("1473.0000"))
    '1,473'
    """
    return f"{figure.normalize():,f}"
