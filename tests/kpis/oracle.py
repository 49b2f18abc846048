"""The rules of DESIGN.md section 4.1 once more: slow, exact, and without a line of the product's.

Fractions all through, rounding by whole-number arithmetic, vocabulary as plain text. What the
product says of any figures must be what this says.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

MOST = 10**11  # What the database keeps has eleven digits before the point.


@dataclass(frozen=True, kw_only=True)
class Case:
    """One result and what it is judged by; figures as exact fractions."""

    unit: str = "percent"
    better: str = "higher"
    decimals: int = 2
    tsl: Fraction | None = None
    msl: Fraction | None = None
    outcome: str = "measured"
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    stated: Fraction | None = None
    covers: str | None = None


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What a case amounts to; ``disagrees`` is the stated value where it is not the computed one."""

    status: str
    underlying: str
    value: Fraction | None = None
    disagrees: Fraction | None = None


def rounded(value: Fraction, decimals: int) -> Fraction:
    """Half up, away from zero: as many whole units as fit, and one more from half a unit on."""
    units_times_two = 2 * abs(value) * 10**decimals
    whole_units = (units_times_two.numerator + units_times_two.denominator) // (
        2 * units_times_two.denominator
    )
    return Fraction(whole_units if value >= 0 else -whole_units, 10**decimals)


def verdict_on(case: Case) -> Verdict | None:
    """The verdict, or None where the figures make no value."""
    nothing_happened = case.numerator == 0 and case.denominator == 0
    if case.outcome != "measured" or nothing_happened:
        reason = case.outcome if case.outcome != "measured" else "no_activity"
        underlying = reason if case.tsl is not None else "information"
        return Verdict(status=_mitigated(underlying, case.covers), underlying=underlying)
    if (case.numerator is None) != (case.denominator is None):
        return None
    stated = None if case.stated is None else rounded(case.stated, case.decimals)
    value = stated
    if case.numerator is not None and case.denominator is not None:
        if case.denominator <= 0:
            return None
        ratio = case.numerator / case.denominator
        value = rounded(ratio * 100 if case.unit == "percent" else ratio, case.decimals)
    if value is None or abs(value) >= MOST:
        return None
    underlying = _colour(value, case)
    return Verdict(
        status=_mitigated(underlying, case.covers),
        underlying=underlying,
        value=value,
        disagrees=stated if stated != value else None,
    )


def _colour(value: Fraction, case: Case) -> str:
    """Distances to the levels, turned so that more is better."""
    sign = 1 if case.better == "higher" else -1
    if case.tsl is None:
        return "information"
    if sign * (value - case.tsl) >= 0:
        return "green"
    if case.msl is not None and sign * (value - case.msl) >= 0:
        return "amber"
    return "red"


def _mitigated(underlying: str, covers: str | None) -> str:
    forgiven = {
        None: set(),
        "shortfall": {"amber", "red"},
        "every": {"green", "amber", "red", "not_reported", "no_activity"},
    }
    return "blue" if underlying in forgiven[covers] else underlying
