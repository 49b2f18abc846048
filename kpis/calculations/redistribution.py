"""Points are conserved: what a KPI leaves behind is shared over the others of its service area.

Whole points in proportion to the points the others have, largest remainder first, ties in reference
order. The area's total does not change, and so neither does the contract's: the report to Lincolnshire's
Overview and Scrutiny Management Board of 27 January 2022 has 902 points before and after CCN113.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction


class NothingToShareOver(ValueError):
    """The other KPIs of the area have no points, so there is no proportion to share in."""


def share_out(points: Mapping[str, Decimal], leaving: str) -> dict[str, Decimal]:
    """The points of the KPIs that stay, once those of the one that leaves are shared out.

    Args:
        points: whole points by KPI reference, of all KPIs of the area, the leaving one included.
        leaving: the reference of the KPI whose points are shared.

    Returns:
        Points by reference of the others, in reference order.

    Raises:
        NothingToShareOver: there are points to share and no other KPI has any.
        ValueError: some points are not whole.

    >>> share_out({"A": Decimal(10), "B": Decimal(20), "C": Decimal(7)}, leaving="C")
    {'A': Decimal('12'), 'B': Decimal('25')}
    """
    if any(value != value.to_integral_value() for value in points.values()):
        raise ValueError("points are shared out whole, so they must be whole to begin with")
    staying = {reference: int(points[reference]) for reference in sorted(points) if reference != leaving}
    shares = largest_remainder(int(points[leaving]), staying)
    return {reference: Decimal(staying[reference] + shares[reference]) for reference in staying}


def largest_remainder(amount: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Whole parts of an amount in proportion to weights, largest remainder first, ties in reference order."""
    total = sum(weights.values())
    if amount and not total:
        raise NothingToShareOver("no other KPI of the service area has points to share in proportion to")
    exact = {reference: Fraction(amount * weight, total or 1) for reference, weight in weights.items()}
    parts = {reference: int(share) for reference, share in exact.items()}
    by_remainder = sorted(exact, key=lambda reference: (parts[reference] - exact[reference], reference))
    for reference in by_remainder[: amount - sum(parts.values())]:
        parts[reference] += 1
    return parts
