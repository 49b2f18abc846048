"""The working of the points that a failure incurs."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse

from contracts.calculations.months import Month
from contracts.fields import to_month
from kpis.actions.open_months import judge_open_months
from kpis.calculations.points import Band, Severity
from kpis.models import KpiBand
from reports.points_working import band_words, points_working, rules_of
from reports.working import working
from tests.factories import make_kpi, make_mitigation, make_result
from tests.reports.credits.money import make_credit_terms

JULY = Month(2021, 7)


@pytest.fixture
def said(contract):
    """``said(result)``: the working of its points by the contract's rules."""
    return lambda result: points_working(result, result.kpi, rules_of(contract, [result.kpi]))


def of_weight(contract, points="35", **fields):
    return make_kpi(contract, "IMT_KPI_09", **{"tsl": "95", "msl": "85", "points": points, **fields})


def judged(kpi, officer, *values):
    """The results of a KPI from July 2021 on, judged in the order of their months."""
    for number, value in enumerate(values):
        make_result(kpi, JULY + number, value)
    judge_open_months(contract=kpi.contract, by=officer, reason="In order")
    return list(kpi.results.order_by("month").select_related("kpi"))


def make_bands(kpi, *bands, effective_from="2021-04"):
    for low, high, severity, points in bands:
        KpiBand.objects.create(
            kpi=kpi,
            effective_from=to_month(effective_from),
            low=None if low is None else Decimal(low),
            high=None if high is None else Decimal(high),
            severity=severity,
            points=Decimal(points),
        )


MODEL = [
    ("99", None, Severity.NONE, 0),
    ("98", "99", Severity.MINOR, 1),
    ("97", "98", Severity.SERIOUS, 2),
    ("96", "97", Severity.SEVERE, 3),
    (None, "96", Severity.BELOW_THRESHOLD, 4),
]
"""The worked example of the Model Services Contract, Schedule 2.2: target 99%, one decimal."""


class TestShares:
    @pytest.mark.parametrize(
        ("value", "points", "words"),
        [
            pytest.param("80", "35", "red incurs 1 × 35 points = 35", id="red-all"),
            pytest.param("90", "33", "amber incurs 0.5 × 33 points = 16.5", id="amber-half"),
            pytest.param("80", "1", "red incurs 1 × 1 point = 1", id="one-point"),
            pytest.param("80", None, "red incurs 1 × 0 points = 0", id="no-weight"),
            pytest.param("96", "35", "", id="green"),
        ],
    )
    def test_the_share_of_the_weight_is_told(self, value, points, words, contract, said):
        make_credit_terms(contract)
        assert said(make_result(of_weight(contract, points), "2021-07", value)) == words

    def test_a_repeat_failure_is_multiplied(self, contract, said, officer):
        make_credit_terms(contract, repeat_multiplier=Decimal(2))
        kpi = of_weight(contract)
        first, second = judged(kpi, officer, "80", "80")
        assert said(first) == "red incurs 1 × 35 points = 35"
        assert said(second) == "red incurs 1 × 35 points = 35; repeat failure: × 2 = 70 points"

    def test_what_is_mitigated_incurs_nothing_and_nothing_is_said(self, contract, said):
        make_credit_terms(contract)
        kpi = of_weight(contract)
        make_mitigation(kpi)
        assert said(make_result(kpi, "2021-07", "80")) == ""


class TestBands:
    @pytest.fixture
    def kpi(self, contract):
        fields = {"amber_share": None, "red_share": None, "repeat_multiplier": Decimal(2)}
        make_credit_terms(contract, regime="bands", **fields)
        kpi = make_kpi(contract, "CSC_KPI_09", tsl="99", msl="96", decimals=1)
        make_bands(kpi, *MODEL)
        return kpi

    def test_the_worked_example_of_the_model_services_contract(self, kpi, said, officer):
        results = judged(kpi, officer, "98.5", "96.5", "96.5")
        assert [result.points_incurred for result in results] == [1, 6, 6]
        assert [said(result) for result in results] == [
            "the band from 98.0% to below 99.0% (minor) incurs 1 point",
            "the band from 96.0% to below 97.0% (severe) incurs 3 points; repeat failure: × 2 = 6 points",
            "the band from 96.0% to below 97.0% (severe) incurs 3 points; repeat failure: × 2 = 6 points",
        ]

    def test_the_last_band_has_no_lower_end(self, kpi, said):
        assert (
            said(make_result(kpi, "2021-07", "95.9"))
            == "the band below 96.0% (below the service threshold) incurs 4 points"
        )

    def test_without_bands_a_failure_incurs_nothing_and_that_is_said(self, kpi, contract, said):
        other = make_kpi(contract, "CSC_KPI_10", tsl="99", msl="96")
        assert said(make_result(other, "2021-07", "98")) == "there are no bands, so nothing is incurred"

    @pytest.mark.parametrize(
        ("low", "high", "words"),
        [
            ("1", "2", "above 1 to 2"),
            ("2", None, "above 2"),
            (None, "1", "up to 1"),
            (None, None, "of all values"),
        ],
    )
    def test_where_lower_is_better_a_band_holds_its_upper_end(self, low, high, words, contract):
        kpi = make_kpi(contract, "CSC_KPI_11", unit="number", decimals=0, better="lower", tsl="1", msl="2")
        ends = (None if end is None else Decimal(end) for end in (low, high))
        band = Band(**dict(zip(("low", "high"), ends, strict=True)), severity=Severity.MINOR, points=1)
        assert band_words(band, kpi) == words


def test_without_credit_terms_nothing_is_said(contract, said):
    assert said(make_result(of_weight(contract), "2021-07", "80")) == ""


def test_terms_that_begin_later_say_nothing_of_an_earlier_month(contract, said):
    make_credit_terms(contract, effective_from="2021-07")
    assert said(make_result(of_weight(contract), "2021-06", "80")) == ""


def test_what_the_terms_on_record_no_longer_come_to_is_said_plainly(contract, said):
    terms = make_credit_terms(contract)
    result = make_result(of_weight(contract), "2021-06", "80")
    terms.red_share = Decimal("0.8")
    terms.save()
    assert said(result) == "35 points as stored; the terms on record come to 28"


def test_the_working_of_a_result_ends_with_its_points(contract):
    make_credit_terms(contract)
    kpi = of_weight(contract)
    result = make_result(kpi, "2021-07", "80")
    assert working(result, kpi, rules_of(contract, [kpi])) == (
        "80.00% as stated; TSL 95.00%: missed; MSL 85.00%: missed → red; red incurs 1 × 35 points = 35"
    )


def test_the_page_of_a_kpi_tells_the_points(contract, client_of, member):
    make_credit_terms(contract)
    make_result(of_weight(contract), "2021-07", "90")
    page = client_of(member).get(reverse("kpi_detail", args=["TST-1", "IMT_KPI_09"])).content.decode()
    assert "→ amber; amber incurs 0.5 × 35 points = 17.5" in page
