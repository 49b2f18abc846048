"""Calendar months, which are the periods in which a contract is measured.

Pure values: no Django, no clock. A month is written ``2021-07`` wherever data is exchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

MONTHS_IN_YEAR = 12
WRITTEN = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One calendar month, for example ``Month(2021, 7)`` for July 2021."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= MONTHS_IN_YEAR or not date.min.year <= self.year <= date.max.year:
            raise ValueError(f"there is no month {self.number} of the year {self.year}")

    @classmethod
    def parse(cls, text: str) -> Month:
        """The month written as ``YYYY-MM``.

        Raises:
            ValueError: the text has another shape, or names a month that does not exist.

        >>> Month.parse("2021-07")
        Month(year=2021, number=7)
        """
        written = WRITTEN.fullmatch(text)
        if written is None:
            raise ValueError(f"{text!r} is not a month written as YYYY-MM")
        return cls(int(written[1]), int(written[2]))

    @classmethod
    def of(cls, day: date) -> Month:
        """The month that a day lies in."""
        return _cached_month(day.year, day.month)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"

    def __add__(self, months: int) -> Month:
        """The month that many months later; negative for earlier."""
        years, index = divmod(self.number - 1 + months, MONTHS_IN_YEAR)
        return _cached_month(self.year + years, index + 1)

    def months_since(self, other: Month) -> int:
        """How many months this month lies after another; negative if before.

        >>> Month(2022, 1).months_since(Month(2021, 11))
        2
        """
        return (self.year - other.year) * MONTHS_IN_YEAR + self.number - other.number

    @property
    def first_day(self) -> date:
        """The first day of the month, which is how a database keeps it."""
        return date(self.year, self.number, 1)

    @property
    def name(self) -> str:
        """The month in full: ``July 2021``."""
        return f"{NAMES[self.number - 1]} {self.year}"

    @property
    def short_name(self) -> str:
        """The month for a narrow column: ``Jul 21``."""
        return f"{NAMES[self.number - 1][:3]} {self.year % 100:02}"


@lru_cache(maxsize=4096)
def _cached_month(year: int, number: int) -> Month:
    return Month(year, number)


def months_between(first: Month, last: Month) -> Iterator[Month]:
    """Every month from the first to the last, both included; nothing if the last is earlier."""
    for distance in range(last.months_since(first) + 1):
        yield first + distance


def contract_month(month: Month, commencement: date) -> int:
    """The number of a month counted from commencement, which is month 1.

    >>> contract_month(Month(2021, 8), date(2015, 4, 1))
    77
    """
    return month.months_since(Month.of(commencement)) + 1


def printed_months(months: Iterable[Month]) -> str:
    """Months as a committee report prints them, runs joined and gaps kept.

    The year is left out while all lie in one year, as in Table 3 of the report to Lincolnshire's
    Overview and Scrutiny Management Board of 27 January 2022.

    >>> printed_months([Month(2021, 8), Month(2021, 11), Month(2021, 12)])
    'Aug, Nov-Dec'
    """
    ordered = sorted(set(months))
    one_year = len({month.year for month in ordered}) <= 1
    return ", ".join(_printed_run(run, one_year=one_year) for run in _runs(ordered))


def _runs(ordered: Sequence[Month]) -> list[list[Month]]:
    runs: list[list[Month]] = []
    for month in ordered:
        if runs and runs[-1][-1] + 1 == month:
            runs[-1].append(month)
        else:
            runs.append([month])
    return runs


def _printed_run(run: Sequence[Month], *, one_year: bool) -> str:
    ends = [run[0]] if len(run) == 1 else [run[0], run[-1]]
    names = [month.short_name[:3] if one_year else month.short_name for month in ends]
    return "-".join(names)
