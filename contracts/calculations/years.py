"""Financial years of councils: April to March."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from contracts.calculations.months import Month

APRIL, MARCH = 4, 3
WRITTEN = re.compile(r"([1-9]\d{3})-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class FinancialYear:
    """A financial year by the calendar year it begins in.

    >>> FinancialYear(2021).name, str(FinancialYear(1999))
    ('2021/22', '1999-00')
    """

    begins: int

    @classmethod
    def of(cls, month: Month) -> FinancialYear:
        """The financial year that a month lies in.

        >>> FinancialYear.of(Month(2022, 3)), FinancialYear.of(Month(2022, 4))
        (FinancialYear(begins=2021), FinancialYear(begins=2022))
        """
        return cls(month.year if month.number >= APRIL else month.year - 1)

    @classmethod
    def parse(cls, text: str) -> FinancialYear:
        """The financial year written as ``2021-22``.

        Raises:
            ValueError: the text has another shape, or names no financial year.
        """
        written = WRITTEN.fullmatch(text)
        year = cls(int(written[1])) if written else None
        if year is None or str(year) != text or year.begins + 1 > date.max.year:
            raise ValueError(f"{text!r} is not a financial year written as 2021-22")
        return year

    def __str__(self) -> str:
        return f"{self.begins}-{(self.begins + 1) % 100:02}"

    @property
    def name(self) -> str:
        return str(self).replace("-", "/")

    @property
    def first(self) -> Month:
        return Month(self.begins, APRIL)

    @property
    def last(self) -> Month:
        return Month(self.begins + 1, MARCH)
