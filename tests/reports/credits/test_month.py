"""What failing cost in a month, on the dashboard, a service area's page and the portfolio."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse

from contracts.calculations.months import Month
from kpis.calculations.rag import Covers
from reports.credits.words import sentence_of_month
from reports.statements.money import CreditRow
from tests.factories import make_membership, make_mitigation, make_result
from tests.reports.credits.money import make_credit_terms, pay, suspend
from tests.reports.pages import tables

JULY = Month(2021, 7)


@pytest.fixture
def reader(client_of, member):
    return client_of(member)


def dashboard(client, contract, month="2021-07"):
    return client.get(contract.get_absolute_url(), {"month": month}).content.decode()


def area_page(client, contract, code, month="2021-07"):
    path = reverse("service_area", args=[contract.reference, code])
    return client.get(path, {"month": month}).content.decode()


def by_area(html):
    captions = {table.caption: table for table in tables(html)}
    return captions.get("By service area; each leads to how it came about")


@pytest.fixture
def capped(contract):
    """July 2021 of TST-1: IMT fails above its cap of £6,000, CSC meets target."""
    make_credit_terms(contract)
    pay(contract, "2021-07", "60000")
    pay(contract, "2021-07", "1000", code="CSC")
    make_result(contract.kpis.get(reference="IMT_KPI_02"), "2021-07", "9")
    make_result(contract.kpis.get(reference="CSC_KPI_01"), "2021-07", "85")
    return contract


class TestDashboard:
    def test_points_and_credits_are_there_by_area(self, capped, reader):
        html = dashboard(reader, capped)
        assert "20 points were incurred in July 2021; £6,000.00 is payable" in html
        assert "and £3,000.00 more was lost to the cap." in html
        assert by_area(html).rows == [
            ["IMT", "20", "£3,000.00", "£6,000.00"],
            ["CSC", "0", "£0.00", "£0.00"],
            ["All areas", "20", "£3,000.00", "£6,000.00"],
        ]
        assert reverse("credit_detail", args=["TST-1", "2021-07", "IMT"]) in html
        assert reverse("credits", args=["TST-1"]) + "?year=2021-22" in html

    def test_a_month_without_points_needs_no_table(self, capped, reader):
        make_result(capped.kpis.get(reference="IMT_KPI_01"), "2021-06", "96")
        html = dashboard(reader, capped, "2021-06")
        assert "No KPIs incurred points in June 2021, so no credit is due." in html
        assert by_area(html) is None

    def test_a_month_without_credit_terms_says_so(self, contract, reader):
        html = dashboard(reader, contract)
        assert "No credit terms were in force in July 2021, so failing cost nothing." in html

    def test_only_the_month_shown_is_told(self, capped, reader):
        pay(capped, "2021-06", "60000")
        make_result(capped.kpis.get(reference="IMT_KPI_01"), "2021-06", "80")
        assert "20 points were incurred in July 2021" in dashboard(reader, capped)
        assert "10 points were incurred in June 2021" in dashboard(reader, capped, "2021-06")


class TestArea:
    def test_an_area_tells_its_own_credit_and_how_it_came_about(self, capped, reader):
        html = area_page(reader, capped, "IMT")
        assert "20 points were incurred in July 2021; £6,000.00 is payable" in html
        assert reverse("credit_detail", args=["TST-1", "2021-07", "IMT"]) in html
        assert by_area(html) is None

    def test_an_area_that_met_target_owes_nothing(self, capped, reader):
        html = area_page(reader, capped, "CSC")
        assert "No CSC KPIs incurred points in July 2021, so no credit is due." in html
        assert "/credits/2021-07/" not in html


def credit(points="10", payable="4500", lost="0", is_suspended=False):
    payable, lost = (None if text is None else Decimal(text) for text in (payable, lost))
    return CreditRow(JULY, "IMT", Decimal(points), payable, Decimal(9000), payable, lost, is_suspended)


@pytest.mark.parametrize(
    ("credits", "said"),
    [
        pytest.param(
            [credit("1", "450")],
            "1 point was incurred in July 2021; £450.00 is payable.",
            id="one-point",
        ),
        pytest.param(
            [credit(), credit("2.5", "1125", "10.5")],
            "12.5 points were incurred in July 2021; £5,625.00 is payable, "
            "and £10.50 more was lost to the cap.",
            id="lost",
        ),
        pytest.param(
            [credit(), credit(payable=None, lost=None)],
            "20 points were incurred in July 2021; £4,500.00 is payable; "
            "1 credit waits for a payment to be recorded.",
            id="one-waits",
        ),
        pytest.param(
            [credit(payable=None, lost=None), credit(payable=None, lost=None)],
            "20 points were incurred in July 2021; 2 credits wait for a payment to be recorded.",
            id="all-wait",
        ),
        pytest.param(
            [credit(payable="0", is_suspended=True)],
            "10 points were incurred in July 2021; credits were suspended, so nothing is payable.",
            id="suspended",
        ),
        pytest.param(
            [credit("0", "0")], "No KPIs incurred points in July 2021, so no credit is due.", id="0"
        ),
    ],
)
def test_a_month_is_told_in_a_sentence(credits, said):
    assert sentence_of_month(credits, JULY) == said


class TestPortfolio:
    @pytest.fixture
    def both(self, officer, other_contract):
        make_membership(officer, other_contract, "member")
        return officer

    def cells(self, response):
        return {
            bound.record.reference: {column.name: str(cell) for column, cell in bound.items()}
            for bound in response.context["table"].paginated_rows
        }

    def test_the_latest_months_points_and_credit_are_listed_where_failures_cost_something(
        self, capped, both, client_of
    ):
        found = self.cells(client_of(both).get(reverse("home")))
        assert (found["TST-1"]["points"], found["TST-1"]["credit"]) == ("20", "£6,000.00")
        assert (found["TST-2"]["points"], found["TST-2"]["credit"]) == ("—", "—")

    @pytest.mark.parametrize(
        ("sort", "order"),
        [
            ("points", ["TST-2", "TST-1"]),
            ("-points", ["TST-1", "TST-2"]),
            ("credit", ["TST-2", "TST-1"]),
            ("-credit", ["TST-1", "TST-2"]),
        ],
    )
    def test_contracts_are_sorted_by_them(self, sort, order, capped, both, client_of):
        response = client_of(both).get(reverse("home"), {"sort": sort})
        assert list(self.cells(response)) == order

    def test_a_contract_without_months_has_neither(self, contract, both, other_contract, client_of):
        other_contract.periods.get().delete()
        found = self.cells(client_of(both).get(reverse("home")))
        assert (found["TST-2"]["points"], found["TST-2"]["credit"]) == ("—", "—")


def test_what_is_forgiven_costs_nothing(contract, reader):
    make_credit_terms(contract)
    suspend(contract, "2021-08")
    make_mitigation(contract.kpis.get(reference="IMT_KPI_02"), covers=Covers.EVERY)
    make_result(contract.kpis.get(reference="IMT_KPI_02"), "2021-07", "9")
    assert "No KPIs incurred points in July 2021" in dashboard(reader, contract)
