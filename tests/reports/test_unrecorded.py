"""Every page counts, tells of and colours KPIs in service only, and names those without a result alike."""

from __future__ import annotations

import pytest
from django.urls import reverse

from contracts.calculations.months import Month
from kpis.calculations.rag import Covers
from kpis.judging import Rulebook
from kpis.models import PeriodSummary
from kpis.summaries import summarise
from reports.statements import statement_for
from tests.factories import make_kpi, make_mitigation, make_result, make_terms
from tests.reports.test_grid import cells

JUNE, JULY = Month(2021, 6), Month(2021, 7)
BLANK = {"class": "", "href": "", "aria-label": "", "letter": ""}


@pytest.fixture
def shown(client_of, member, contract):
    """``shown("service_area", "IMT")``: what a page of the contract was made of."""

    def context(name, *args):
        response = client_of(member).get(reverse(name, args=[contract.reference, *args]))
        assert response.status_code == 200
        return response.context

    return context


@pytest.fixture
def gone(contract, period):
    """A KPI with a red in June and another in July, of which it was said later that it left after June."""
    kpi = contract.kpis.get(reference="IMT_KPI_01")
    for month in (JUNE, JULY):
        make_result(kpi, month, "50")
    leave(kpi, JUNE)
    return kpi


def leave(kpi, last):
    kpi.in_service_to = last
    kpi.save()
    summarise(kpi.contract, list(kpi.contract.periods.all()), Rulebook.of_contract(kpi.contract))


def test_after_its_last_month_of_service_no_exception_is_told(gone, contract):
    assert [(row.kpi, row.month) for row in statement_for(contract, JUNE, JULY).exceptions] == [
        ("IMT_KPI_01", JUNE)
    ]


def test_after_its_last_month_of_service_no_mitigation_is_told(contract):
    kpi = contract.kpis.get(reference="IMT_KPI_01")
    make_mitigation(kpi, covers=Covers.EVERY, month_from="2021-06")
    for month in (JUNE, JULY):
        make_result(kpi, month, "50")
    leave(kpi, JUNE)
    (row,) = statement_for(contract, JUNE, JULY).mitigations
    assert [(each.kpi, each.months) for each in row.kpis] == [("IMT_KPI_01", (JUNE,))]


def test_after_its_last_month_of_service_its_cell_is_blank(gone, contract):
    *_, june, july = cells(contract, gone.reference)
    assert (june["letter"], july) == ("R", BLANK)


def test_an_area_counts_what_the_month_does(gone, contract, shown, period):
    assert PeriodSummary.objects.get(period=period).counts.red == 0
    found = shown("service_area", "IMT")
    assert [row.counts.red for row in found["page"].statement.summary[-2:]] == [1, 0]
    assert [line.reference for line in found["kpis"]] == ["IMT_KPI_02"]


def test_its_own_page_keeps_the_figure_and_says_that_it_is_not_counted(gone, shown, client_of, member):
    history = shown("kpi_detail", gone.reference)["history"]
    july, june, *_ = history.years[0].lines
    assert (july.status, july.word, july.value) == ("out_of_service", "Not in service", "50.00%")
    assert july.working == "Recorded, and not counted: the KPI was not in service."
    assert (june.status, june.word) == ("red", "Red")
    assert history.latest == june


def test_a_kpi_for_information_is_that_also_without_a_result(contract, shown):
    kpi = contract.kpis.get(reference="CSC_KPI_03")
    cell = cells(contract, kpi.reference)[-1]
    assert (cell["letter"], cell["aria-label"]) == ("i", "CSC_KPI_03 July 2021 for information")
    assert shown("kpi_detail", kpi.reference)["history"].years[0].lines[0].word == "For information"
    found = shown("service_area", "CSC")
    assert {line.reference: line.word for line in found["kpis"]} == {
        "CSC_KPI_01": "No result yet",
        "CSC_KPI_02": "Not due",
        "CSC_KPI_03": "For information",
    }
    assert found["page"].statement.summary[-1].counts.information == 1


@pytest.mark.parametrize(
    ("begins", "letter", "word"),
    [
        pytest.param("2021-07", "…", "No result yet", id="target-from-this-month"),
        pytest.param("2021-08", "i", "For information", id="target-from-the-next"),
    ],
)
@pytest.mark.parametrize("with_terms", [True, False], ids=["terms-without-a-target", "no-terms"])
def test_a_result_is_awaited_from_the_month_of_the_first_target(
    with_terms, begins, letter, word, contract, shown
):
    kpi = make_kpi(contract, "IMT_KPI_09", tsl=None, msl=None, points=None, with_terms=with_terms)
    make_terms(kpi, begins)
    assert cells(contract, kpi.reference)[-1]["letter"] == letter
    assert shown("kpi_detail", kpi.reference)["history"].years[0].lines[0].word == word
    assert {line.reference: line.word for line in shown("service_area", "IMT")["kpis"]}[kpi.reference] == word
