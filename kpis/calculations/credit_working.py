"""The steps of a ratchet's price, for readers who check a credit with a pencil. Pure values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from kpis.calculations.credits import NOTHING, Tier


@dataclass(frozen=True, slots=True)
class TierPart:
    """The points of a month that lie in one tier.

    Attributes:
        above, up_to: where the tier begins and ends; the last one has no end.
        points: how many of the month's points lie in it.
    """

    above: Decimal
    up_to: Decimal | None
    points: Decimal
    multiplier: Decimal

    @property
    def weighted(self) -> Decimal:
        """The points times the multiplier, which is what is paid for."""
        return self.points * self.multiplier


def tier_parts(points: Decimal, tiers: Sequence[Tier]) -> list[TierPart]:
    """The tiers that points reach into, lowest first; points below the first tier count for nothing.

    Args:
        tiers: lowest first.

    >>> beginnings = [(20, 1), (100, 2)]
    >>> ladder = [Tier(above=Decimal(above), multiplier=Decimal(times)) for above, times in beginnings]
    >>> [(part.points, part.weighted) for part in tier_parts(Decimal(120), ladder)]
    [(Decimal('20'), Decimal('0')), (Decimal('80'), Decimal('80')), (Decimal('20'), Decimal('40'))]
    """
    free = [Tier(above=NOTHING, multiplier=NOTHING)] if not tiers or tiers[0].above else []
    steps = [*free, *tiers]
    ends = [*(after.above for _, after in pairwise(steps)), None]
    parts = (
        TierPart(
            tier.above,
            end,
            max((points if end is None else min(points, end)) - tier.above, NOTHING),
            tier.multiplier,
        )
        for tier, end in zip(steps, ends, strict=True)
    )
    return [part for part in parts if part.points]
