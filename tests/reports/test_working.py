"""The working of a result."""

from __future__ import annotations

import pytest

from kpis.calculations.rag import Covers, Outcome
from reports.working import difference, working
from tests.factories import make_kpi, make_mitigation, make_result


@pytest.fixture
def worked(contract):
    """``worked(entered, **kpi)``: the working of a July result of a new KPI, TSL 95 and MSL 85."""

    def said(entered, **fields):
        kpi = make_kpi(contract, "IMT_KPI_09", **{"tsl": "95", "msl": "85", **fields})
        return working(make_result(kpi, "2021-07", **entered), kpi)

    return said


@pytest.mark.parametrize(
    ("entered", "fields", "said"),
    [
        pytest.param(
            {"numerator": "1473", "denominator": "1718"},
            {},
            "1,473 ÷ 1,718 × 100 = 85.74%, rounded half up to 2 decimals; TSL 95.00%: missed; "
            "MSL 85.00%: met → amber",
            id="percent-amber",
        ),
        pytest.param(
            {"numerator": "3", "denominator": "2"},
            {"unit": "number", "decimals": 1, "better": "lower", "tsl": "2", "msl": "3"},
            "3 ÷ 2 = 1.5, rounded half up to 1 decimal; TSL 2.0: met → green",
            id="a-number-is-not-multiplied",
        ),
        pytest.param(
            {"value": "4"},
            {"unit": "days", "decimals": 0, "better": "lower", "tsl": "1", "msl": "3"},
            "4 days as stated; TSL 1 day: missed; MSL 3 days: missed → red",
            id="stated-red",
        ),
        pytest.param(
            {"value": "94.995"},
            {},
            "94.995 as stated = 95.00%, rounded half up to 2 decimals; TSL 95.00%: met → green",
            id="stated-and-rounded",
        ),
        pytest.param(
            {"value": "1.5"},
            {"unit": "number", "decimals": 0, "better": "lower", "tsl": "1", "msl": None},
            "1.5 as stated = 2, rounded half up to a whole number; TSL 1: missed; no MSL → red",
            id="no-msl",
        ),
        pytest.param(
            {"value": "12"},
            {"tsl": None, "msl": None},
            "12.00% as stated; no TSL: for information, not judged",
            id="for-information",
        ),
        pytest.param({"outcome": Outcome.NOT_REPORTED}, {}, "Not reported", id="not-reported"),
        pytest.param({"outcome": Outcome.NO_ACTIVITY}, {}, "No activity", id="no-activity"),
    ],
)
def test_the_working_can_be_followed_with_a_pencil(entered, fields, said, worked):
    assert worked(entered, **fields) == said


@pytest.mark.parametrize(
    ("entered", "said"),
    [
        (
            {"value": "80"},
            "80.00% as stated; TSL 95.00%: missed; MSL 90.00%: missed → red; mitigation agreed → blue",
        ),
        ({"outcome": Outcome.NOT_REPORTED}, "Not reported; mitigation agreed → blue"),
    ],
    ids=["with-a-value", "without"],
)
def test_what_lies_under_the_blue_stays_visible(entered, said, contract):
    kpi = contract.kpis.get(reference="IMT_KPI_01")
    make_mitigation(kpi, covers=Covers.EVERY)
    assert working(make_result(kpi, "2021-07", **entered), kpi) == said


def test_the_working_tells_the_terms_it_was_judged_by(contract):
    kpi = contract.kpis.get(reference="IMT_KPI_01")
    result = make_result(kpi, "2021-07", "92")
    terms = kpi.terms.get()
    terms.tsl, terms.msl = 91, 80
    terms.save()
    assert "TSL 95.00%: missed" in working(result, kpi)


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        pytest.param("85.70", "The provider stated 85.70%; the computed figure counts.", id="differs"),
        pytest.param("85.74", "", id="agrees"),
        pytest.param("85.7386", "", id="agrees-once-rounded"),
        pytest.param(None, "", id="not-stated"),
    ],
)
def test_a_stated_figure_that_differs_is_reported(stated, said, contract):
    kpi = contract.kpis.get(reference="IMT_KPI_01")
    result = make_result(kpi, "2021-07", stated, numerator="1473", denominator="1718")
    assert difference(result, kpi) == said


def test_a_figure_that_is_only_stated_differs_from_nothing(contract):
    kpi = contract.kpis.get(reference="IMT_KPI_01")
    assert difference(make_result(kpi, "2021-07", "85"), kpi) == ""
