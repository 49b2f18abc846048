"""Points, points distributed and credits in a statement."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from contracts.calculations.months import Month, months_between
from reports.export import as_data
from reports.papers.assemble import statement_paper
from reports.papers.material import statement_and_material
from reports.papers.page import to_file
from reports.statements import statement_for
from tests.factories import make_result, make_terms
from tests.reports.credits.money import make_credit_terms, pay, suspend
from tests.reports.pages import tables

APRIL, JUNE, JULY, DECEMBER = Month(2021, 4), Month(2021, 6), Month(2021, 7), Month(2021, 12)


@pytest.fixture
def whole(lincolnshire):
    """The data of Lincolnshire's statement from its first month to its last."""
    return as_data(statement_for(lincolnshire, lincolnshire.first_month, DECEMBER))


class TestLincolnshire:
    def test_the_areas_with_points_are_exactly_those_expected(self, whole, expected):
        found = [
            (row["month"], row["area"], Decimal(row["points"]), Decimal(row["payable"]))
            for row in whole["credits"]
            if Decimal(row["points"])
        ]
        assert sorted(found) == [
            (row["month"], row["service_area"], Decimal(row["points"]), Decimal(row["payable"]))
            for row in expected("points_and_credits")
        ]
        assert len(found) == 113

    def test_points_and_credits_say_the_same(self, whole):
        months = [str(month) for month in months_between(Month(2015, 4), DECEMBER)]
        assert [row["month"] for row in whole["points"]] == months
        assert [row["month"] for row in whole["points_distributed"]] == months
        by_area = {(row["month"], row["area"]): row["points"] for row in whole["credits"]}
        assert by_area == {
            (row["month"], code): points for row in whole["points"] for code, points in row["by_area"].items()
        }

    def test_nothing_is_payable_while_credits_are_suspended(self, whole):
        suspended = {row["month"] for row in whole["credits"] if row["suspended"]}
        assert suspended == {"2020-03", "2020-04", "2020-05", "2020-06"}
        assert {row["payable"] for row in whole["credits"] if row["suspended"]} == {"0.00"}

    def test_the_points_distributed_rise_with_the_kpis_that_join_and_are_then_conserved(self, whole):
        """902 also in December 2021, when IMT_KPI_14 left and its points were shared out."""
        changes, before = {}, None
        for row in whole["points_distributed"]:
            if row["total"] != before:
                changes[row["month"]] = before = row["total"]
        assert changes == {
            "2015-04": 687,
            "2016-04": 782,
            "2018-04": 817,
            "2019-04": 837,
            "2021-06": 877,
            "2021-07": 902,
        }


class TestShape:
    @pytest.fixture
    def data(self, contract):
        make_credit_terms(contract)
        pay(contract, "2021-07", "60000")
        make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-07", "92")
        make_result(contract.kpis.get(reference="IMT_KPI_02"), "2021-07", "9")
        make_result(contract.kpis.get(reference="CSC_KPI_01"), "2021-07", "75")
        return as_data(statement_for(contract, JULY, JULY))

    def test_a_month_has_its_points_in_all_and_by_area(self, data):
        assert data["points"] == [{"month": "2021-07", "total": "40", "by_area": {"IMT": "25", "CSC": "15"}}]

    def test_the_points_distributed_are_those_of_the_kpis_in_service(self, data):
        assert data["points_distributed"] == [{"month": "2021-07", "total": 75}]

    def test_a_credit_says_how_it_came_about(self, data):
        assert data["credits"][0] == {
            "month": "2021-07",
            "area": "IMT",
            "points": "25",
            "uncapped": "11250.00",
            "cap": "6000.00",
            "payable": "6000.00",
            "lost_to_cap": "5250.00",
            "suspended": False,
        }

    def test_what_waits_for_a_payment_is_null_and_not_nothing(self, data):
        assert data["credits"][1] == {
            "month": "2021-07",
            "area": "CSC",
            "points": "15",
            **dict.fromkeys(("uncapped", "cap", "payable", "lost_to_cap")),
            "suspended": False,
        }


def test_a_part_of_a_point_is_told_as_text(contract):
    make_terms(contract.kpis.get(reference="IMT_KPI_01"), "2021-06", points="10.5")
    rows = as_data(statement_for(contract, APRIL, JULY))["points_distributed"]
    assert [row["total"] for row in rows] == [75, 75, "75.5", "75.5"]


def test_a_kpi_out_of_service_carries_no_points(contract):
    kpi = contract.kpis.get(reference="CSC_KPI_01")
    kpi.in_service_to = JUNE
    kpi.save()
    rows = as_data(statement_for(contract, JUNE, JULY))["points_distributed"]
    assert [row["total"] for row in rows] == [75, 45]


def test_without_credit_terms_there_are_no_points_and_no_credits(contract):
    make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-07", "92")
    data = as_data(statement_for(contract, JULY, JULY))
    assert data["points"] == [{"month": "2021-07", "total": "0", "by_area": {"IMT": "0", "CSC": "0"}}]
    assert data["credits"] == []


def test_credit_terms_that_begin_within_the_range_count_from_their_month(contract):
    make_credit_terms(contract, effective_from=JULY)
    for month in ("2021-06", "2021-07"):
        pay(contract, month, "60000")
        make_result(contract.kpis.get(reference="IMT_KPI_01"), month, "80")
    data = as_data(statement_for(contract, JUNE, JULY))
    assert [row["total"] for row in data["points"]] == ["0", "10"]
    assert [(row["month"], row["payable"]) for row in data["credits"] if row["area"] == "IMT"] == [
        ("2021-07", "4500.00")
    ]


def test_the_page_says_what_waits_and_what_is_suspended(contract):
    make_credit_terms(contract)
    suspend(contract, JULY)
    pay(contract, "2021-07", "60000")
    make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-06", "80")
    make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-07", "80")
    html = to_file(statement_paper(*statement_and_material(contract, JUNE, JULY), made_on=date(2021, 8, 2)))
    (credits,) = [table for table in tables(html) if "Service credits payable" in table.caption]
    assert credits.rows[0] == ["IMT", "waiting", "£0.00"]
    assert "the area's payment is not recorded" in html.replace("&#x27;", "'")
    assert "Credits were suspended in July 2021: points counted, and nothing was payable." in html
