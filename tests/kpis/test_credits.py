"""What points cost: DESIGN.md section 4.2, every boundary in pairs."""

from __future__ import annotations

from decimal import Decimal

import pytest

from contracts.calculations.pricing import Pricing
from kpis.calculations.credits import Credit, Price, Tier, credit_for, uncapped_credit, weighted_points

ALL = Decimal(100)
LINCOLNSHIRE = Price(per_point=Decimal(450), cap_percent=Decimal(10))
PFI_TIERS = tuple(
    Tier(above=Decimal(above), multiplier=Decimal(times))
    for above, times in [(0, "0"), (20, "1.0"), (100, "1.2"), (200, "1.5")]
)
PFI = Price(pricing=Pricing.RATCHET, per_point=Decimal(3), tiers=PFI_TIERS, cap_percent=ALL)
SHARE = Price(pricing=Pricing.SHARE_OF_CHARGES, charge_percent=Decimal("0.5"), cap_percent=Decimal(10))


def credit(points, payment="100000", price=LINCOLNSHIRE, **more):
    return credit_for(
        Decimal(points), price=price, payment=None if payment is None else Decimal(payment), **more
    )


def pounds(found: Credit):
    """Uncapped, cap, payable and lost to the cap, as they are printed."""
    return tuple(
        None if sum_ is None else str(sum_)
        for sum_ in (found.uncapped, found.cap, found.payable, found.lost_to_cap)
    )


# Prices.


@pytest.mark.parametrize(
    ("points", "pays"), [("0", "0.00"), ("0.5", "225.00"), ("1", "450.00"), ("15.5", "6975.00")]
)
def test_a_flat_price_is_pounds_times_points(points, pays):
    assert pounds(credit(points)) == (pays, "10000.00", pays, "0.00")


@pytest.mark.parametrize(
    ("points", "pays"),
    [
        pytest.param("0", "0.00", id="nothing"),
        pytest.param("20", "0.00", id="on-the-threshold"),
        pytest.param("21", "3.00", id="one-above-it"),
        pytest.param("100", "240.00", id="end-of-the-second-tier"),
        pytest.param("101", "243.60", id="first-of-the-third"),
        pytest.param("120", "312.00", id="the-published-example"),
        pytest.param("200", "600.00", id="end-of-the-third-tier"),
        pytest.param("201", "604.50", id="first-of-the-fourth"),
        pytest.param("20.0001", "0.00", id="less-than-half-a-penny-above"),
        pytest.param("20.0017", "0.01", id="more-than-half-a-penny-above"),
    ],
)
def test_a_ratchet_is_marginal(points, pays):
    """PFI practice, as in DESIGN.md section 4.2: 120 points cost £312."""
    assert credit(points, price=PFI).payable == Decimal(pays)


def test_points_below_the_first_tier_cost_nothing():
    assert weighted_points(Decimal(20), PFI_TIERS[1:]) == 0
    assert weighted_points(Decimal(120), PFI_TIERS[1:]) == weighted_points(Decimal(120), PFI_TIERS) == 104


def test_a_ratchet_without_tiers_costs_nothing():
    assert weighted_points(Decimal(120), ()) == 0


@pytest.mark.parametrize(("points", "pays"), [("0", "0.00"), ("1", "500.00"), ("7.5", "3750.00")])
def test_a_share_of_charges_is_a_percentage_of_the_payment_a_point(points, pays):
    assert credit(points, price=SHARE).uncapped == Decimal(pays)


def test_the_call_off_formula_is_a_share_of_one_percent_a_point():
    """notes/domain.md: credit in percent of the period's charges = target % - actual % (98 - 75 = 23)."""
    price = Price(pricing=Pricing.SHARE_OF_CHARGES, charge_percent=Decimal(1), cap_percent=ALL)
    assert credit(98 - 75, "1000", price).payable == 230


@pytest.mark.parametrize(
    "price",
    [
        Price(cap_percent=ALL),
        Price(pricing=Pricing.RATCHET, tiers=PFI_TIERS, cap_percent=ALL),
        Price(pricing=Pricing.SHARE_OF_CHARGES, cap_percent=ALL),
    ],
    ids=["flat", "ratchet", "share-of-charges"],
)
def test_without_a_price_points_cost_nothing(price):
    assert uncapped_credit(Decimal(120), price, Decimal(1000)) == 0


# Cap.


@pytest.mark.parametrize(
    ("payment", "figures", "is_capped"),
    [
        pytest.param("45000.10", ("4500.00", "4500.01", "4500.00", "0.00"), False, id="a-penny-below-it"),
        pytest.param("45000", ("4500.00", "4500.00", "4500.00", "0.00"), True, id="on-the-cap"),
        pytest.param("44999.90", ("4500.00", "4499.99", "4499.99", "0.01"), True, id="a-penny-above-it"),
        pytest.param("0", ("4500.00", "0.00", "0.00", "4500.00"), True, id="nothing-was-paid"),
    ],
)
def test_no_more_is_payable_than_ten_percent_of_the_payment(payment, figures, is_capped):
    found = credit("10", payment)
    assert (pounds(found), found.is_capped) == (figures, is_capped)


@pytest.mark.parametrize("price", [LINCOLNSHIRE, PFI, SHARE], ids=["flat", "ratchet", "share-of-charges"])
def test_without_points_no_cap_is_reached(price):
    assert not credit("0", "0", price).is_capped


def test_points_that_cost_nothing_reach_no_cap():
    assert not credit("20", "0", PFI).is_capped


@pytest.mark.parametrize(
    ("per_point", "uncapped"),
    [pytest.param("0.01", "0.01", id="half-a-penny"), pytest.param("0.0098", "0.00", id="less")],
)
def test_a_credit_is_rounded_to_the_penny_once_half_up(per_point, uncapped):
    price = Price(per_point=Decimal(per_point), cap_percent=ALL)
    assert str(credit("0.5", price=price).uncapped) == uncapped


def test_a_cap_is_rounded_to_the_penny_half_up():
    assert [str(credit("1", payment).cap) for payment in ("0.04", "0.05", "0.14", "0.15")] == [
        *("0.00", "0.01", "0.01", "0.02")
    ]


def test_the_largest_sums_that_can_be_kept_are_exact():
    price = Price(pricing=Pricing.SHARE_OF_CHARGES, charge_percent=Decimal("0.0001"), cap_percent=ALL)
    assert credit("1000000", "999999999999.99", price).cap == Decimal("999999999999.99")


# Suspension, and payments that are not recorded.


def test_while_credits_are_suspended_points_and_price_stay_and_nothing_is_payable():
    assert pounds(credit("10", is_suspended=True)) == ("4500.00", "10000.00", "0.00", "0.00")
    assert pounds(credit("50", is_suspended=True)) == ("22500.00", "10000.00", "0.00", "12500.00")
    assert credit("10", is_suspended=True).points == 10


@pytest.mark.parametrize("is_suspended", [False, True])
def test_points_wait_for_the_payment(is_suspended):
    found = credit("10", None, is_suspended=is_suspended)
    assert pounds(found) == (None, None, None, None)
    assert (found.is_waiting, found.is_capped) == (True, False)


def test_without_points_nothing_is_owed_whatever_is_paid():
    found = credit("0", None)
    assert pounds(found) == ("0.00", None, "0.00", "0.00")
    assert (found.is_waiting, found.is_capped) == (False, False)
