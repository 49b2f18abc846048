"""What should have been done with a contract's months by now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from contracts.calculations.months import Month


class Step(StrEnum):
    """What a month waits for."""

    OPEN = "to be opened"
    ENTER = "to be entered and submitted"
    SIGN_OFF = "to be signed off"


@dataclass(frozen=True, slots=True)
class Due:
    """A month that has ended and waits for a step."""

    month: Month
    step: Step


def due_in(
    unfinished: Iterable[tuple[Month, bool]],
    *,
    next_month: Month,
    last_month: Month,
    this_month: Month,
) -> list[Due]:
    """What is due of one contract, earliest month first; nothing is due before its month has ended.

    Args:
        unfinished: months opened and not signed off, each with whether it is submitted.
        next_month: the month that would be opened next.
        last_month: the last month of the contract, after which none is opened.
        this_month: the month that today lies in.
    """
    due = [
        Due(month, Step.SIGN_OFF if is_submitted else Step.ENTER)
        for month, is_submitted in unfinished
        if month < this_month
    ]
    if next_month < this_month and next_month <= last_month:
        due.append(Due(next_month, Step.OPEN))
    return sorted(due, key=lambda one: one.month)
