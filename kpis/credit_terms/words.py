"""Credit terms in plain English."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from contracts.calculations.pricing import Pricing, Regime
from contracts.models import CreditTerms
from kpis.calculations.credits import PENCE, Price, Tier
from kpis.calculations.points import PointTerms
from kpis.calculations.rag import Unit, round_half_up
from kpis.figures import printed, unpadded, with_thousands
from kpis.pricing import price_of

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsInWords:
    """What credit terms say, a sentence each; ``tiers`` are those of a ratchet, lowest first."""

    points: str
    repeats: str
    price: str
    tiers: tuple[str, ...]
    cap: str


def in_words(points: PointTerms, price: Price) -> TermsInWords:
    """Credit terms in sentences."""
    return TermsInWords(
        points=_points(points),
        repeats=_repeats(points.repeat_multiplier),
        price=_price(price),
        tiers=_tiers(price.tiers) if price.pricing is Pricing.RATCHET else (),
        cap=f"A service area’s credit is at most {_percent(price.cap_percent)} of its payment of the month.",
    )


def terms_in_words(terms: CreditTerms) -> TermsInWords:
    """The credit terms of a row, whose tiers are read with it, in sentences."""
    return in_words(point_terms_of(terms), price_of(terms))


def point_terms_of(terms: CreditTerms) -> PointTerms:
    """How failures incur points by the credit terms of a row, as plain values."""
    return PointTerms(
        regime=Regime(terms.regime),
        amber_share=terms.amber_share,
        red_share=terms.red_share,
        repeat_multiplier=terms.repeat_multiplier,
    )


def _points(terms: PointTerms) -> str:
    if terms.regime is Regime.BANDS:
        return "A failure incurs the points of the band that its value lies in; each KPI has its own bands."
    amber, red = (_percent((share or Decimal(0)) * HUNDRED) for share in (terms.amber_share, terms.red_share))
    return f"An amber result incurs {amber} of the KPI’s points, a red one {red}."


def _repeats(multiplier: Decimal | None) -> str:
    if multiplier is None:
        return "A repeat failure costs no more than a first."
    times = f"{unpadded(multiplier)} times its own points"
    return f"A failure that follows a failure of the same KPI incurs {times}."


def _price(price: Price) -> str:
    if price.pricing is Pricing.SHARE_OF_CHARGES:
        return (
            f"Each point costs {_percent(price.charge_percent)} of the service area’s payment of the month."
        )
    pounds = in_pounds(price.per_point or Decimal(0))
    if price.pricing is Pricing.FLAT:
        return f"Each point costs {pounds}."
    return f"Each point costs {pounds} times the multiplier of the tier that it lies in."


def _tiers(tiers: Sequence[Tier]) -> tuple[str, ...]:
    ends = [*(after.above for _, after in pairwise(tiers)), None]
    first = [f"The first {with_thousands(tiers[0].above)} points cost nothing."] if tiers[0].above else []
    return (*first, *(_tier(tier, end) for tier, end in zip(tiers, ends, strict=True)))


def _tier(tier: Tier, end: Decimal | None) -> str:
    reach = f"Above {with_thousands(tier.above)}"
    if end is not None:
        reach += f" and up to {with_thousands(end)}"
    return f"{reach} points: × {unpadded(tier.multiplier)}."


def in_pounds(amount: Decimal) -> str:
    """An amount to the penny.

    >>> in_pounds(Decimal("1300")), in_pounds(Decimal("-4.5"))
    ('£1,300.00', '-£4.50')
    """
    return printed(round_half_up(amount, PENCE), Unit.CURRENCY)


def _percent(figure: Decimal | None) -> str:
    return f"{unpadded(figure or Decimal(0))}%"
