"""Abatement points: what failing a KPI incurs, by either regime, with repeat failures.

Shares of a KPI's points are how the Corporate Support Services Contract works; bands are the service
points of the UK Model Services Contract, Schedule 2.2, from which the rule on repeat failures is taken
too. Pure values.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from contracts.calculations.pricing import Regime
from kpis.calculations.rag import SHORTFALLS, Better, Status, round_half_up

NO_POINTS = Decimal(0)
POINT_DECIMALS = 4
"""Points incurred are rounded once, half up, to this many decimals: a share of points seldom has two."""


class Severity(StrEnum):
    """How bad a failure is, in the words of the Model Services Contract."""

    NONE = "none"
    MINOR = "minor"
    SERIOUS = "serious"
    SEVERE = "severe"
    BELOW_THRESHOLD = "below_threshold"


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A range of values and what it incurs; None is without limit on that side.

    A limit belongs to the better of the two bands that meet there, as a target that is equalled is met:
    where higher is better the band holds values from ``low`` to below ``high``, where lower is better
    those above ``low`` up to ``high``.
    """

    low: Decimal | None
    high: Decimal | None
    severity: Severity
    points: Decimal

    def holds(self, value: Decimal, better: Better) -> bool:
        """Whether a value lies in the band."""
        if better is Better.HIGHER:
            return (self.low is None or value >= self.low) and (self.high is None or value < self.high)
        return (self.low is None or value > self.low) and (self.high is None or value <= self.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class PointTerms:
    """How failures incur points in a month.

    Attributes:
        amber_share, red_share: of the KPI's points, each from 0 to 1; where the regime is shares.
        repeat_multiplier: of a failure that follows a failure; None where repeats cost no more.
    """

    regime: Regime = Regime.SHARES
    amber_share: Decimal | None = None
    red_share: Decimal | None = None
    repeat_multiplier: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsIncurred:
    """What one result of one KPI incurs, with its working.

    Attributes:
        own: the points before any repeat.
        multiplier: 1, or that of a repeat failure.
        is_repeat: whether the measurement period before this one was a failure too.
        severity: of the band that the value lies in, where the regime is bands.
    """

    own: Decimal = NO_POINTS
    multiplier: Decimal = Decimal(1)
    is_repeat: bool = False
    severity: Severity | None = None

    @property
    def incurred(self) -> Decimal:
        """The points that count."""
        return round_half_up(self.own * self.multiplier, POINT_DECIMALS)


NOTHING_INCURRED = PointsIncurred()


class UnusableBands(ValueError):
    """A set of bands that does not cover every value exactly once; the message says where."""


def points_incurred(
    status: Status,
    *,
    terms: PointTerms | None,
    weight: Decimal | None = None,
    value: Decimal | None = None,
    bands: Sequence[Band] = (),
    better: Better = Better.HIGHER,
    previous: Status | None = None,
) -> PointsIncurred:
    """The points that a result incurs: only a failure incurs any, and blue is none.

    Args:
        status: what counts, after mitigation.
        terms: of the month; without any nothing is incurred.
        weight: the KPI's own abatement points in the month, which shares are taken of.
        value: the value that was judged, which says the band.
        bands: of the KPI in the month, checked; without any a failure incurs nothing.
        previous: the status of the measurement period before, None where there is none. A repeat is a
            failure that follows a failure; what incurred points before is not multiplied again.
    """
    if terms is None or status not in SHORTFALLS:
        return NOTHING_INCURRED
    own, severity = _own_points(status, terms, weight, value, bands, better)
    is_repeat = terms.repeat_multiplier is not None and previous in SHORTFALLS
    multiplier = terms.repeat_multiplier if is_repeat and terms.repeat_multiplier else Decimal(1)
    return PointsIncurred(own=own, multiplier=multiplier, is_repeat=is_repeat, severity=severity)


def _own_points(
    status: Status,
    terms: PointTerms,
    weight: Decimal | None,
    value: Decimal | None,
    bands: Sequence[Band],
    better: Better,
) -> tuple[Decimal, Severity | None]:
    if terms.regime is Regime.BANDS:
        band = band_of(value, bands, better) if value is not None else None
        return (band.points, band.severity) if band else (NO_POINTS, None)
    share = terms.amber_share if status is Status.AMBER else terms.red_share
    return (weight or NO_POINTS) * (share or NO_POINTS), None


def band_of(value: Decimal, bands: Sequence[Band], better: Better) -> Band | None:
    """The band that a value lies in; of a checked set there is just one."""
    return next((band for band in bands if band.holds(value, better)), None)


def check_bands(bands: Sequence[Band]) -> tuple[Band, ...]:
    """The bands from the lowest up, if together they cover every possible value exactly once.

    They may be given worst first or best first.

    Raises:
        UnusableBands: there is a gap or an overlap, or a band that no value can lie in; says where.
    """
    if not bands:
        raise UnusableBands("there are no bands")
    for band in bands:
        if band.low is not None and band.high is not None and band.low >= band.high:
            raise UnusableBands(f"no value lies between {_shown(band.low)} and {_shown(band.high)}")
    ordered = tuple(sorted(bands, key=lambda band: (band.low is not None, band.low or NO_POINTS)))
    if ordered[0].low is not None:
        raise UnusableBands(f"{_values(None, ordered[0].low)} are in no band")
    for below, above in pairwise(ordered):
        _check_meeting(below, above)
    if ordered[-1].high is not None:
        raise UnusableBands(f"{_values(ordered[-1].high, None)} are in no band")
    return ordered


def _check_meeting(below: Band, above: Band) -> None:
    """Where the lower of two bands ends, the next one begins."""
    if below.high is not None and above.low is not None and below.high < above.low:
        raise UnusableBands(f"{_values(below.high, above.low)} are in no band")
    if below.high is None or below.high != above.low:
        ends = [band.high for band in (below, above) if band.high is not None]
        raise UnusableBands(f"{_values(above.low, min(ends, default=None))} are in two bands")


def _values(low: Decimal | None, high: Decimal | None) -> str:
    """A range of values in words; None is without limit on that side."""
    if low is not None and high is not None:
        return f"values between {_shown(low)} and {_shown(high)}"
    if low is not None:
        return f"values above {_shown(low)}"
    return "all values" if high is None else f"values below {_shown(high)}"


def _shown(limit: Decimal) -> str:
    return f"{limit.normalize():f}"
