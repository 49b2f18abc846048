"""The rule that judges against the oracle, for any figures that the database can hold."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import example, given
from hypothesis import strategies as st

from kpis.calculations.rag import Judgement, Terms, Unit, UnusableMeasurement, round_half_up
from tests.kpis.cases import judged
from tests.kpis.oracle import Case, Verdict, rounded, verdict_on

UNITS = st.sampled_from([unit.value for unit in Unit])
DIRECTIONS = st.sampled_from(["higher", "lower"])
DECIMALS = st.integers(0, 4)
OUTCOMES = st.sampled_from(["measured", "measured", "measured", "not_reported", "no_activity"])
COVERS = st.sampled_from([None, "shortfall", "every"])

TEN_THOUSANDTHS = st.one_of(
    st.integers(-(10**15) + 1, 10**15 - 1), st.integers(-(10**7), 10**7), st.integers(-20, 20)
)
FIGURES = TEN_THOUSANDTHS.map(lambda whole: Decimal(whole).scaleb(-4))
"""Fifteen digits, four of them after the point: also figures as contracts have them, and next to zero."""


def exact(value: Decimal | None) -> Fraction | None:
    return None if value is None else Fraction(value)


@st.composite
def levels(draw) -> tuple[Decimal | None, Decimal | None]:
    """TSL and MSL as the database admits them where higher is better; each may be missing."""
    tsl = draw(st.none() | FIGURES)
    msl = None if tsl is None else draw(st.none() | FIGURES.filter(lambda level: level <= tsl))
    return tsl, msl


@st.composite
def anything(draw) -> dict:
    """Any result with any terms; often with figures that lie on a level or right beside it."""
    better, (tsl, msl) = draw(DIRECTIONS), draw(levels())
    if better == "lower":
        tsl, msl = (None if level is None else -level for level in (tsl, msl))
    decimals = draw(DECIMALS)
    steps = draw(st.integers(-15000, 15000)) * Decimal("0.0001")
    near = [
        level + steps.scaleb(-decimals).quantize(Decimal("0.0001"))
        for level in (tsl, msl)
        if level is not None
    ]
    stated = draw(st.none() | FIGURES | st.sampled_from(near or [Decimal(0)]))
    return {
        "unit": draw(UNITS),
        "better": better,
        "decimals": decimals,
        "tsl": tsl,
        "msl": msl,
        "outcome": draw(OUTCOMES),
        "numerator": draw(st.none() | FIGURES),
        "denominator": draw(st.none() | FIGURES | FIGURES.map(abs)),
        "value": stated,
        "covers": draw(COVERS),
    }


@st.composite
def halves(draw) -> dict:
    """A numerator and a denominator whose quotient lies exactly half-way between two rounded values."""
    decimals, unit = draw(DECIMALS), draw(st.sampled_from(["percent", "number"]))
    factor = 100 if unit == "percent" else 1
    odd, multiple = 2 * draw(st.integers(0, 10**4)) + 1, draw(st.integers(1, 50))
    denominator = Decimal(2 * factor * multiple * 10**decimals)
    return {
        "unit": unit,
        "decimals": decimals,
        "numerator": Decimal(odd * multiple),
        "denominator": denominator,
        "tsl": draw(FIGURES),
        "msl": None,
    }


@st.composite
def next_to_halves(draw) -> dict:
    """The like, with the longest figures that can be kept, and a quotient as near a half as they can make.

    For a denominator b without factor 2 or 5 there is an m with m * b = +-1 modulo 2 * factor * 10^decimals;
    then (m * b -+ 1) / (2 * factor * 10^decimals) over b, times the factor, misses a half by 1 part in 2 b.
    """
    decimals, unit = draw(DECIMALS), draw(st.sampled_from(["percent", "number"]))
    modulus = 2 * (100 if unit == "percent" else 1) * 10**decimals
    denominator = draw(st.integers(10**13, 10**14 - 1).map(lambda whole: whole * 10 + 1))
    side = draw(st.sampled_from([1, -1]))
    odd = side * pow(denominator, -1, modulus) % modulus
    return {
        "unit": unit,
        "decimals": decimals,
        "numerator": Decimal((odd * denominator - side) // modulus).scaleb(-4),
        "denominator": Decimal(denominator).scaleb(-4),
        "tsl": draw(FIGURES),
        "msl": None,
    }


def the_oracle_on(given_figures: dict) -> Verdict | None:
    figures = {"stated" if name == "value" else name: value for name, value in given_figures.items()}
    return verdict_on(
        Case(**{name: exact(v) if isinstance(v, Decimal) else v for name, v in figures.items()})
    )


def the_product_on(given_figures: dict) -> Verdict | None:
    figures = dict(given_figures)
    try:
        judgement = judged(figures.pop("value", None), **figures)
    except UnusableMeasurement:
        return None
    assert_can_be_kept(judgement, figures["decimals"])
    return Verdict(
        status=judgement.status.value,
        underlying=judgement.underlying_status.value,
        value=exact(judgement.value),
        disagrees=exact(judgement.stated_value),
    )


def assert_can_be_kept(judgement: Judgement, decimals: int) -> None:
    """A value has the KPI's decimals, to be printed as it stands, and fits its column."""
    if judgement.value is not None:
        assert judgement.value.as_tuple().exponent == -decimals
        assert abs(judgement.value) < 10**11


@given(anything())
@example({"decimals": 2, "tsl": Decimal(95), "msl": Decimal(90), "value": Decimal("94.995")})
@example({"decimals": 0, "tsl": None, "msl": None, "value": Decimal("-0.4")})
def test_the_product_says_of_any_figures_what_the_oracle_says(figures):
    assert the_product_on(figures) == the_oracle_on(figures)


@given(halves())
def test_halves_are_rounded_as_the_oracle_rounds_them(figures):
    assert the_product_on(figures) == the_oracle_on(figures)


A_HAIR_BELOW_A_HALF = {
    "decimals": 4,
    "numerator": Decimal("55555549999.9995"),
    "denominator": Decimal("99999999999.9991"),
    "tsl": None,
    "msl": None,
}


@given(next_to_halves())
@example(A_HAIR_BELOW_A_HALF)
def test_what_lies_a_hair_beside_a_half_is_not_taken_for_it(figures):
    assert the_product_on(figures) == the_oracle_on(figures)


@given(value=FIGURES, decimals=DECIMALS)
def test_rounding_agrees_with_whole_number_arithmetic(value, decimals):
    assert Fraction(round_half_up(value, decimals)) == rounded(Fraction(value), decimals)


@given(value=FIGURES, decimals=DECIMALS)
def test_rounding_again_changes_nothing(value, decimals):
    once = round_half_up(value, decimals)
    assert round_half_up(once, decimals) == once


ORDER = ["red", "amber", "green"]


@given(levels=levels().filter(lambda pair: pair[0] is not None), values=st.tuples(FIGURES, FIGURES))
def test_a_better_value_never_has_a_worse_status(levels, values):
    tsl, msl = levels
    worse, better = (judged(value, tsl=tsl, msl=msl, decimals=4).status for value in sorted(values))
    assert ORDER.index(worse) <= ORDER.index(better)


@given(figures=anything(), tighter=st.integers(0, 1000))
def test_terms_that_ask_for_more_never_improve_a_status(figures, tighter):
    assert Terms() == Terms(tsl=None, msl=None, points=None)
    if figures["tsl"] is None or abs(figures["tsl"]) > 10**10:
        return
    change = Decimal(tighter) * (1 if figures["better"] == "higher" else -1)
    before = the_product_on({**figures, "covers": None})
    after = the_product_on({**figures, "covers": None, "tsl": figures["tsl"] + change})
    if before and after and before.status in ORDER:
        assert ORDER.index(after.status) <= ORDER.index(before.status)
