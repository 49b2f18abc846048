"""Where a KPI's course leads: the robust line through its figures, and the month in which it misses the TSL.

The line is Theil and Sen's: the median of the slopes between all pairs of figures, through the median figure
at the median month, so that a few odd months do not turn it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from statistics import median

from contracts.calculations.months import Month, months_between
from kpis.calculations.chart import UNITS
from kpis.calculations.rag import Better, round_half_up
from kpis.calculations.schedule import in_force

FEWEST_POINTS = 2
DECIMALS_OF_A_LINE = 6
"""A line is rounded to these before it is compared: finer than any figure, coarser than what floats lose."""

DatedTsl = Sequence[tuple[Month, Decimal | None]]
"""Pairs of the month from which a TSL holds, until the next, and the TSL; earliest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A straight course through time.

    Attributes:
        first: the month of the first figure.
        level: what the line says of that month, in ten-thousandths of the KPI's unit.
        slope: by how much it rises each month, likewise; negative where it falls.
        points: how many figures it was drawn through.
    """

    first: Month
    level: float
    slope: float
    points: int

    def at(self, month: Month) -> Decimal:
        """What the line says of a month, in the KPI's unit, rounded half up to six decimals."""
        figure = Decimal(self.level + self.slope * month.months_since(self.first)) / UNITS
        return round_half_up(figure, DECIMALS_OF_A_LINE)

    def worsens(self, better: Better) -> bool:
        return self.slope < 0 if better is Better.HIGHER else self.slope > 0


def robust_line(points: Sequence[tuple[Month, Decimal]]) -> Line | None:
    """The Theil-Sen line through the figures of some months, earliest first; None for fewer than two.

    Months without a figure are left out: the line takes account of the time between two figures.
    """
    if len(points) < FEWEST_POINTS:
        return None
    first = points[0][0]
    placed = [(month.months_since(first), float(figure * UNITS)) for month, figure in points]
    slope = median((late - early) / (end - start) for (start, early), (end, late) in combinations(placed, 2))
    level = median(figure for _, figure in placed) - slope * median(distance for distance, _ in placed)
    return Line(first=first, level=level, slope=slope, points=len(points))


def first_miss(line: Line, better: Better, tsl: DatedTsl, *, as_at: Month, last: Month) -> Month | None:
    """The first month after ``as_at`` and not after ``last`` in which a line misses the TSL then in force.

    Equal is met, and where there is no TSL nothing is missed. A line that misses its TSL already and does not
    get worse is not on its way anywhere: None, as for one that never misses.
    """
    if _misses(line, better, tsl, as_at) and not line.worsens(better):
        return None
    return next(
        (month for month in months_between(as_at + 1, last) if _misses(line, better, tsl, month)), None
    )


def _misses(line: Line, better: Better, tsl: DatedTsl, month: Month) -> bool:
    level = in_force(tsl, month)
    if level is None:
        return False
    return line.at(month) < level if better is Better.HIGHER else line.at(month) > level
