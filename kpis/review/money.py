"""What the failures of a month cost, as the review shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kpis.calculations.credits import NOTHING, Credit
from kpis.credit_terms.words import in_pounds
from kpis.figures import NO_FIGURE, unpadded
from kpis.models import ServiceCredit


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaCredit:
    """The credit of a service area as a page prints it; a dash for a sum that waits for the payment.

    Attributes:
        notes: what else a reader must know, in words.
    """

    code: str
    name: str
    points: str
    payment: str
    uncapped: str
    cap: str
    lost_to_cap: str
    payable: str
    notes: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthCredits:
    """The credits of a month's areas, with their totals.

    Attributes:
        is_waiting: whether the total is short of what waits for a payment.
    """

    areas: list[AreaCredit]
    points: str
    payable: str
    is_waiting: bool


def month_credits(credits: Sequence[ServiceCredit]) -> MonthCredits | None:
    """The credits of a month as a page prints them; None where no credit terms hold."""
    if not credits:
        return None
    return MonthCredits(
        areas=[_area(credit) for credit in credits],
        points=unpadded(sum((credit.points for credit in credits), NOTHING)),
        payable=in_pounds(sum((credit.payable or NOTHING for credit in credits), NOTHING)),
        is_waiting=any(credit.payable is None for credit in credits),
    )


def _area(credit: ServiceCredit) -> AreaCredit:
    return AreaCredit(
        code=credit.service_area.code,
        name=credit.service_area.name,
        points=unpadded(credit.points),
        payment=pounds(credit.payment),
        uncapped=pounds(credit.uncapped),
        cap=pounds(credit.cap),
        lost_to_cap=pounds(credit.lost_to_cap),
        payable=pounds(credit.payable),
        notes=_notes(credit.plain),
    )


def pounds(amount: Decimal | None) -> str:
    """A sum to the penny; a dash for one that is not known."""
    return NO_FIGURE if amount is None else in_pounds(amount)


def _notes(credit: Credit) -> list[str]:
    notes = []
    if credit.is_waiting:
        notes.append("Waiting for the payment of the month")
    if credit.is_capped:
        notes.append("At the cap")
    if credit.is_suspended:
        notes.append("Credits are suspended")
    return notes
