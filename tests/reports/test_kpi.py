"""The page of a KPI."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from contracts.models import ChangeNotice
from kpis.calculations.rag import Covers, Outcome
from kpis.models import Change, MitigationState
from tests.factories import (
    make_kpi,
    make_membership,
    make_mitigation,
    make_result,
    make_terms,
    make_user,
)
from tests.reports.pages import headings, ids, tables


def address(contract, reference="IMT_KPI_01"):
    return reverse("kpi_detail", args=[contract.reference, reference])


@pytest.fixture
def kpi(contract):
    return contract.kpis.get(reference="IMT_KPI_01")


@pytest.fixture
def read(client_of, member, contract):
    """``read("IMT_KPI_01")``: the page of a KPI as a member reads it."""

    def page(reference="IMT_KPI_01"):
        response = client_of(member).get(address(contract, reference))
        assert response.status_code == 200
        return response.content.decode()

    return page


def table(html, caption):
    return next(table for table in tables(html) if table.caption.startswith(caption))


def test_the_definition_is_given_in_full(contract, read):
    make_kpi(
        contract,
        "IMT_KPI_09",
        description="Average days to process a claim",
        unit="days",
        better="lower",
        decimals=0,
        frequency="quarterly",
        in_service_from="2021-04",
        in_service_to="2021-06",
        baseline="14",
        baseline_note="before the contract",
        tsl="12",
        msl="20",
    )
    html = read("IMT_KPI_09")
    assert (1, "Average days to process a claim") in headings(html)
    for told in (
        *("IMT services", "Days", "Lower is better", "0, rounded once, half up", "Quarterly"),
        *("From April 2021 to June 2021", "14 days: before the contract"),
    ):
        assert f'govuk-summary-list__value">{told}</dd>' in html


def test_a_baseline_that_is_only_described_is_not_called_missing(contract, read):
    make_kpi(contract, "IMT_KPI_09", baseline_note="well above today's figure")
    assert "–: well above today&#x27;s figure" in read("IMT_KPI_09")
    assert "None given" in read("IMT_KPI_01")


def test_every_month_is_shown_latest_first_with_its_working(kpi, read):
    make_result(kpi, "2021-05", outcome=Outcome.NOT_REPORTED, comment="The system was down")
    make_result(kpi, "2021-06", "91.6", numerator="917", denominator="1000", resolution="More staff")
    assert table(read(), "Results of IMT_KPI_01 in 2021").rows == [
        ["July 2021 provisional", "No result yet", "–", ""],
        [
            *("June 2021", "Amber", "91.70%"),
            "917 ÷ 1,000 × 100 = 91.70%, rounded half up to 2 decimals; TSL 95.00%: missed; "
            "MSL 90.00%: met → amber The provider stated 91.60%; the computed figure counts. "
            "Resolution: More staff History of June 2021",
        ],
        ["May 2021", "Not reported", "–", "Not reported The system was down History of May 2021"],
        ["April 2021", "No result yet", "–", ""],
    ]


def test_the_latest_result_is_told_first(kpi, read):
    make_result(kpi, "2021-05", "96")
    html = read()
    assert (2, "May 2021") in headings(html)
    assert "96.00% as stated; TSL 95.00%: met → green." in html


def test_each_month_has_an_anchor_and_each_year_a_table(lincolnshire, client_of):
    user = make_user()
    make_membership(user, lincolnshire, "member")
    html = client_of(user).get(address(lincolnshire)).content.decode()
    assert sum(anchor.startswith("m-") for anchor in ids(html)) == 81
    years = [found for found in tables(html) if found.caption.startswith("Results of")]
    assert [found.caption for found in years] == [
        f"Results of IMT_KPI_01 in {year}, latest first" for year in range(2021, 2014, -1)
    ]
    assert years[-1].rows[-1] == [
        *("April 2015", "Amber", "85.74%"),
        "Concern: below the lower limit 1,473 ÷ 1,718 × 100 = 85.74%, rounded half up to 2 decimals; "
        "TSL 95.00%: missed; MSL 85.00%: met → amber; amber incurs 0.5 × 25 points = 12.5 "
        "History of April 2015",
    ]


def test_months_out_of_service_are_left_out_and_not_due_ones_are_said(contract, read):
    make_kpi(
        contract, "IMT_KPI_09", frequency="quarterly", in_service_from="2021-05", in_service_to="2021-06"
    )
    rows = table(read("IMT_KPI_09"), "Results").rows
    assert [(row[0], row[1]) for row in rows] == [("June 2021", "No result yet"), ("May 2021", "Not due")]


def test_a_kpi_not_yet_in_service_has_no_results(contract, read):
    make_kpi(contract, "IMT_KPI_09", in_service_from="2022-01")
    assert "No month in which it is in service has been opened." in read("IMT_KPI_09")


def test_terms_are_shown_through_time_latest_first(contract, kpi, read):
    notice = ChangeNotice.objects.create(
        contract=contract, reference="CCN7", date=date(2021, 6, 1), title="Raise the target"
    )
    make_terms(
        kpi,
        "2021-06",
        tsl="97.5",
        msl=None,
        points="12.5",
        change=Change.REVISION,
        change_notice=notice,
        description="Target raised",
        reason="It was met too easily",
        status="Agreed",
    )
    assert table(read(), "Each row holds").rows == [
        [
            *("June 2021", "97.50%", "–", "12.5", "Revision: Target raised", "CCN7 of 1 June 2021"),
            "It was met too easily Status: Agreed",
        ],
        ["April 2021", "95.00%", "90.00%", "10", "Initial terms", "–", "–"],
    ]


def test_a_kpi_without_terms_says_so(contract, read):
    make_kpi(contract, "IMT_KPI_09", with_terms=False)
    assert "No terms have been set" in read("IMT_KPI_09")


def test_agreed_mitigations_are_shown_and_others_are_not(kpi, read):
    make_mitigation(kpi, month_from="2021-04", month_to="2021-05", reference="M1", reason="First")
    make_mitigation(kpi, month_from="2021-06", reference="M2", covers=Covers.EVERY, reason="Second")
    make_mitigation(kpi, reference="M3", state=MitigationState.PROPOSED, reason="Third")
    html = read()
    assert [text for level, text in headings(html) if level == 3 and "2021 " in text] == [
        "June 2021 onwards",
        "April 2021 to May 2021",
    ]
    assert html.index("Second") < html.index("First")
    assert "Third" not in html


def test_a_kpi_that_was_never_mitigated_says_so(read):
    assert "No mitigation has been agreed for this KPI." in read()


@pytest.mark.parametrize(
    ("reference", "before", "after"),
    [
        ("IMT_KPI_01", None, "IMT_KPI_02"),
        ("IMT_KPI_02", "IMT_KPI_01", "CSC_KPI_01"),
        ("CSC_KPI_03", "CSC_KPI_02", None),
    ],
)
def test_the_kpis_before_and_after_are_one_step_away(reference, before, after, contract, read):
    html = read(reference)
    for rel, neighbour in (("prev", before), ("next", after)):
        assert (f'rel="{rel}"' in html) is (neighbour is not None)
        assert neighbour is None or f'rel="{rel}" href="{address(contract, neighbour)}"' in html


def test_another_contracts_kpi_and_an_unknown_one_are_404(contract, other_contract, client_of, member):
    client = client_of(member)
    assert client.get(address(contract, "NONE")).status_code == 404
    assert client.get(address(other_contract)).status_code == 404


def test_headings_and_captions_are_in_order(kpi, read):
    make_mitigation(kpi)
    make_result(kpi, "2021-07", "80")
    html = read()
    levels = [level for level, _ in headings(html)]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))
    assert all(found.caption for found in tables(html))
    assert len(ids(html)) == len(set(ids(html)))
