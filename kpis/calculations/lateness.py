"""Whether what was expected by a day is late."""

from __future__ import annotations

from datetime import date


def days_late(expected: date | None, today: date) -> int:
    """How many days a day lies in the past; 0 on the day itself, before it, and where none was named.

    >>> days_late(date(2022, 1, 1), date(2022, 2, 10))
    40
    """
    return max((today - expected).days, 0) if expected else 0
