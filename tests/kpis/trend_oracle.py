"""Section 4.4 of DESIGN.md once more: slow, exact, and without a line of the product's.

One point at a time, in fractions, vocabulary as plain text. What the product says of any figures must be what
this says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median


@dataclass(frozen=True, kw_only=True)
class Lines:
    """The lines of a chart; ``left_out`` counts the moving ranges that did not count."""

    mean: Fraction
    lower: Fraction
    upper: Fraction
    left_out: int


def lines_through(points: Sequence[Fraction], *, screened: bool = True) -> Lines | None:
    """Mean and limits; None where there is no moving range. A series that never moves has its mean thrice."""
    moving = [abs(later - earlier) for earlier, later in zip(points, points[1:], strict=False)]
    if not moving:
        return None
    most = Fraction(3267, 1000) * sum(moving) / len(moving)
    kept = [each for each in moving if each < most] if screened and any(moving) else moving
    mean, reach = sum(points) / len(points), Fraction(266, 100) * sum(kept) / len(kept)
    return Lines(mean=mean, lower=mean - reach, upper=mean + reach, left_out=len(moving) - len(kept))


def causes_of(figures: Sequence[Fraction | None]) -> list[str]:
    """For each figure the special cause and its side, as ``trend high``; empty for none, and for a gap."""
    points = [figure for figure in figures if figure is not None]
    lines = lines_through(points)
    if lines is None:
        return [""] * len(figures)
    two_thirds = (lines.upper - lines.mean) * 2 / 3
    sides = [(point > lines.mean) - (point < lines.mean) for point in points]
    outside = [not lines.lower <= point <= lines.upper for point in points]
    near = [
        abs(point - lines.mean) > two_thirds and not out for point, out in zip(points, outside, strict=True)
    ]
    found = iter([_cause(points, place, sides, outside, near) for place in range(len(points))])
    return ["" if figure is None else next(found) for figure in figures]


def _cause(
    points: Sequence[Fraction],
    place: int,
    sides: Sequence[int],
    outside: Sequence[bool],
    near: Sequence[bool],
) -> str:
    side = "high" if sides[place] > 0 else "low"
    if outside[place]:
        return f"outside_limits {side}"
    for window in reversed(_windows(len(points), place, 7)):
        moves = [points[each + 1] - points[each] for each in window[:-1]]
        if all(move > 0 for move in moves) or all(move < 0 for move in moves):
            return f"trend {'high' if moves[0] > 0 else 'low'}"
    if near[place] and any(
        abs(sum(sides[each] for each in window)) == 3 and sum(near[each] for each in window) >= 2
        for window in _windows(len(points), place, 3)
    ):
        return f"two_of_three {side}"
    if any(abs(sum(sides[each] for each in window)) == 7 for window in _windows(len(points), place, 7)):
        return f"shift {side}"
    return ""


def _windows(points: int, place: int, length: int) -> list[range]:
    """The windows of a length that have a place in them, earliest first."""
    starts = range(max(place - length + 1, 0), min(place, points - length) + 1)
    return [range(start, start + length) for start in starts]


def assurance_of(figures: Sequence[Fraction | None], better: str, target: Fraction | None) -> str | None:
    """Whether the target is met or missed come what may."""
    points = [figure for figure in figures if figure is not None]
    lines = lines_through(points)
    if lines is None or target is None:
        return None
    if len(set(points)) == 1:
        is_met = points[0] >= target if better == "higher" else points[0] <= target
        return "consistently_pass" if is_met else "consistently_fail"
    if lines.lower <= target <= lines.upper:
        return "hit_and_miss"
    return "consistently_pass" if (target < lines.lower) == (better == "higher") else "consistently_fail"


def line_at(points: Sequence[tuple[int, Fraction]], month: int) -> Fraction:
    """What the Theil-Sen line through figures of some months says of a month."""
    slopes = [
        (late - early) / (end - start)
        for place, (start, early) in enumerate(points)
        for end, late in points[place + 1 :]
    ]
    slope = median(slopes)
    return (
        median(figure for _, figure in points)
        + (month - median(Fraction(each) for each, _ in points)) * slope
    )
