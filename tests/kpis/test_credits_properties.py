"""Points, bands and credits against slow and exact reckoning in fractions, for any figures."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from contracts.calculations.pricing import Pricing, Regime
from kpis.calculations.credits import Credit, Price, Tier, credit_for
from kpis.calculations.points import (
    Band,
    PointTerms,
    Severity,
    UnusableBands,
    band_of,
    check_bands,
    points_incurred,
)
from kpis.calculations.rag import SHORTFALLS, Better, Status
from tests.kpis.oracle import rounded

LIMITS = st.integers(-6, 6).map(lambda halves: Decimal(halves) / 2)
BETTER = st.sampled_from(Better)
STATUSES = st.sampled_from(Status)
SHARES = st.integers(0, 10**4).map(lambda parts: Decimal(parts).scaleb(-4))
MULTIPLIERS = st.none() | st.integers(100, 500).map(lambda hundredths: Decimal(hundredths).scaleb(-2))
WEIGHTS = st.none() | st.integers(0, 10**8 - 1).map(lambda hundredths: Decimal(hundredths).scaleb(-2))
POINTS = st.integers(0, 10**8).map(lambda whole: Decimal(whole).scaleb(-4)) | st.just(Decimal(0))
PAYMENTS = st.integers(0, 10**9).map(lambda pence: Decimal(pence).scaleb(-2))
PERCENTAGES = st.integers(0, 10**6).map(lambda parts: Decimal(parts).scaleb(-4))


def bands(low, high, points=Decimal(1)):
    return Band(low=low, high=high, severity=Severity.MINOR, points=points)


@st.composite
def any_bands(draw) -> list[Band]:
    """Bands that cover every value once more often than chance would have it, and others."""
    limits = sorted(draw(st.sets(LIMITS, max_size=4)))
    found = [bands(low, high) for low, high in pairwise([None, *limits, None])]
    for _ in range(draw(st.integers(0, 2))):
        place = draw(st.integers(0, len(found)))
        found[place : place + draw(st.integers(0, 1))] = [
            bands(draw(st.none() | LIMITS), draw(st.none() | LIMITS))
        ]
    return draw(st.permutations(found))


def holds(band: Band, value: Fraction, better: Better) -> bool:
    """Whether a band holds a value, turned so that higher is better."""
    sign = 1 if better is Better.HIGHER else -1
    ends = (band.low, band.high) if sign == 1 else (band.high, band.low)
    low, high = (None if end is None else sign * Fraction(end) for end in ends)
    return (low is None or sign * value >= low) and (high is None or sign * value < high)


def values_worth_a_look(found: list[Band]) -> list[Fraction]:
    """Every limit, a value between each two, and one beyond either end."""
    limits = sorted({Fraction(end) for band in found for end in (band.low, band.high) if end is not None})
    between = [(low + high) / 2 for low, high in pairwise(limits)]
    return [*limits, *between, limits[0] - 1, limits[-1] + 1] if limits else [Fraction(0)]


@given(found=any_bands(), better=BETTER)
@example(found=[], better=Better.HIGHER)
def test_bands_are_accepted_just_where_they_hold_every_value_once(found, better):
    values = values_worth_a_look(found)
    sound = all(sum(holds(band, value, better) for band in found) == 1 for value in values)
    needless = any(not any(holds(band, value, better) for value in values) for band in found)
    try:
        ordered = check_bands(found)
    except UnusableBands:
        assert not sound or needless
    else:
        assert sound
        assert not needless
        assert sorted(map(str, ordered)) == sorted(map(str, found))
        for value in values:
            held = next(band for band in found if holds(band, value, better))
            assert band_of(Decimal(value.numerator) / value.denominator, ordered, better) == held


@given(
    statuses=st.lists(STATUSES, max_size=12),
    shares=st.tuples(SHARES, SHARES),
    multiplier=MULTIPLIERS,
    weight=WEIGHTS,
)
def test_points_of_a_run_are_what_fractions_make_them(statuses, shares, multiplier, weight):
    terms = PointTerms(amber_share=shares[0], red_share=shares[1], repeat_multiplier=multiplier)
    for previous, status in pairwise([None, *statuses]):
        found = points_incurred(status, terms=terms, weight=weight, previous=previous)
        share = {Status.AMBER: shares[0], Status.RED: shares[1]}.get(status, 0)
        own = Fraction(weight or 0) * Fraction(share)
        repeated = status in SHORTFALLS and previous in SHORTFALLS and multiplier is not None
        assert Fraction(found.incurred) == rounded(own * Fraction(multiplier) if repeated else own, 4)
        assert found.is_repeat is repeated
        assert found.incurred >= 0


@given(value=LIMITS, statuses=st.tuples(STATUSES, STATUSES), multiplier=MULTIPLIERS)
def test_a_repeat_incurs_its_own_points_times_the_multiplier_and_nothing_else(value, statuses, multiplier):
    ladder = [bands(None, Decimal(0), Decimal(3)), bands(Decimal(0), None, Decimal(1))]
    previous, status = statuses
    for regime in Regime:
        terms = PointTerms(
            regime=regime, amber_share=Decimal(1), red_share=Decimal(1), repeat_multiplier=multiplier
        )
        alone, after = (
            points_incurred(
                status, terms=terms, value=value, bands=ladder, weight=Decimal(2), previous=before
            )
            for before in (None, previous)
        )
        times = multiplier if after.is_repeat else 1
        assert after.incurred == alone.incurred * times
        assert after.own == alone.own


@st.composite
def any_price(draw) -> Price:
    """A price of any kind that the database admits."""
    steps = sorted(draw(st.sets(st.integers(0, 500), min_size=1, max_size=4)))
    times = st.integers(0, 3000).map(lambda parts: Decimal(parts).scaleb(-3))
    return Price(
        pricing=draw(st.sampled_from(Pricing)),
        per_point=draw(PAYMENTS),
        tiers=tuple(Tier(above=Decimal(step), multiplier=draw(times)) for step in steps),
        charge_percent=draw(PERCENTAGES),
        cap_percent=draw(PERCENTAGES),
    )


def exact_price(points: Fraction, price: Price, payment: Fraction) -> Fraction:
    """The price once more: of a ratchet, tier by tier from the top down."""
    if price.pricing is Pricing.SHARE_OF_CHARGES:
        return points * Fraction(price.charge_percent) * payment / 100
    counted = points
    if price.pricing is Pricing.RATCHET:
        counted, left = Fraction(0), points
        for tier in reversed(price.tiers):
            within = max(left - Fraction(tier.above), Fraction(0))
            counted += within * Fraction(tier.multiplier)
            left -= within
    return counted * Fraction(price.per_point)


@given(points=POINTS, price=any_price(), payment=PAYMENTS, is_suspended=st.booleans())
def test_a_credit_is_what_fractions_make_it(points, price, payment, is_suspended):
    found = credit_for(points, price=price, payment=payment, is_suspended=is_suspended)
    uncapped = rounded(exact_price(Fraction(points), price, Fraction(payment)), 2)
    cap = rounded(Fraction(payment) * Fraction(price.cap_percent) / 100, 2)
    capped = min(uncapped, cap)
    assert (found.uncapped, found.cap) == (uncapped, cap)
    assert found.payable == (0 if is_suspended else capped)
    assert found.lost_to_cap == uncapped - capped


@given(points=POINTS, price=any_price(), payment=st.none() | PAYMENTS, is_suspended=st.booleans())
def test_nothing_is_lost_between_what_points_cost_and_what_is_payable(points, price, payment, is_suspended):
    found = credit_for(points, price=price, payment=payment, is_suspended=is_suspended)
    assert found.points == points
    if found.is_waiting:
        assert payment is None
        assert points
        return
    assert found.payable + found.lost_to_cap + suspended(found) == found.uncapped
    assert 0 <= found.payable <= found.uncapped
    assert found.cap is None or found.payable <= found.cap


def suspended(found: Credit) -> Decimal:
    """What would be payable were credits not suspended."""
    return min(found.uncapped, found.cap) if found.is_suspended and found.cap is not None else Decimal(0)


@given(fewer=POINTS, more=POINTS, price=any_price(), payment=PAYMENTS)
def test_more_points_never_cost_less(fewer, more, price, payment):
    fewer, more = sorted((fewer, more))
    cheaper, dearer = (credit_for(points, price=price, payment=payment) for points in (fewer, more))
    assert cheaper.uncapped <= dearer.uncapped
    assert cheaper.payable <= dearer.payable
