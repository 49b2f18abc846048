"""The XmR chart of one series of figures, in Python's own whole numbers.

The rules are those of ``xmr.py``, which marks thousands of series at once and needs numpy for it. A web
worker that shows one contract does without numpy's 13 MB; tests hold the two to each other and to an oracle.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import groupby, pairwise

UNITS = 10**4
"""Figures are kept with four decimals: each is a whole number of ten-thousandths."""
LIMIT = Fraction("2.66")
"""From the mean to a limit, in mean moving ranges."""
NEAR_LIMIT = LIMIT * 2 / 3
OUTLIER = Fraction("3.267")
"""A moving range of so many times their mean, or more, is left out of it, once."""
MOVES_OF_A_TREND = 6
POINTS_OF_A_SHIFT = 7
NEIGHBOURS, NEAR_NEIGHBOURS = 3, 2
"""Two of three."""
OUTSIDE_LIMITS, TREND, TWO_OF_THREE, SHIFT = 1, 2, 3, 4
"""Codes of the special causes, in the order in which they count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The working of one chart; sums are of ten-thousandths.

    Attributes:
        points: how many figures there are.
        base: the first of them; 0 without any.
        total: the sum of what they differ from it.
        ranges: how many moving ranges make the mean of them.
        range_total: their sum.
        left_out: how many moving ranges were left out of it.
        causes: for each figure given, the code of its special cause, negative on the low side; 0 where there
            is none, and in a gap.
    """

    points: int
    base: int
    total: int
    ranges: int
    range_total: int
    left_out: int
    causes: tuple[int, ...]

    @property
    def is_constant(self) -> bool:
        """Whether all figures are the same: only then do both limits lie on the mean with none left out."""
        return self.range_total == 0 and self.left_out == 0

    def side_of_limits(self, level: int) -> int:
        """Where a level lies: 1 above the upper limit, -1 below the lower, 0 on or between them."""
        distance = (level - self.base) * self.points - self.total
        return sign(distance) if self.is_beyond(LIMIT, distance) else 0

    def is_beyond(self, reach: Fraction, distance: int) -> bool:
        """Whether a distance from the mean, times the points, is more than some mean moving ranges."""
        spread = self.range_total * self.points
        return abs(distance) * max(self.ranges, 1) * reach.denominator > spread * reach.numerator


def chart(figures: Sequence[Decimal | None]) -> Chart:
    """The chart of a series: the figures it has, whatever periods lie between two of them."""
    whole = [in_units(figure) for figure in figures if figure is not None]
    base = whole[0] if whole else 0
    differences = [figure - base for figure in whole]
    moving = [abs(later - earlier) for earlier, later in pairwise(differences)]
    kept = _without_outliers(moving)
    lines = Chart(
        points=len(whole),
        base=base,
        total=sum(differences),
        ranges=len(kept),
        range_total=sum(kept),
        left_out=len(moving) - len(kept),
        causes=(),
    )
    found = iter(_causes(lines, differences))
    causes = tuple(0 if figure is None else next(found) for figure in figures)
    return replace(lines, causes=causes)


def in_units(figure: Decimal) -> int:
    """A figure as a whole number of ten-thousandths."""
    return int((figure * UNITS).to_integral_value())


def sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _without_outliers(moving: Sequence[int]) -> list[int]:
    """The moving ranges that make their mean; where nothing moves, all of them."""
    of_all = sum(moving)
    most, each = of_all * OUTLIER.numerator, len(moving) * OUTLIER.denominator
    return [range_ for range_ in moving if range_ * each < most] if of_all else list(moving)


def _causes(lines: Chart, differences: Sequence[int]) -> list[int]:
    """The code of each figure; what counts first overwrites what counts after it."""
    distances = [difference * lines.points - lines.total for difference in differences]
    sides = [sign(distance) for distance in distances]
    outside = [lines.is_beyond(LIMIT, distance) for distance in distances]
    near = [
        not out and lines.is_beyond(NEAR_LIMIT, distance)
        for out, distance in zip(outside, distances, strict=True)
    ]
    causes = [SHIFT * side for side in runs(sides, POINTS_OF_A_SHIFT)]
    _overwrite(causes, TWO_OF_THREE, two_of_three(sides, near))
    _overwrite(causes, TREND, trending(differences))
    _overwrite(causes, OUTSIDE_LIMITS, [side * out for side, out in zip(sides, outside, strict=True)])
    return causes


def _overwrite(causes: list[int], code: int, signs: Iterable[int]) -> None:
    for place, side in enumerate(signs):
        if side:
            causes[place] = code * side


def trending(differences: Sequence[int]) -> list[int]:
    """Which points are part of a trend: 1 rising, -1 falling. Where one turns into another, the later."""
    moves = [sign(later - earlier) for earlier, later in pairwise(differences)]
    steady = runs(moves, MOVES_OF_A_TREND)
    both = zip([*steady, 0], [0, *steady], strict=True)
    return [onwards or hither for onwards, hither in both][: len(differences)]


def two_of_three(sides: Sequence[int], near: Sequence[bool]) -> list[int]:
    """Which points lie near a limit with another among three neighbours that are all on one side."""
    found = [0] * len(sides)
    for start in range(len(sides) - NEIGHBOURS + 1):
        window = range(start, start + NEIGHBOURS)
        together = abs(sum(sides[place] for place in window)) == NEIGHBOURS
        if together and sum(near[place] for place in window) >= NEAR_NEIGHBOURS:
            for place in window:
                found[place] = sides[place] if near[place] else found[place]
    return found


def runs(signs: Sequence[int], length: int) -> list[int]:
    """Which places are part of so many equal signs in a row, or more, with that sign; zero is no sign."""
    found: list[int] = []
    for side, places in groupby(signs):
        count = len(list(places))
        found += [side if count >= length else 0] * count
    return found
