"""Glide paths: service levels that move from one to another month by month, as agreed.

IMT_KPI_18 of Lincolnshire's contract went from 80% in July 2021 to 90% in November in four even steps
(the report to the Overview and Scrutiny Management Board of 27 January 2022, Table 3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from contracts.calculations.months import Month


class NotAPath(ValueError):
    """Levels that make no glide path; the message says why, as a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """The TSL and, where there is one, the MSL of a month of the path, in the KPI's own unit."""

    month: Month
    tsl: Decimal
    msl: Decimal | None


def linear(start: Decimal, end: Decimal, steps: int, decimals: int) -> list[Decimal]:
    """A start and the even steps from it to an end: ``steps`` + 1 figures.

    Each step is worked out exactly from the ends and rounded once, half up, so that no rounding
    carries over to the next. Start and end stand as they were agreed, whatever decimals they have.

    Args:
        decimals: those of the KPI, or four where the path was agreed more finely.

    Raises:
        NotAPath: there is no step.

    >>> [str(figure) for figure in linear(Decimal(80), Decimal(90), 4, 2)]
    ['80', '82.50', '85.00', '87.50', '90']
    """
    if steps < 1:
        raise NotAPath("A glide path ends at least one month after it begins.")
    rise = Fraction(end) - Fraction(start)
    between = [half_up(Fraction(start) + rise * step / steps, decimals) for step in range(1, steps)]
    return [start, *between, end]


def half_up(exact: Fraction, decimals: int) -> Decimal:
    """An exact figure rounded once to some decimals, halves away from zero; zero has no sign."""
    whole = int(abs(exact) * 10**decimals + Fraction(1, 2))
    return Decimal(whole if exact >= 0 else -whole).scaleb(-decimals)


def by_month(
    first: Month, tsls: Sequence[Decimal], msls: Sequence[Decimal | None] | None = None
) -> list[Level]:
    """The levels of a path, month by month from its first; without MSLs where none are given.

    Raises:
        NotAPath: there are no levels, or TSLs and MSLs differ in number.
    """
    minimums = [None] * len(tsls) if msls is None else msls
    if not tsls:
        raise NotAPath("A glide path has at least one step.")
    if len(minimums) != len(tsls):
        raise NotAPath("A glide path has an MSL for each TSL, or none at all.")
    pairs = zip(tsls, minimums, strict=True)
    return [Level(month=first + distance, tsl=tsl, msl=msl) for distance, (tsl, msl) in enumerate(pairs)]


def steps_of(path: Sequence[Level], in_force: tuple[Decimal | None, Decimal | None]) -> list[Level]:
    """The months of a path in which its levels differ from those of the month before.

    Args:
        in_force: TSL and MSL of the month before the path begins.
    """
    levels = [in_force, *((level.tsl, level.msl) for level in path)]
    return [level for level, before in zip(path, levels, strict=False) if before != (level.tsl, level.msl)]
