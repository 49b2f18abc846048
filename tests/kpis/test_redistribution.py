"""Points are conserved: sharing out against an oracle that hands out one point at a time."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kpis.calculations.redistribution import NothingToShareOver, largest_remainder, share_out

REFERENCES = st.text(alphabet="ABCDE_123", min_size=1, max_size=6)
AREAS = st.dictionaries(REFERENCES, st.integers(0, 500).map(Decimal), min_size=2, max_size=15)


@st.composite
def leaving_an_area(draw) -> tuple[dict[str, Decimal], str]:
    """The points of an area, and one of its KPIs."""
    points = draw(AREAS)
    return points, draw(st.sampled_from(sorted(points)))


def oracle(points: dict[str, Decimal], leaving: str) -> dict[str, Decimal]:
    """The same by another road: whole quotas, then a point at a time to whoever lacks most, in order."""
    whole = {kpi: int(value) for kpi, value in points.items()}
    stay = sorted(set(whole) - {leaving})
    total = sum(whole[kpi] for kpi in stay)
    handed = {kpi: whole[leaving] * whole[kpi] // total for kpi in stay}
    for _ in range(whole[leaving] - sum(handed.values())):
        lacks = {kpi: Fraction(whole[leaving] * whole[kpi], total) - handed[kpi] for kpi in stay}
        handed[next(kpi for kpi in stay if lacks[kpi] == max(lacks.values()))] += 1
    return {kpi: Decimal(whole[kpi] + handed[kpi]) for kpi in stay}


def test_lincolnshires_decommissioned_kpi_leaves_its_area_as_heavy_as_it_was(lincolnshire):
    """CCN113: 325 points of IMT before and after."""
    rows = lincolnshire.kpis.filter(service_area__code="IMT")
    before = {kpi.reference: points_in(kpi, "2021-11") for kpi in rows}
    after = {kpi.reference: points_in(kpi, "2021-12") for kpi in rows if kpi.reference != "IMT_KPI_14"}
    assert sum(before.values()) == 325
    assert share_out(before, leaving="IMT_KPI_14") == after
    assert sum(after.values()) == 325


def test_lincolnshires_suspended_kpi_leaves_its_area_as_heavy_as_it_was(lincolnshire):
    rows = lincolnshire.kpis.filter(service_area__code="CSC")
    before = {kpi.reference: points_in(kpi, "2021-06") for kpi in rows}
    after = {kpi.reference: points_in(kpi, "2021-07") for kpi in rows if kpi.reference != "CSC_KPI_12"}
    assert sum(before.values()) == 235
    assert share_out(before, leaving="CSC_KPI_12") == after
    assert sum(after.values()) == 235


def points_in(kpi, month: str) -> Decimal:
    rows = kpi.terms.filter(effective_from__lte=month).order_by("-effective_from")
    return rows.values_list("points", flat=True)[0]


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        pytest.param({"A": 1, "B": 1, "C": 1}, {"A": 2, "B": 1}, id="a-tie-goes-by-reference"),
        pytest.param({"A": 10, "B": 20, "C": 0}, {"A": 10, "B": 20}, id="nothing-to-share"),
        pytest.param({"A": 10, "B": 0, "C": 5}, {"A": 15, "B": 0}, id="no-points-no-share"),
        pytest.param({"A": 2, "B": 1, "C": 2}, {"A": 3, "B": 2}, id="largest-remainder-first"),
        pytest.param({"A": 0, "B": 0, "C": 0}, {"A": 0, "B": 0}, id="no-points-at-all"),
    ],
)
def test_points_are_shared_whole(points, expected):
    assert share_out({kpi: Decimal(value) for kpi, value in points.items()}, leaving="C") == expected


@pytest.mark.parametrize(
    "points", [{"C": Decimal(5)}, {"A": Decimal(0), "C": Decimal(1)}], ids=["alone", "zeros"]
)
def test_points_that_nobody_can_take_are_refused(points):
    with pytest.raises(NothingToShareOver):
        share_out(points, leaving="C")


@pytest.mark.parametrize("points", [{"A": "1.5", "C": "2"}, {"A": "1", "C": "2.01"}], ids=["stays", "leaves"])
def test_parts_of_a_point_are_refused(points):
    with pytest.raises(ValueError, match="shared out whole"):
        share_out({kpi: Decimal(value) for kpi, value in points.items()}, leaving="C")


@given(case=leaving_an_area())
def test_the_total_is_conserved_no_kpi_loses_and_the_oracle_agrees(case):
    points, leaving = case
    assume(points[leaving] == 0 or sum(points.values()) > points[leaving])
    after = share_out(points, leaving=leaving)
    assert sum(after.values()) == sum(points.values())
    assert all(after[kpi] >= points[kpi] for kpi in after)
    if points[leaving]:
        assert after == oracle(points, leaving)


@given(case=leaving_an_area(), data=st.data())
def test_the_order_in_which_kpis_are_given_does_not_matter(case, data):
    points, leaving = case
    assume(points[leaving] == 0 or sum(points.values()) > points[leaving])
    shuffled = dict(data.draw(st.permutations(list(points.items()))))
    assert list(share_out(shuffled, leaving=leaving).items()) == list(
        share_out(points, leaving=leaving).items()
    )


@given(amount=st.integers(0, 1000), weights=st.dictionaries(REFERENCES, st.integers(1, 500), min_size=1))
def test_no_part_is_a_whole_point_away_from_its_exact_share(amount, weights):
    parts = largest_remainder(amount, weights)
    total = sum(weights.values())
    assert all(abs(parts[key] - Fraction(amount * weights[key], total)) < 1 for key in weights)
