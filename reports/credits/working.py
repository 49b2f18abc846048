"""How an area's points of a month became pounds, step by step, for a reader with a pencil."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from contracts.calculations.pricing import Pricing
from kpis.calculations.credit_working import TierPart, tier_parts
from kpis.calculations.credits import Credit, Price, credit_for
from kpis.figures import with_thousands
from reports.statements.money_words import number_of_points, pounds

NO_PAYMENT = "No payment of the area is recorded for this month, so the credit waits for it."
COUNTS = "the stored figure is what counts until the month is judged again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: what it is about, its working in lines, and what it comes to."""

    label: str
    lines: tuple[str, ...]
    figure: str


def steps_of(credit: Credit, price: Price, *, reason: str = "") -> list[Step]:
    """The steps from the points of a stored credit to what is payable.

    Args:
        reason: why credits are suspended, where they are.
    """
    lines = price_lines(credit.points, price, credit.payment)
    steps = [Step(label="Price of the points", lines=tuple(lines), figure=pounds(credit.uncapped))]
    if credit.payment is None:
        steps.append(Step(label="Payment", lines=(NO_PAYMENT,), figure=pounds(None)))
    else:
        cap = f"{with_thousands(price.cap_percent)}% of the month's payment of {pounds(credit.payment)}"
        steps.append(Step(label="Cap", lines=(cap,), figure=pounds(credit.cap)))
        steps.append(_cap_step(credit))
    if credit.is_suspended:
        lines = ["Credits are suspended: points count, and nothing is payable.", *filter(None, [reason])]
        steps.append(Step(label="Suspension", lines=tuple(lines), figure=pounds(Decimal("0.00"))))
    return steps


def _cap_step(credit: Credit) -> Step:
    if not credit.lost_to_cap:
        words = "The price is within the cap, so nothing is lost."
    else:
        words = f"The price is above the cap: {pounds(credit.uncapped)} − {pounds(credit.cap)}"
    return Step(label="Lost to the cap", lines=(words,), figure=pounds(credit.lost_to_cap))


def price_lines(points: Decimal, price: Price, payment: Decimal | None) -> list[str]:
    """How the price of points is worked out, in as many lines as the kind of price takes."""
    if price.pricing is Pricing.RATCHET:
        return _ratchet_lines(points, price)
    if price.pricing is Pricing.SHARE_OF_CHARGES:
        paid = "the month's payment" if payment is None else pounds(payment)
        percent = with_thousands(price.charge_percent or Decimal(0))
        return [f"{number_of_points(points)} × {percent}% of {paid} a point"]
    return [f"{number_of_points(points)} × {pounds(price.per_point or Decimal(0))} a point"]


def _ratchet_lines(points: Decimal, price: Price) -> list[str]:
    parts = tier_parts(points, price.tiers)
    counted = sum((part.weighted for part in parts), Decimal(0))
    total = f"{number_of_points(counted)} × {pounds(price.per_point or Decimal(0))} a point"
    return [*map(_tier_line, parts), total]


def _tier_line(part: TierPart) -> str:
    if not part.above:
        where = "all" if part.up_to is None else f"up to {with_thousands(part.up_to)}"
    elif part.up_to is None:
        where = f"above {with_thousands(part.above)}"
    else:
        where = f"above {with_thousands(part.above)} and up to {with_thousands(part.up_to)}"
    times = f"× {with_thousands(part.multiplier)} = {with_thousands(part.weighted)}"
    return f"{where}: {number_of_points(part.points)} {times}"


def disagreement(credit: Credit, price: Price, incurred: Sequence[Decimal]) -> str:
    """What to say where a stored credit is not what its results and terms come to; else nothing."""
    points = sum(incurred, Decimal(0))
    if points != credit.points:
        return (
            f"The results listed come to {number_of_points(points)}, but {number_of_points(credit.points)} "
            f"are stored: {COUNTS}"
        )
    reckoned = credit_for(points, price=price, payment=credit.payment, is_suspended=credit.is_suspended)
    if reckoned.payable != credit.payable:
        return (
            f"The terms on record come to {pounds(reckoned.payable)}, but {pounds(credit.payable)} "
            f"is stored: {COUNTS}"
        )
    return ""
