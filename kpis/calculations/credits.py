"""Service credits: what a service area's abatement points of a month cost, up to the cap.

Three prices are known: flat pounds per point (as illustrated for the Corporate Support Services
Contract, whose 10% cap is published); a ratchet of marginal tiers, as PFI contracts have it; and a
share of the month's charges, as the UK Model Services Contract has it. Pure values.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from itertools import zip_longest

from contracts.calculations.pricing import Pricing
from kpis.calculations.rag import ENOUGH_DIGITS, round_half_up

NOTHING = Decimal(0)
PENCE = 2
"""Decimals of a pound; credits are rounded to the penny once, half up, at the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """A tier of a ratchet: points above a number, up to the next tier, cost so many times the price."""

    above: Decimal
    multiplier: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What points cost in a month, and the most they may.

    Attributes:
        per_point: pounds a point, for a flat price and a ratchet.
        tiers: of a ratchet, lowest first; points below the first cost nothing.
        charge_percent: of the area's payment a point, for a share of charges.
        cap_percent: of the area's payment.
    """

    pricing: Pricing = Pricing.FLAT
    per_point: Decimal | None = None
    tiers: Sequence[Tier] = ()
    charge_percent: Decimal | None = None
    cap_percent: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """The credit of one service area in one month, in pounds and pence.

    Attributes:
        points: that the area incurred.
        payment: of the month; None where none is recorded, and then a credit has to wait for it.
        uncapped: what the points cost; None while it waits for the payment.
        cap: the most that is payable; None while it waits.
        payable: what the provider owes; None while it waits, zero while credits are suspended.
        lost_to_cap: how far the cap is below the uncapped credit.
        is_suspended: whether credits are suspended in the month.
    """

    points: Decimal
    payment: Decimal | None
    uncapped: Decimal | None
    cap: Decimal | None
    payable: Decimal | None
    lost_to_cap: Decimal | None
    is_suspended: bool = False

    @property
    def is_waiting(self) -> bool:
        """Whether it cannot be worked out until the area's payment is recorded."""
        return self.payable is None

    @property
    def is_capped(self) -> bool:
        """Whether the cap was reached: nothing more could have been deducted."""
        return self.uncapped is not None and self.cap is not None and NOTHING < self.uncapped >= self.cap


def credit_for(
    points: Decimal, *, price: Price, payment: Decimal | None, is_suspended: bool = False
) -> Credit:
    """What an area's points of a month cost: the price, then the cap, then any suspension.

    Without points nothing is owed, whether or not a payment is recorded. Rounded to the penny once, half
    up, at the end: what is lost to the cap is the difference of what was rounded.
    """
    if payment is None:
        return _without_payment(points, is_suspended)
    with localcontext(prec=ENOUGH_DIGITS):
        uncapped = _pounds(uncapped_credit(points, price, payment))
        cap = _pounds(payment * price.cap_percent / 100)
    capped = min(uncapped, cap)
    return Credit(
        points=points,
        payment=payment,
        uncapped=uncapped,
        cap=cap,
        payable=_pounds(NOTHING) if is_suspended else capped,
        lost_to_cap=uncapped - capped,
        is_suspended=is_suspended,
    )


def _without_payment(points: Decimal, is_suspended: bool) -> Credit:
    owed = None if points else _pounds(NOTHING)
    return Credit(
        points=points,
        payment=None,
        uncapped=owed,
        cap=None,
        payable=owed,
        lost_to_cap=owed,
        is_suspended=is_suspended,
    )


def uncapped_credit(points: Decimal, price: Price, payment: Decimal) -> Decimal:
    """The exact price of an area's points of a month, in pounds, before the cap and any rounding.

    >>> ladder = [(0, "0"), (20, "1"), (100, "1.2"), (200, "1.5")]
    >>> tiers = [Tier(above=Decimal(above), multiplier=Decimal(times)) for above, times in ladder]
    >>> ratchet = Price(pricing=Pricing.RATCHET, per_point=Decimal(3), tiers=tiers, cap_percent=Decimal(100))
    >>> uncapped_credit(Decimal(120), ratchet, Decimal(1000))
    Decimal('312.0')
    """
    if price.pricing is Pricing.SHARE_OF_CHARGES:
        return points * (price.charge_percent or NOTHING) / 100 * payment
    counted = weighted_points(points, price.tiers) if price.pricing is Pricing.RATCHET else points
    return counted * (price.per_point or NOTHING)


def weighted_points(points: Decimal, tiers: Sequence[Tier]) -> Decimal:
    """Points times the multiplier of the tier each lies in: marginal, as income tax is."""
    parts = zip_longest(tiers, [after.above for after in tiers[1:]])
    return sum((_within(points, tier.above, end) * tier.multiplier for tier, end in parts), NOTHING)


def _within(points: Decimal, above: Decimal, end: Decimal | None) -> Decimal:
    reached = points if end is None else min(points, end)
    return max(reached - above, NOTHING)


def _pounds(amount: Decimal) -> Decimal:
    return round_half_up(amount, PENCE)
