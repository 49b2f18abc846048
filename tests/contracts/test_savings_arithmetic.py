"""The arithmetic of savings, by example and by property."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.calculations.savings import Cumulated, YearOfSavings, cumulated

POUNDS = st.decimals(min_value=0, max_value=10**9, places=2)
FIGURES = st.none() | POUNDS


def year(begins: int, contracted: str | None, delivered: str | None) -> YearOfSavings:
    return YearOfSavings(
        financial_year=f"{begins}/{(begins + 1) % 100:02}",
        contracted=None if contracted is None else Decimal(contracted),
        delivered=None if delivered is None else Decimal(delivered),
    )


@st.composite
def years(draw: st.DrawFn) -> list[YearOfSavings]:
    """Different financial years, in any order."""
    begins = draw(st.lists(st.integers(2000, 2040), unique=True, max_size=12))
    return [
        YearOfSavings(
            financial_year=f"{each}/{(each + 1) % 100:02}", contracted=draw(FIGURES), delivered=draw(FIGURES)
        )
        for each in begins
    ]


def told(rows: list[YearOfSavings]) -> list[tuple[object, ...]]:
    """Variance, then contracted, delivered and variance so far."""
    return [
        (row.variance, so_far.contracted, so_far.delivered, so_far.variance)
        for row, so_far in cumulated(rows)
    ]


def test_two_years_by_hand():
    rows = [year(2014, "7000000", "6500000"), year(2013, "6000000", "6250000.50")]
    assert told(rows) == [
        (Decimal("250000.50"), Decimal(6000000), Decimal("6250000.50"), Decimal("250000.50")),
        (Decimal(-500000), Decimal(13000000), Decimal("12750000.50"), Decimal("-249999.50")),
    ]


@pytest.mark.parametrize(
    ("contracted", "delivered"),
    [
        pytest.param("7", None, id="not-yet-delivered"),
        pytest.param(None, "7", id="nothing-contracted-is-known"),
        pytest.param(None, None, id="neither"),
    ],
)
def test_a_year_with_a_figure_missing_is_left_out_of_the_sums_and_named(contracted, delivered):
    rows = [year(2013, "6", "5"), year(2014, contracted, delivered), year(2015, "1", "3")]
    (_, _), (gap, so_far), (_, after) = cumulated(rows)
    assert gap.variance is None
    assert not gap.is_known
    assert so_far == Cumulated(contracted=Decimal(6), delivered=Decimal(5), without=("2014/15",))
    assert after == Cumulated(contracted=Decimal(7), delivered=Decimal(8), without=("2014/15",))


def test_nothing_known_is_not_nothing_saved():
    ((_, so_far),) = cumulated([year(2013, "6", None)])
    assert (so_far.contracted, so_far.delivered, so_far.variance) == (None, None, None)


def test_nothing_saved_is_known():
    ((row, so_far),) = cumulated([year(2013, "0", "0")])
    assert (row.variance, so_far.variance) == (0, 0)


def test_no_year_at_all():
    assert list(cumulated([])) == []


@given(years())
def test_what_is_cumulated_is_the_sum_of_the_variances(rows):
    known = Decimal(0)
    for row, so_far in cumulated(rows):
        known += row.variance or 0
        assert (so_far.variance or 0) == known


@given(years())
def test_years_come_in_order_whatever_order_they_were_given_in(rows):
    there_and_back = list(cumulated(rows)), list(cumulated(reversed(rows)))
    assert there_and_back[0] == there_and_back[1]
    names = [row.financial_year for row, _ in there_and_back[0]]
    assert names == sorted(row.financial_year for row in rows)


@given(years())
def test_each_year_is_either_in_the_sums_or_named_as_missing(rows):
    *_, (_, together) = [*cumulated(rows)] or [(None, Cumulated())]
    assert set(together.without) == {row.financial_year for row in rows if not row.is_known}
    known = [row for row in rows if row.is_known]
    assert (together.delivered or 0) == sum(row.delivered for row in known)
    assert (together.delivered is None) is not bool(known)
