"""Whether what was expected by a day is late."""

from __future__ import annotations

from datetime import date


def days_late(expected: date | None, today: date) -> int:
    """How many days a day lies in the past; 0 on the day itself, before it, and where none was named.

    >>> days_late(date(2022, 1, 1), date(2022, 2, 10))
    40
    """
    return max((today - expected).days, 0) if expected else 0


def late_by(days: int) -> str:
    """How late something is, in words; empty where it is not.

    >>> late_by(1), late_by(4406), late_by(0)
    ('1 day late', '4,406 days late', '')
    """
    return f"{days:,} day{'' if days == 1 else 's'} late" if days else ""
