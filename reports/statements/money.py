"""What the failures of a statement's months incurred in points, and what they cost in pounds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from contracts.calculations.months import Month
from contracts.kept import kept
from contracts.models import Contract
from kpis.models import ServiceCredit

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsRow:
    """The points incurred in a month; ``by_area`` pairs the code of every area with its own."""

    month: Month
    total: Decimal
    by_area: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DistributedRow:
    """The points that all KPIs in service in a month carry together, by the terms in force."""

    month: Month
    total: Decimal


class CreditRow(NamedTuple):
    """The stored credit of a service area in a month, in points and pounds.

    Pounds are None where they wait for the area's payment to be recorded.
    """

    month: Month
    area: str
    points: Decimal
    uncapped: Decimal | None
    cap: Decimal | None
    payable: Decimal | None
    lost_to_cap: Decimal | None
    is_suspended: bool

    @property
    def is_waiting(self) -> bool:
        """Whether what is payable waits for the area's payment."""
        return self.payable is None


def sum_of(amounts: Iterable[Decimal | None]) -> Decimal:
    """The sum of what is known."""
    return sum((amount for amount in amounts if amount is not None), NOTHING)


@kept
def load_credits(contract: Contract, first: Month, last: Month) -> tuple[CreditRow, ...]:
    """The credits from one month to another, by month and in the order of the areas, in one query."""
    rows = ServiceCredit.objects.filter(
        contract=contract, month__gte=first.first_day, month__lte=last.first_day
    )
    fields = ("service_area__code" if name == "area" else name for name in CreditRow._fields)
    ordered = rows.order_by("month", "service_area__position", "service_area__code")
    return tuple(map(CreditRow._make, ordered.values_list(*fields)))


def points_rows(
    months: Iterable[Month], areas: Sequence[str], credits: Iterable[CreditRow]
) -> tuple[PointsRow, ...]:
    """The points of some months; none in months without credit terms.

    Args:
        areas: the codes of the service areas, in their order.
    """
    found = {(row.month, row.area): row.points for row in credits}
    by_month = (
        (month, tuple((code, found.get((month, code), NOTHING)) for code in areas)) for month in months
    )
    return tuple(
        PointsRow(month=month, total=sum_of(points for _, points in by_area), by_area=by_area)
        for month, by_area in by_month
    )
