"""How a KPI's figures compare with what was before the contract, and with its first month under it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from contracts.calculations.months import Month
from kpis.calculations.rag import Better, Unit


class Movement(StrEnum):
    """What became of a figure; of a volume, which nobody promised to move, only which way it went."""

    BETTER = "better"
    WORSE = "worse"
    HIGHER = "higher"
    LOWER = "lower"
    SAME = "same"


VOLUMES = frozenset({Unit.NUMBER, Unit.CURRENCY})
"""The units in which a figure without a target says how much there was, not how well it went."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A figure of a month, in the KPI's own unit, rounded to its decimals."""

    month: Month
    value: Decimal


def is_volume(unit: Unit, *, has_target: bool) -> bool:
    """Whether a KPI is a volume for information, as calls a month, rather than a measure of performance."""
    return not has_target and unit in VOLUMES


def movement(before: Decimal, after: Decimal, better: Better | None) -> Movement:
    """How a later figure compares with an earlier one.

    Args:
        better: which way the figure improves; None for a volume, which does neither.

    >>> movement(Decimal(90), Decimal(97), Better.HIGHER).value, movement(Decimal(14), Decimal(8), None).value
    ('better', 'lower')
    """
    if after == before:
        return Movement.SAME
    if better is None:
        return Movement.HIGHER if after > before else Movement.LOWER
    improved = (after > before) is (better is Better.HIGHER)
    return Movement.BETTER if improved else Movement.WORSE
