"""When a KPI is counted: in service, and due by its frequency."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TypeVar

from contracts.calculations.months import Month

Dated = TypeVar("Dated")


class Frequency(StrEnum):
    """How often a KPI is measured."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    ANNUAL = "annual"


MONTHS_APART = {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3, Frequency.ANNUAL: 12}


def is_due(frequency: Frequency, contract_month: int) -> bool:
    """Whether a KPI falls due in a month, counted from commencement.

    A quarter or a year is reported in its last month, quarters and years running from
    commencement: months 3, 6, 9 and so on, and months 12, 24, 36.
    """
    return contract_month % MONTHS_APART[frequency] == 0


def in_service(month: Month, first: Month, last: Month | None) -> bool:
    """Whether a KPI is in service in a month; first and last month included, no last means open."""
    return first <= month and (last is None or month <= last)


def in_force(dated: Sequence[tuple[Month, Dated]], month: Month) -> Dated | None:
    """What holds in a month out of rows that each hold until the next.

    Args:
        dated: pairs of the month a row takes effect and the row, earliest first.

    Returns:
        The latest row that has taken effect by the month, or None before the first.
    """
    held = None
    for effective_from, row in dated:
        if effective_from > month:
            break
        held = row
    return held
