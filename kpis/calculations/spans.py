"""Spans of months, with or without an end, and where two of them meet."""

from __future__ import annotations

from dataclasses import dataclass

from contracts.calculations.months import Month


@dataclass(frozen=True, slots=True)
class Span:
    """Months from a first to a last, both included; no last month means that it lasts.

    >>> str(Span(Month(2021, 8), Month(2021, 11))), str(Span(Month(2021, 8)))
    ('August 2021 to November 2021', 'August 2021 onwards')
    """

    first: Month
    last: Month | None = None

    def __contains__(self, month: Month) -> bool:
        return self.first <= month and (self.last is None or month <= self.last)

    def __str__(self) -> str:
        if self.last is None:
            return f"{self.first.name} onwards"
        return self.first.name if self.first == self.last else f"{self.first.name} to {self.last.name}"

    def common_with(self, other: Span) -> Span | None:
        """The months that two spans share, if any.

        >>> str(Span(Month(2021, 7), Month(2021, 9)).common_with(Span(Month(2021, 9))))
        'September 2021'
        """
        first = max(self.first, other.first)
        ends = [last for last in (self.last, other.last) if last is not None]
        last = min(ends) if ends else None
        return None if last is not None and last < first else Span(first, last)

    def until(self, last: Month) -> Span | None:
        """What is left of it when it ends with a month at the latest; None if it begins later."""
        return self.common_with(Span(min(self.first, last), last))
