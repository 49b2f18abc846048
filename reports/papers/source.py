"""What the sections of a paper are made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from contracts.calculations.months import Month
from reports.papers.material import Material
from reports.statements import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A statement of at least one month, and what stands beside it."""

    statement: Statement
    material: Material

    @property
    def first(self) -> Month:
        return self.statement.periods[0].month

    @property
    def last(self) -> Month:
        return self.statement.periods[-1].month


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What a paper is written for.

    Attributes:
        meeting: the body it goes to; empty where it goes to none.
        previous_on: the day of the last report there, if it is known.
    """

    meeting: str = ""
    previous_on: date | None = None
