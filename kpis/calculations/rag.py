"""Judging one result of one KPI: red, amber, green, and blue where mitigation is agreed.

The rules are those of the Corporate Support Services Contract as its committee report of
27 January 2022 applies them (sections 3 and 4, Tables 1 to 3). Pure values: nothing here knows of
a database, a clock or a page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from enum import StrEnum

ENOUGH_DIGITS = 60
"""Digits kept while dividing: more than any two stored figures can need to round exactly."""
BEYOND_KEEPING = Decimal(10) ** 11
"""A value is kept with eleven digits before the point: this is the first that is not."""


class Unit(StrEnum):
    """What a KPI's value is counted in."""

    PERCENT = "percent"
    NUMBER = "number"
    SECONDS = "seconds"
    MINUTES = "minutes"
    DAYS = "days"
    CURRENCY = "currency"


class Better(StrEnum):
    """Which way a KPI's value improves."""

    HIGHER = "higher"
    LOWER = "lower"


class Outcome(StrEnum):
    """Whether there is a value for a KPI in a month, or why there is none."""

    MEASURED = "measured"
    NOT_REPORTED = "not_reported"
    NO_ACTIVITY = "no_activity"


class Covers(StrEnum):
    """Which results an agreed mitigation turns blue."""

    SHORTFALL = "shortfall"
    EVERY = "every"


class Status(StrEnum):
    """The judgement of a KPI in a month."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    BLUE = "blue"
    NOT_REPORTED = "not_reported"
    NO_ACTIVITY = "no_activity"
    NOT_DUE = "not_due"
    INFORMATION = "information"


SHORTFALLS = frozenset({Status.AMBER, Status.RED})
UNJUDGED = frozenset({Status.INFORMATION, Status.NOT_DUE})
"""Statuses that are outside the count of KPIs due, and that no mitigation changes."""


class UnusableMeasurement(ValueError):
    """The figures given cannot make a value; the message says why in plain words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """How a KPI's value is expressed and which way it improves."""

    unit: Unit
    better: Better
    decimals: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is in force for a KPI in a month, in the KPI's own unit.

    Without a TSL the KPI is for information; without an MSL a value that misses the TSL is red.
    """

    tsl: Decimal | None = None
    msl: Decimal | None = None
    points: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """What was reported for a KPI in a month, before any judgement."""

    outcome: Outcome = Outcome.MEASURED
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    stated_value: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The status of a result, with the working that led to it.

    Attributes:
        status: what counts, after mitigation.
        underlying_status: what it would be without mitigation.
        value: the value that was compared, rounded to the KPI's decimals; None without one.
        stated_value: the provider's own figure, rounded alike, where it differs from the computed
            one; None where it agrees or only one of them was given.
        terms: what the value was compared with.
    """

    status: Status
    underlying_status: Status
    value: Decimal | None
    stated_value: Decimal | None
    terms: Terms


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """A value rounded once to a number of decimals, halves away from zero; zero has no sign.

    >>> round_half_up(Decimal("94.995"), 2)
    Decimal('95.00')
    >>> round_half_up(Decimal("-0.001"), 2)
    Decimal('0.00')
    """
    with localcontext(prec=ENOUGH_DIGITS):
        return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + 0


def outcome_of(measurement: Measurement) -> Outcome:
    """The outcome that counts: nothing out of nothing is no activity, never 0% and never 100%."""
    if measurement.outcome is Outcome.MEASURED and measurement.numerator == measurement.denominator == 0:
        return Outcome.NO_ACTIVITY
    return measurement.outcome


def computed_value(measurement: Measurement, measure: Measure) -> Decimal | None:
    """The numerator over the denominator, times 100 for a percentage, rounded to the KPI's decimals.

    None where neither was given.

    Raises:
        UnusableMeasurement: one of the two is missing, or the denominator is not above zero.
    """
    numerator, denominator = measurement.numerator, measurement.denominator
    if numerator is None and denominator is None:
        return None
    if numerator is None or denominator is None:
        raise UnusableMeasurement("a numerator and a denominator come together, or neither")
    if denominator <= 0:
        raise UnusableMeasurement("the denominator must be above zero")
    factor = 100 if measure.unit is Unit.PERCENT else 1
    with localcontext(prec=ENOUGH_DIGITS):
        return round_half_up(numerator * factor / denominator, measure.decimals)


def status_of_value(value: Decimal, terms: Terms, better: Better) -> Status:
    """Green at or beyond the TSL, amber at or beyond the MSL, else red; equal is met.

    Without an MSL a value that misses the TSL is red; without a TSL the KPI is for information.
    """
    if terms.tsl is None:
        return Status.INFORMATION
    if _meets(value, terms.tsl, better):
        return Status.GREEN
    if terms.msl is not None and _meets(value, terms.msl, better):
        return Status.AMBER
    return Status.RED


def _meets(value: Decimal, level: Decimal, better: Better) -> bool:
    return value >= level if better is Better.HIGHER else value <= level


def after_mitigation(underlying: Status, covers: Covers | None) -> Status:
    """The status that counts once an agreed mitigation, if any, is applied.

    Covering ``shortfall`` turns amber and red blue and leaves green and missing values alone;
    covering ``every`` result turns all of them blue. A KPI that is not due or for information
    stays what it is.
    """
    if covers is None or underlying in UNJUDGED:
        return underlying
    if covers is Covers.EVERY or underlying in SHORTFALLS:
        return Status.BLUE
    return underlying


def widest_cover(covers: Iterable[Covers]) -> Covers | None:
    """What counts where several agreed mitigations meet: every result before shortfall only."""
    found = set(covers)
    if Covers.EVERY in found:
        return Covers.EVERY
    return Covers.SHORTFALL if found else None


def judge(
    measurement: Measurement,
    *,
    measure: Measure,
    terms: Terms,
    covers: Covers | None = None,
) -> Judgement:
    """Judge one result by the terms in force, mitigation last.

    Where a computed and a stated value differ after rounding, the computed one counts and the
    stated one is reported beside it.

    Raises:
        UnusableMeasurement: the figures cannot make a value.
    """
    outcome = outcome_of(measurement)
    if outcome is not Outcome.MEASURED:
        underlying = Status.INFORMATION if terms.tsl is None else Status(outcome.value)
        return _judgement(underlying, covers, terms)
    computed = computed_value(measurement, measure)
    stated = measurement.stated_value
    if stated is not None:
        stated = round_half_up(stated, measure.decimals)
    value = stated if computed is None else computed
    if value is None:
        raise UnusableMeasurement("a measured result needs a value, or a numerator and a denominator")
    if abs(value) >= BEYOND_KEEPING:
        raise UnusableMeasurement(f"these figures make {value:,}, which is too large to be right")
    differs = None if stated == value else stated
    return _judgement(status_of_value(value, terms, measure.better), covers, terms, value, differs)


def _judgement(
    underlying: Status,
    covers: Covers | None,
    terms: Terms,
    value: Decimal | None = None,
    stated: Decimal | None = None,
) -> Judgement:
    return Judgement(
        status=after_mitigation(underlying, covers),
        underlying_status=underlying,
        value=value,
        stated_value=stated,
        terms=terms,
    )
