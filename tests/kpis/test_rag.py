"""One result of one KPI: every rule of DESIGN.md section 4.1, with its edges."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kpis.calculations.rag import (
    SHORTFALLS,
    UNJUDGED,
    Better,
    Covers,
    Measure,
    Measurement,
    Outcome,
    Status,
    Terms,
    Unit,
    UnusableMeasurement,
    after_mitigation,
    computed_value,
    judge,
    outcome_of,
    round_half_up,
    widest_cover,
)
from kpis.words import (
    BETTER_WORDS,
    COVERS_WORDS,
    OUTCOME_WORDS,
    STATUS_MEANINGS,
    STATUS_WORDS,
    UNIT_WORDS,
)
from tests.kpis.cases import judged

G, A, R, B = Status.GREEN, Status.AMBER, Status.RED, Status.BLUE
NOT_REPORTED, NO_ACTIVITY = Status.NOT_REPORTED, Status.NO_ACTIVITY
NOT_DUE, INFORMATION = Status.NOT_DUE, Status.INFORMATION


@pytest.mark.parametrize("decimals", range(5))
@pytest.mark.parametrize(
    ("better", "tsl", "msl", "steps_up", "status"),
    [
        pytest.param("higher", "95", "90", ("95", 1), G, id="higher-just-above-TSL"),
        pytest.param("higher", "95", "90", ("95", 0), G, id="higher-on-TSL"),
        pytest.param("higher", "95", "90", ("95", -1), A, id="higher-just-below-TSL"),
        pytest.param("higher", "95", "90", ("90", 1), A, id="higher-just-above-MSL"),
        pytest.param("higher", "95", "90", ("90", 0), A, id="higher-on-MSL"),
        pytest.param("higher", "95", "90", ("90", -1), R, id="higher-just-below-MSL"),
        pytest.param("lower", "4", "7", ("4", -1), G, id="lower-just-below-TSL"),
        pytest.param("lower", "4", "7", ("4", 0), G, id="lower-on-TSL"),
        pytest.param("lower", "4", "7", ("4", 1), A, id="lower-just-above-TSL"),
        pytest.param("lower", "4", "7", ("7", -1), A, id="lower-just-below-MSL"),
        pytest.param("lower", "4", "7", ("7", 0), A, id="lower-on-MSL"),
        pytest.param("lower", "4", "7", ("7", 1), R, id="lower-just-above-MSL"),
    ],
)
def test_a_level_is_met_when_reached_and_missed_by_one_unit_of_the_last_decimal(
    better, tsl, msl, steps_up, status, decimals
):
    level, steps = steps_up
    value = Decimal(level) + steps * Decimal(1).scaleb(-decimals)
    judgement = judged(value, tsl=tsl, msl=msl, better=better, decimals=decimals)
    assert (judgement.status, judgement.underlying_status) == (status, status)
    assert judgement.value == value


@pytest.mark.parametrize(
    ("better", "tsl", "value", "status"),
    [
        pytest.param("higher", "95", "95", G, id="higher-on-TSL"),
        pytest.param("higher", "95", "94.99", R, id="higher-just-below"),
        pytest.param("lower", "4", "4", G, id="lower-on-TSL"),
        pytest.param("lower", "4", "4.01", R, id="lower-just-above"),
    ],
)
def test_without_an_msl_a_missed_target_is_red(better, tsl, value, status):
    assert judged(value, tsl=tsl, msl=None, better=better).status is status


@pytest.mark.parametrize("better", ["higher", "lower"])
@pytest.mark.parametrize(("value", "met"), [("95", True), ("95.01", True), ("94.99", False)])
def test_where_msl_equals_tsl_nothing_is_amber(better, value, met):
    value = value if better == "higher" else str(190 - Decimal(value))
    assert judged(value, msl="95", better=better).status is (G if met else R)


@pytest.mark.parametrize("covers", [None, "shortfall", "every"])
@pytest.mark.parametrize("outcome", ["measured", "not_reported", "no_activity"])
def test_without_a_tsl_a_kpi_is_for_information_whatever_happens(outcome, covers):
    value = "12" if outcome == "measured" else None
    judgement = judged(value, outcome=outcome, tsl=None, msl=None, covers=covers)
    assert (judgement.status, judgement.underlying_status) == (INFORMATION, INFORMATION)
    assert judgement.value == (Decimal(12) if outcome == "measured" else None)


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        pytest.param("94.995", 2, "95.00", id="half-goes-up"),
        pytest.param("94.9949", 2, "94.99", id="just-under-half-goes-down"),
        pytest.param("94.985", 2, "94.99", id="half-after-an-even-digit-goes-up-too"),
        pytest.param("94.5", 0, "95", id="no-decimals"),
        pytest.param("0.44445", 4, "0.4445", id="four-decimals"),
        pytest.param("94.4445", 2, "94.44", id="once-not-digit-by-digit"),
        pytest.param("-2.5", 0, "-3", id="negative-half-goes-away-from-zero"),
        pytest.param("7", 3, "7.000", id="whole-number-gains-decimals"),
    ],
)
def test_rounding_is_half_up_and_done_once(value, decimals, expected):
    assert str(round_half_up(Decimal(value), decimals)) == expected


def test_nothing_is_rounded_to_minus_nothing():
    assert str(round_half_up(Decimal("-0.001"), 2)) == "0.00"


@pytest.mark.parametrize(
    ("value", "status"),
    [
        pytest.param("94.995", G, id="rounds-up-to-TSL"),
        pytest.param("94.9949", A, id="rounds-down-below-TSL"),
        pytest.param("89.995", A, id="rounds-up-to-MSL"),
        pytest.param("89.9949", R, id="rounds-down-below-MSL"),
    ],
)
def test_what_was_rounded_is_what_is_compared(value, status):
    assert judged(value).status is status


@pytest.mark.parametrize(
    ("unit", "numerator", "denominator", "value"),
    [
        pytest.param("percent", "1473", "1718", "85.74", id="percent-times-100"),
        pytest.param("number", "7", "2", "3.50", id="number-as-it-is"),
        pytest.param("seconds", "1000", "3", "333.33", id="average-seconds"),
        pytest.param("currency", "10", "4", "2.50", id="pounds-each"),
        pytest.param("percent", "0", "5", "0.00", id="none-out-of-some"),
        pytest.param("percent", "2", "3", "66.67", id="two-thirds"),
        pytest.param("percent", "7", "7", "100.00", id="all"),
        pytest.param("percent", "9", "8", "112.50", id="more-than-all"),
        pytest.param("percent", "-1", "8", "-12.50", id="a-correction-of-an-earlier-month"),
    ],
)
def test_the_value_is_computed_from_numerator_and_denominator(unit, numerator, denominator, value):
    judgement = judged(numerator=numerator, denominator=denominator, unit=unit)
    assert str(judgement.value) == value
    assert judgement.stated_value is None


@pytest.mark.parametrize(
    ("stated", "reported"),
    [
        pytest.param("85.74", None, id="equal"),
        pytest.param("85.7369", None, id="equal-once-rounded"),
        pytest.param("85.75", "85.75", id="differs-by-a-hundredth"),
        pytest.param("85.7451", "85.75", id="differs-once-rounded"),
        pytest.param("99", "99.00", id="differs-by-far"),
    ],
)
def test_the_computed_value_counts_and_a_different_stated_one_is_reported(stated, reported):
    judgement = judged(stated, numerator="1473", denominator="1718")
    assert judgement.value == Decimal("85.74")
    assert judgement.status is R
    assert judgement.stated_value == (None if reported is None else Decimal(reported))


@pytest.mark.parametrize("stated", [None, "100"])
@pytest.mark.parametrize(
    ("covers", "status"), [(None, NO_ACTIVITY), ("shortfall", NO_ACTIVITY), ("every", B)]
)
def test_nothing_out_of_nothing_is_no_activity_never_a_percentage(stated, covers, status):
    judgement = judged(stated, numerator="0", denominator="0.00", covers=covers)
    assert (judgement.status, judgement.underlying_status) == (status, NO_ACTIVITY)
    assert judgement.value is None


def test_a_denominator_of_zero_is_only_no_activity_when_nothing_was_counted():
    assert outcome_of(Measurement(numerator=Decimal(0), denominator=Decimal(1))) is Outcome.MEASURED
    assert outcome_of(Measurement(numerator=Decimal(0))) is Outcome.MEASURED


@pytest.mark.parametrize(
    ("figures", "why"),
    [
        pytest.param({"numerator": "5", "denominator": "0"}, "above zero", id="something-out-of-nothing"),
        pytest.param({"numerator": "5", "denominator": "-1"}, "above zero", id="negative-denominator"),
        pytest.param({"numerator": "5"}, "come together", id="no-denominator"),
        pytest.param({"denominator": "5"}, "come together", id="no-numerator"),
        pytest.param({"numerator": "5", "value": "5"}, "come together", id="half-a-fraction-beside-a-value"),
        pytest.param({}, "needs a value", id="nothing-given"),
        pytest.param({"numerator": "9999999999", "denominator": "0.0001"}, "too large", id="absurd-fraction"),
        pytest.param({"value": "99999999999.995"}, "too large", id="rounds-beyond-what-is-kept"),
        pytest.param({"value": "-100000000000"}, "too large", id="absurd-negative-value"),
    ],
)
def test_figures_that_make_no_value_are_refused_in_words(figures, why):
    with pytest.raises(UnusableMeasurement, match=why):
        judged(figures.pop("value", None), **figures)


def test_the_largest_value_that_can_be_kept_is_judged():
    assert judged("99999999999.99").value == Decimal("99999999999.99")


def test_no_figures_compute_no_value():
    measure = Measure(unit=Unit.PERCENT, better=Better.HIGHER, decimals=2)
    assert computed_value(Measurement(stated_value=Decimal(5)), measure) is None


@pytest.mark.parametrize("outcome", ["not_reported", "no_activity"])
@pytest.mark.parametrize(("tsl", "better"), [("0", "higher"), ("100", "lower"), ("95", "higher")])
def test_a_missing_value_is_neither_green_nor_red_nor_zero(outcome, tsl, better):
    judgement = judged(outcome=outcome, tsl=tsl, msl=None, better=better)
    assert (judgement.status, judgement.underlying_status, judgement.value) == (outcome, outcome, None)


MITIGATED = {
    None: {G: G, A: A, R: R, NOT_REPORTED: NOT_REPORTED, NO_ACTIVITY: NO_ACTIVITY},
    Covers.SHORTFALL: {G: G, A: B, R: B, NOT_REPORTED: NOT_REPORTED, NO_ACTIVITY: NO_ACTIVITY},
    Covers.EVERY: {G: B, A: B, R: B, NOT_REPORTED: B, NO_ACTIVITY: B},
}
OUT_OF_REACH = {NOT_DUE: NOT_DUE, INFORMATION: INFORMATION}


@pytest.mark.parametrize("covers", MITIGATED)
def test_mitigation_turns_blue_what_it_covers_and_nothing_else(covers):
    expected = {**MITIGATED[covers], **OUT_OF_REACH}
    assert {status: after_mitigation(status, covers) for status in expected} == expected
    assert expected.keys() == set(Status) - {B}, "a new status must find its place here"


@pytest.mark.parametrize(("value", "underlying"), [("96", G), ("91", A), ("50", R)])
def test_under_the_blue_the_value_and_the_status_stay_visible(value, underlying):
    judgement = judged(value, covers="every")
    assert (judgement.status, judgement.underlying_status) == (B, underlying)
    assert judgement.value == Decimal(value)


@pytest.mark.parametrize(
    ("covers", "widest"),
    [
        ([], None),
        ([Covers.SHORTFALL], Covers.SHORTFALL),
        ([Covers.EVERY], Covers.EVERY),
        ([Covers.SHORTFALL, Covers.EVERY], Covers.EVERY),
        ([Covers.EVERY, Covers.SHORTFALL], Covers.EVERY),
    ],
)
def test_where_mitigations_meet_the_wider_one_counts(covers, widest):
    assert widest_cover(iter(covers)) is widest


def test_a_judgement_carries_the_terms_it_was_made_by():
    terms = Terms(tsl=Decimal(95), msl=Decimal(90), points=Decimal(20))
    measure = Measure(unit=Unit.PERCENT, better=Better.HIGHER, decimals=2)
    assert judge(Measurement(stated_value=Decimal(96)), measure=measure, terms=terms).terms == terms


@pytest.mark.parametrize(
    ("vocabulary", "words"),
    [
        (Status, STATUS_WORDS),
        (Status, STATUS_MEANINGS),
        (Outcome, OUTCOME_WORDS),
        (Covers, COVERS_WORDS),
        (Better, BETTER_WORDS),
        (Unit, UNIT_WORDS),
    ],
)
def test_every_term_has_words_for_people(vocabulary, words):
    assert words.keys() == set(vocabulary)
    assert all(words.values())


def test_shortfalls_are_the_colours_below_green():
    assert {A, R} == SHORTFALLS
    assert {NOT_DUE, INFORMATION} == UNJUDGED
