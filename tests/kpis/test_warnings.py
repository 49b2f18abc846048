"""Patterns of failure, on their edges and one short of them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.calculations.months import Month
from contracts.calculations.pricing import WarningKind
from contracts.models.warnings import WARNING_WORDS
from kpis.calculations.rag import SHORTFALLS, Status
from kpis.calculations.warnings import Rule, Warned, warnings_in

START = Month(2021, 1)
LETTERS = {
    "G": Status.GREEN,
    "A": Status.AMBER,
    "R": Status.RED,
    "B": Status.BLUE,
    "N": Status.NOT_REPORTED,
    "0": Status.NO_ACTIVITY,
    ".": None,
}


def rule(kind: str, number: str, months: int = 1, *, first: Month = START, last: Month | None = None) -> Rule:
    return Rule(kind=WarningKind(kind), number=Decimal(number), months=months, first=first, last=last)


def periods(letters: str, *, apart: int = 1) -> list[tuple[Month, Status | None]]:
    """Measurement periods from January 2021 on, a letter each."""
    return [(START + place * apart, LETTERS[letter]) for place, letter in enumerate(letters)]


def found(
    watched: Rule,
    month: Month,
    *,
    points: dict[Month, Decimal] | None = None,
    at_cap: dict[str, set[Month]] | None = None,
    kpis: dict[str, list[tuple[Month, Status | None]]] | None = None,
) -> list[Warned]:
    return warnings_in(month, [watched], points=points or {}, at_cap=at_cap or {}, periods=kpis or {})


def incurred(*points: str) -> dict[Month, Decimal]:
    return {START + place: Decimal(each) for place, each in enumerate(points)}


@pytest.mark.parametrize(
    ("points", "warned"),
    [
        pytest.param(("20", "20", "10"), True, id="just-as-many"),
        pytest.param(("20", "20", "9.99"), False, id="a-hundredth-short"),
        pytest.param(("0", "0", "50"), True, id="all-in-one-month"),
        pytest.param(("50", "0", "0"), True, id="the-first-of-three-counts"),
    ],
)
def test_points_are_added_over_the_months(points, warned):
    assert bool(found(rule("points_in_months", "50", 3), START + 2, points=incurred(*points))) is warned


def test_a_month_before_the_window_is_forgotten():
    points = incurred("50", "0", "0", "0")
    assert found(rule("points_in_months", "50", 3), START + 2, points=points)
    assert not found(rule("points_in_months", "50", 3), START + 3, points=points)


def test_what_came_before_the_rule_does_not_count():
    points = incurred("40", "5", "5")
    assert found(rule("points_in_months", "50", 3, first=START), START + 2, points=points)
    assert not found(rule("points_in_months", "50", 3, first=START + 1), START + 2, points=points)


@pytest.mark.parametrize(
    ("month", "warned"),
    [
        pytest.param(START, False, id="the-month-before-the-first"),
        pytest.param(START + 1, True, id="the-first"),
        pytest.param(START + 2, True, id="the-last"),
        pytest.param(START + 3, False, id="the-month-after-the-last"),
    ],
)
def test_a_rule_is_watched_from_its_first_to_its_last_month(month, warned):
    watched = rule("points_in_months", "1", 1, first=START + 1, last=START + 2)
    assert bool(found(watched, month, points=incurred("9", "9", "9", "9"))) is warned


def test_the_working_of_points_names_the_clause():
    watched = Rule(
        kind=WarningKind.POINTS_IN_MONTHS, number=Decimal("50.00"), months=3, first=START, clause="8.4"
    )
    (warned,) = found(watched, Month(2021, 9), points={Month(2021, 7): Decimal("62.0000")})
    assert warned.working == (
        "62 points in July to September 2021; the contract names 50 in 3 months (clause 8.4)"
    )


def test_the_working_of_points_in_one_month_names_it_once():
    (warned,) = found(rule("points_in_months", "20"), START, points={START: Decimal(20)})
    assert warned.working == "20 points in January 2021; the contract names 20 in 1 month"


@pytest.mark.parametrize(
    ("months", "warned"),
    [
        pytest.param({START, START + 2}, ["CSC"], id="two-of-three"),
        pytest.param({START + 2}, [], id="one-of-three"),
        pytest.param({START + -1, START + 2}, [], id="one-lies-before-the-window"),
        pytest.param({START + 1, START + 3}, [], id="one-lies-after-the-month-shown"),
    ],
)
def test_the_cap_is_counted_area_by_area(months, warned):
    watched = rule("cap_reached", "2", 3)
    at_cap = {"CSC": months, "IMT": {START + 1}}
    assert [each.about for each in found(watched, START + 2, at_cap=at_cap)] == warned


def test_the_working_of_the_cap_says_which_months():
    (warned,) = found(rule("cap_reached", "2", 3), START + 2, at_cap={"CSC": {START, START + 2}})
    assert (
        warned.working
        == "CSC reached the cap on its credit in 2 of 3 months: Jan, Mar 2021; the contract names 2 of 3"
    )


@pytest.mark.parametrize(
    ("letters", "warned"),
    [
        pytest.param("RGGARGGGG", True, id="three-of-nine"),
        pytest.param("GGGARGGGG", False, id="two-of-nine"),
        pytest.param("RGARGGGGGG", False, id="the-third-lies-ten-back"),
        pytest.param("RGGABGGGG", False, id="blue-is-no-failure"),
        pytest.param("RGGAN0G.G", False, id="neither-is-what-has-no-value"),
        pytest.param("RRR", True, id="three-of-the-first-three"),
        pytest.param("", False, id="never-measured"),
    ],
)
def test_the_same_kpi_fails_three_of_nine(letters, warned):
    kpis = {"IMT_KPI_01": periods(letters)}
    assert bool(found(rule("kpi_failing", "3", 9), START + 11, kpis=kpis)) is warned


def test_failures_of_different_kpis_are_not_added():
    kpis = {"IMT_KPI_01": periods("RRG"), "IMT_KPI_02": periods("GGR")}
    assert not found(rule("kpi_failing", "3", 9), START + 2, kpis=kpis)


@pytest.mark.parametrize(
    ("letters", "warned"),
    [
        pytest.param("GRA", True, id="the-latest-two"),
        pytest.param("RAG", False, id="the-latest-is-green"),
        pytest.param("RGR", False, id="interrupted"),
        pytest.param("RBR", False, id="interrupted-by-blue"),
        pytest.param("RR.", False, id="the-latest-is-awaited"),
        pytest.param("R", False, id="only-one-yet"),
    ],
)
def test_the_same_kpi_fails_running(letters, warned):
    kpis = {"IMT_KPI_01": periods(letters)}
    assert bool(found(rule("kpi_consecutive", "2"), START + len(letters) + -1, kpis=kpis)) is warned


def test_a_quarterly_kpi_is_counted_quarter_to_quarter():
    kpis = {"CSC_KPI_02": periods("GRA", apart=3)}
    (warned,) = found(rule("kpi_consecutive", "2"), START + 7, kpis=kpis)
    assert warned.working == (
        "CSC_KPI_02 failed in 2 measurement periods running: Apr, Jul 2021; the contract names 2 running"
    )


def test_a_period_after_the_month_shown_is_not_known_yet():
    kpis = {"IMT_KPI_01": periods("GRR")}
    assert not found(rule("kpi_consecutive", "2"), START + 1, kpis=kpis)


def test_the_working_of_failures_says_which_periods():
    (warned,) = found(rule("kpi_failing", "2", 4), START + 3, kpis={"IMT_KPI_01": periods("RGGA")})
    assert warned.working == (
        "IMT_KPI_01 failed in 2 of 4 measurement periods: Jan, Apr 2021; the contract names 2 of 4"
    )


def test_warnings_come_in_the_order_of_the_rules():
    rules = [rule("kpi_consecutive", "1"), rule("points_in_months", "1", 1)]
    kpis = {"B_KPI": periods("R"), "A_KPI": periods("R")}
    warned = warnings_in(START, rules, points=incurred("1"), at_cap={}, periods=kpis)
    assert [each.about for each in warned] == ["A_KPI", "B_KPI", ""]


def test_every_kind_has_words():
    assert WARNING_WORDS.keys() == set(WarningKind)


MANY = st.lists(st.sampled_from([*LETTERS.values()]), max_size=30)
NUMBERS = st.integers(1, 12)


@given(statuses=MANY, number=NUMBERS, months=NUMBERS)
def test_failing_is_counting_the_last_few(statuses, number, months):
    kpis = {"K": [(START + place, status) for place, status in enumerate(statuses)]}
    failures = sum(status in SHORTFALLS for status in statuses[-months:])
    warned = found(rule("kpi_failing", str(number), months), START + 40, kpis=kpis)
    assert bool(warned) is (failures >= number)
    assert all(each.count == failures for each in warned)


@given(statuses=MANY, number=NUMBERS)
def test_running_is_failing_so_many_of_so_many(statuses, number):
    kpis = {"K": [(START + place, status) for place, status in enumerate(statuses)]}
    running = found(rule("kpi_consecutive", str(number)), START + 40, kpis=kpis)
    failing = found(rule("kpi_failing", str(number), number), START + 40, kpis=kpis)
    assert [each.months for each in running] == [each.months for each in failing]


@given(points=st.lists(st.integers(0, 100), max_size=30), number=st.integers(1, 300), months=NUMBERS)
def test_more_points_never_take_a_warning_away(points, number, months):
    """And what is warned of is what the months add up to."""
    watched, month = rule("points_in_months", str(number), months), START + 29
    by_month = {START + place: Decimal(each) for place, each in enumerate(points)}
    warned = found(watched, month, points=by_month)
    assert bool(warned) is (sum(by_month.get(month + -back, 0) for back in range(months)) >= number)
    more = {each: total + 1 for each, total in by_month.items()}
    assert not warned or found(watched, month, points=more)
