"""The arithmetic of savings: contracted against delivered, by financial year and all together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class YearOfSavings:
    """What was contracted and delivered in a financial year, as ``2013/14``, in pounds; None: not known."""

    financial_year: str
    contracted: Decimal | None
    delivered: Decimal | None
    note: str = ""

    @property
    def is_known(self) -> bool:
        """Whether both figures are there, so that the one can be held against the other."""
        return self.contracted is not None and self.delivered is not None

    @property
    def variance(self) -> Decimal | None:
        """Delivered less contracted, so that too little is negative."""
        if self.contracted is None or self.delivered is None:
            return None
        return self.delivered - self.contracted


@dataclass(frozen=True, slots=True, kw_only=True)
class Cumulated:
    """Savings of a year and the years before it, in pounds, like held against like.

    Only years of which both figures are known are in the sums; ``without`` names the others. While there is
    no such year, the sums are None.
    """

    contracted: Decimal | None = None
    delivered: Decimal | None = None
    without: tuple[str, ...] = ()

    @property
    def variance(self) -> Decimal | None:
        """Delivered less contracted, which is what the years' variances come to."""
        if self.contracted is None or self.delivered is None:
            return None
        return self.delivered - self.contracted

    def and_then(self, year: YearOfSavings) -> Cumulated:
        """The same with one more year."""
        if year.contracted is None or year.delivered is None:
            return Cumulated(
                contracted=self.contracted,
                delivered=self.delivered,
                without=(*self.without, year.financial_year),
            )
        return Cumulated(
            contracted=(self.contracted or NOTHING) + year.contracted,
            delivered=(self.delivered or NOTHING) + year.delivered,
            without=self.without,
        )


def cumulated(years: Iterable[YearOfSavings]) -> Iterator[tuple[YearOfSavings, Cumulated]]:
    """Each financial year, earliest first, with what it and those before it come to."""
    so_far = Cumulated()
    for year in sorted(years, key=lambda each: each.financial_year):
        so_far = so_far.and_then(year)
        yield year, so_far
