"""What credits come to, by month and by financial year, summed by the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any, Protocol

from django.db.models import Count, Q, Sum

from contracts.calculations.months import Month
from contracts.calculations.years import FinancialYear
from contracts.models import Contract
from kpis.calculations.credits import PENCE
from kpis.calculations.points import POINT_DECIMALS
from kpis.calculations.rag import round_half_up
from kpis.models import ServiceCredit
from reports.statements.money import NOTHING, sum_of

SUMMED = {"points": POINT_DECIMALS, "uncapped": PENCE, "payable": PENCE, "lost_to_cap": PENCE}
"""What is summed, and the decimals it is kept with: SQLite adds decimals as binary reals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Points and pounds of some months together.

    Attributes:
        waiting: how many credits wait for a payment, and so are in none of the pounds.
        suspended: how many months credits were suspended in.
    """

    points: Decimal = NOTHING
    uncapped: Decimal = NOTHING
    payable: Decimal = NOTHING
    lost_to_cap: Decimal = NOTHING
    waiting: int = 0
    suspended: int = 0

    def __add__(self, other: Totals) -> Totals:
        names = self.__dataclass_fields__
        return Totals(**{name: getattr(self, name) + getattr(other, name) for name in names})


class Owed(Protocol):
    """Anything that says the points and pounds of one area in one month."""

    @property
    def points(self) -> Decimal: ...
    @property
    def uncapped(self) -> Decimal | None: ...
    @property
    def payable(self) -> Decimal | None: ...
    @property
    def lost_to_cap(self) -> Decimal | None: ...
    @property
    def is_waiting(self) -> bool: ...
    @property
    def is_suspended(self) -> bool: ...


def totals_of(credits: Sequence[Owed]) -> Totals:
    """What the credits of one month come to."""
    return Totals(
        points=sum_of(credit.points for credit in credits),
        uncapped=sum_of(credit.uncapped for credit in credits),
        payable=sum_of(credit.payable for credit in credits),
        lost_to_cap=sum_of(credit.lost_to_cap for credit in credits),
        waiting=sum(credit.is_waiting for credit in credits),
        suspended=int(any(credit.is_suspended for credit in credits)),
    )


def totals_by_month(contract: Contract) -> dict[Month, Totals]:
    """What the credits of each month come to, earliest first, in one query."""
    rows = ServiceCredit.objects.filter(contract=contract).order_by("month").values("month")
    sums: dict[str, Any] = {f"total_{name}": Sum(name) for name in SUMMED}
    counted = rows.annotate(
        **sums,
        waiting=Count("pk", filter=Q(payable__isnull=True)),
        suspended=Count("pk", filter=Q(is_suspended=True)),
    )
    return {row["month"]: _totals(row) for row in counted}


def _totals(row: Mapping[str, Any]) -> Totals:
    summed = {
        name: round_half_up(row[f"total_{name}"] or NOTHING, decimals) for name, decimals in SUMMED.items()
    }
    return Totals(**summed, waiting=row["waiting"], suspended=1 if row["suspended"] else 0)


def totals_by_year(by_month: Iterable[tuple[Month, Totals]]) -> dict[FinancialYear, Totals]:
    """What the months of each financial year come to; months earliest first."""
    years = groupby(by_month, lambda pair: FinancialYear.of(pair[0]))
    return {year: sum((totals for _, totals in months), Totals()) for year, months in years}
