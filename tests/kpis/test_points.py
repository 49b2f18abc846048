"""What failing a KPI incurs: DESIGN.md section 4.2, every boundary in pairs."""

from __future__ import annotations

from decimal import Decimal

import pytest

from contracts.calculations.pricing import Regime
from kpis.calculations.points import (
    NO_POINTS,
    NOTHING_INCURRED,
    Band,
    PointTerms,
    Severity,
    UnusableBands,
    band_of,
    check_bands,
    points_incurred,
)
from kpis.calculations.rag import Better, Status
from kpis.words import SEVERITY_WORDS

SHARES = PointTerms(amber_share=Decimal("0.5"), red_share=Decimal(1))
BANDS = PointTerms(regime=Regime.BANDS)
DOUBLED = PointTerms(regime=Regime.BANDS, repeat_multiplier=Decimal(2))
HARMLESS = [status for status in Status if status not in (Status.AMBER, Status.RED)]


def band(low, high, severity="minor", points=1):
    limits = (None if limit is None else Decimal(limit) for limit in (low, high))
    low, high = limits
    return Band(low=low, high=high, severity=Severity(severity), points=Decimal(points))


MODEL_SERVICES_CONTRACT = (
    band(None, "96", "below_threshold", 4),
    band("96", "97", "severe", 3),
    band("97", "98", "serious", 2),
    band("98", "99", "minor", 1),
    band("99", None, "none", 0),
)
"""DESIGN.md section 4.2: target 99%; one decimal."""
QUARTERLY = (
    band("98", None, "none", 0),
    band("96", "98", "minor", 1),
    band("94", "96", "serious", 2),
    band("92", "94", "severe", 3),
    band(None, "92", "below_threshold", 4),
)
"""notes/domain.md: the half-open bands of a quarterly KPI, best first."""


# Shares of a KPI's own points.


@pytest.mark.parametrize(
    ("status", "weight", "incurred"),
    [
        pytest.param(Status.AMBER, "31", "15.5", id="amber-incurs-its-share"),
        pytest.param(Status.RED, "31", "31", id="red-incurs-its-share"),
        pytest.param(Status.RED, "0", "0", id="a-weightless-KPI-incurs-none"),
        pytest.param(Status.RED, None, "0", id="nor-one-without-points"),
    ],
)
def test_a_failure_incurs_its_share_of_the_points(status, weight, incurred):
    weight = None if weight is None else Decimal(weight)
    found = points_incurred(status, terms=SHARES, weight=weight)
    assert (found.incurred, found.severity, found.is_repeat) == (Decimal(incurred), None, False)


@pytest.mark.parametrize(
    ("share", "incurred"),
    [
        pytest.param("0.3333", "1.1110", id="below-a-half-unit-of-the-fourth-decimal"),
        pytest.param("0.3335", "1.1117", id="a-half-is-rounded-up"),
    ],
)
def test_points_are_rounded_once_half_up_to_four_decimals(share, incurred):
    terms = PointTerms(amber_share=Decimal(share), red_share=Decimal(1), repeat_multiplier=Decimal("1.00"))
    found = points_incurred(Status.AMBER, terms=terms, weight=Decimal("3.3333"))
    assert str(found.incurred) == incurred


@pytest.mark.parametrize("terms", [SHARES, BANDS, DOUBLED], ids=["shares", "bands", "repeats"])
@pytest.mark.parametrize("status", HARMLESS)
def test_only_amber_and_red_incur_points(status, terms):
    found = points_incurred(
        status,
        terms=terms,
        weight=Decimal(10),
        value=Decimal(50),
        bands=MODEL_SERVICES_CONTRACT,
        previous=Status.RED,
    )
    assert found == NOTHING_INCURRED


def test_before_the_first_credit_terms_nothing_is_incurred():
    assert points_incurred(Status.RED, terms=None, weight=Decimal(10)) == NOTHING_INCURRED
    assert NOTHING_INCURRED.incurred == NO_POINTS


# Bands.


@pytest.mark.parametrize(
    ("value", "severity", "points"),
    [
        pytest.param("98.9", "minor", 1, id="just-below-the-target"),
        pytest.param("98.0", "minor", 1, id="on-98"),
        pytest.param("97.9", "serious", 2, id="just-below-98"),
        pytest.param("97.0", "serious", 2, id="on-97"),
        pytest.param("96.9", "severe", 3, id="just-below-97"),
        pytest.param("96.0", "severe", 3, id="on-96"),
        pytest.param("95.9", "below_threshold", 4, id="just-below-96"),
        pytest.param("-1", "below_threshold", 4, id="far-below"),
    ],
)
def test_a_band_says_severity_and_points(value, severity, points):
    found = points_incurred(
        Status.RED, terms=BANDS, value=Decimal(value), weight=Decimal(99), bands=MODEL_SERVICES_CONTRACT
    )
    assert (found.incurred, found.severity) == (points, severity)


@pytest.mark.parametrize(
    ("value", "points"),
    [("98", 0), ("97.99", 1), ("96", 1), ("95.99", 2), ("94", 2), ("93.99", 3), ("92", 3), ("91.99", 4)],
)
def test_half_open_bands_of_a_quarterly_kpi(value, points):
    assert band_of(Decimal(value), check_bands(QUARTERLY), Better.HIGHER).points == points


@pytest.mark.parametrize(
    ("value", "points"),
    [("4", 0), ("4.01", 1), ("7", 1), ("7.01", 2)],
    ids=["on", "above", "on-2", "above-2"],
)
def test_where_lower_is_better_a_limit_belongs_to_the_better_band_too(value, points):
    bands = (band(None, 4, "none", 0), band(4, 7, "minor", 1), band(7, None, "serious", 2))
    assert band_of(Decimal(value), check_bands(bands), Better.LOWER).points == points


@pytest.mark.parametrize(
    ("value", "bands"),
    [
        pytest.param(None, MODEL_SERVICES_CONTRACT, id="without-a-value"),
        pytest.param(Decimal(50), (), id="without-bands"),
    ],
)
def test_without_a_band_a_failure_incurs_nothing(value, bands):
    found = points_incurred(Status.RED, terms=BANDS, weight=Decimal(10), value=value, bands=bands)
    assert (found.incurred, found.severity) == (NO_POINTS, None)


def test_every_severity_has_a_word():
    assert SEVERITY_WORDS.keys() == set(Severity)


# Repeat failures.


def incurred_by(values, terms=DOUBLED):
    """What values of consecutive measurement periods incur; a status stands for a period without one."""
    previous, incurred = None, []
    for value in values:
        status = value
        if not isinstance(value, Status):
            status = Status.GREEN if Decimal(value) >= 99 else Status.RED
            value = Decimal(value)
        found = points_incurred(
            status, terms=terms, value=value, bands=MODEL_SERVICES_CONTRACT, previous=previous
        )
        incurred.append(found.incurred)
        previous = status
    return incurred


def test_the_worked_example_of_the_model_services_contract():
    """DESIGN.md section 4.2: 98.5, 96.5, 96.5 in three consecutive periods incur 1, 6, 6."""
    assert incurred_by(["98.5", "96.5", "96.5"]) == [1, 6, 6]


def test_without_a_multiplier_repeats_cost_no_more():
    assert incurred_by(["98.5", "96.5", "96.5"], BANDS) == [1, 3, 3]


def test_repeats_never_compound():
    assert incurred_by(["95"] * 6) == [4, 8, 8, 8, 8, 8]


@pytest.mark.parametrize(
    "between",
    [Status.BLUE, Status.GREEN, Status.NOT_REPORTED, Status.NO_ACTIVITY, Status.NOT_DUE, Status.INFORMATION],
)
def test_a_period_that_is_no_failure_ends_the_run(between):
    assert incurred_by(["95", "95", between, "95", "95"]) == [4, 8, 0, 4, 8]


@pytest.mark.parametrize("previous", [Status.AMBER, Status.RED])
def test_amber_and_red_are_both_failures_to_repeat(previous):
    terms = PointTerms(amber_share=Decimal("0.5"), red_share=Decimal(1), repeat_multiplier=Decimal("1.5"))
    found = points_incurred(Status.AMBER, terms=terms, weight=Decimal(10), previous=previous)
    assert (found.own, found.multiplier, found.incurred) == (5, Decimal("1.5"), Decimal("7.5"))
    assert found.is_repeat


# Sets of bands.


@pytest.mark.parametrize("given", [MODEL_SERVICES_CONTRACT, MODEL_SERVICES_CONTRACT[::-1]])
def test_bands_are_given_worst_first_or_best_first(given):
    assert check_bands(given) == MODEL_SERVICES_CONTRACT


def test_one_band_may_hold_every_value():
    assert check_bands([band(None, None)]) == (band(None, None),)


@pytest.mark.parametrize(
    ("limits", "why"),
    [
        pytest.param([], "there are no bands", id="none"),
        pytest.param([(96, None)], "values below 96 are in no band", id="no-lowest"),
        pytest.param([(None, 96)], "values above 96 are in no band", id="no-highest"),
        pytest.param(
            [(None, 96), ("96.5", None)], "values between 96 and 96.5 are in no band", id="gap-in-between"
        ),
        pytest.param(
            [(None, "96.5"), (96, None)], "values between 96 and 96.5 are in two bands", id="overlap"
        ),
        pytest.param(
            [(None, 99), (50, 60), (99, None)],
            "values between 50 and 60 are in two bands",
            id="one-in-another",
        ),
        pytest.param(
            [(None, None), (50, 60)], "values between 50 and 60 are in two bands", id="one-within-all"
        ),
        pytest.param([(None, None), (50, None)], "values above 50 are in two bands", id="two-highest"),
        pytest.param(
            [(None, 50), (None, 60), (60, None)], "values below 50 are in two bands", id="two-lowest"
        ),
        pytest.param([(None, None), (None, None)], "all values are in two bands", id="twice-all"),
        pytest.param([(None, 96), (96, 96), (96, None)], "no value lies between 96 and 96", id="empty"),
        pytest.param(
            [(None, 96), (97, 96), (96, None)], "no value lies between 97 and 96", id="turned-round"
        ),
        pytest.param(
            [(None, "-0.0001"), ("0.0000", None)],
            "values between -0.0001 and 0 are in no band",
            id="a-hair-wide",
        ),
    ],
)
@pytest.mark.parametrize("turn", [1, -1], ids=["worst-first", "best-first"])
def test_bands_that_do_not_cover_every_value_once_are_refused_saying_where(limits, why, turn):
    with pytest.raises(UnusableBands) as refused:
        check_bands([band(low, high) for low, high in limits][::turn])
    assert str(refused.value) == why
