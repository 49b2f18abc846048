"""The page of savings."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from contracts.models import Contract, Saving
from reports.savings.page import savings_page
from tests.factories import make_membership, make_user
from tests.kpis.sheets import text_of


def make_saving(
    contract: Contract, year: str, contracted: str, delivered: str | None, note: str = ""
) -> None:
    figures = {
        "contracted": Decimal(contracted),
        "delivered": None if delivered is None else Decimal(delivered),
    }
    Saving.objects.create(contract=contract, financial_year=year, note=note, **figures)


@pytest.fixture
def three_years(contract) -> None:
    """Too little, too much, and one not known yet."""
    make_saving(contract, "2022/23", "8000000", "8750000.50", "What was missing the year before")
    make_saving(contract, "2021/22", "7000000", "6500000", "The flood")
    make_saving(contract, "2023/24", "8000000", None)


def at(contract: Contract, query: str = "") -> str:
    return f"{reverse('saving_list', args=[contract.reference])}{query}"


def listed(response: Any) -> list[str]:
    return [row.record.year.financial_year for row in response.context["table"].paginated_rows]


def cells_of(response: Any, year: str) -> list[str]:
    rows = response.context["table"].paginated_rows
    row = next(row for row in rows if row.record.year.financial_year == year)
    return [str(cell) for column, cell in row.items() if column.name not in ("note", "record")]


def test_an_empty_page_says_so_and_offers_what_its_reader_may_do(contract, officer, member, client_of):
    for person, may in ((officer, True), (member, False)):
        page = text_of(client_of(person).get(at(contract)))
        assert "No savings are recorded on this contract yet." in page
        assert ("Add a financial year" in page) is may
        assert "All years together" not in page


def test_each_year_has_its_figures_and_those_so_far(contract, member, client_of, three_years):
    page = client_of(member).get(at(contract))
    assert cells_of(page, "2021/22") == [
        *("2021/22", "£7,000,000", "£6,500,000", "£500,000 less"),
        *("£7,000,000", "£6,500,000", "£500,000 less"),
    ]
    assert cells_of(page, "2022/23") == [
        *("2022/23", "£8,000,000", "£8,750,000.50", "£750,000.50 more"),
        *("£15,000,000", "£15,250,000.50", "£250,000.50 more"),
    ]
    assert cells_of(page, "2023/24") == [
        *("2023/24", "£8,000,000", "–", "Not known yet"),
        *("£15,000,000", "£15,250,000.50", "£250,000.50 more"),
    ]


def test_all_years_together_say_which_are_not_in_the_sums(contract, member, client_of, three_years):
    page = text_of(client_of(member).get(at(contract)))
    assert "Contracted £15,000,000 Delivered £15,250,000.50 Variance £250,000.50 more" in page
    assert "Not in the sums, for a figure of theirs is not known yet: 2023/24." in page
    assert "What was missing the year before" in page


def test_a_chart_stands_beside_the_table_with_its_words(contract, member, client_of, three_years):
    page = text_of(client_of(member).get(at(contract)))
    assert "2021/22: contracted £7,000,000.00, delivered £6,500,000.00." in page
    assert "2023/24: contracted £8,000,000.00, delivered not known." in page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["2021/22", "2022/23", "2023/24"]),
        ("?standing=under", ["2021/22"]),
        ("?standing=over", ["2022/23"]),
        ("?standing=unknown", ["2023/24"]),
        ("?standing=level", []),
        ("?search=flood", ["2021/22"]),
        ("?search=2023", ["2023/24"]),
        ("?search=nowhere", []),
        ("?sort=-year", ["2023/24", "2022/23", "2021/22"]),
        ("?sort=contracted", ["2021/22", "2022/23", "2023/24"]),
        ("?standing=never", []),
    ],
)
def test_the_years_are_narrowed_and_sorted(contract, member, client_of, three_years, query, expected):
    page = client_of(member).get(at(contract, query))
    assert listed(page) == expected
    assert ("Nothing found." in text_of(page)) is (not expected)


def test_a_filter_that_does_not_exist_is_refused_in_words(contract, member, client_of, three_years):
    assert "There is a problem" in text_of(client_of(member).get(at(contract, "?standing=never")))


def test_what_is_found_does_not_change_the_sums(contract, member, client_of, three_years):
    page = client_of(member).get(at(contract, "?standing=over"))
    assert cells_of(page, "2022/23")[4] == "£15,000,000"


@pytest.mark.parametrize("many", [1, 26])
def test_the_page_costs_the_same_however_many_years_there_are(
    contract, member, client_of, django_assert_num_queries, many
):
    for begins in range(1990, 1990 + many):
        make_saving(contract, f"{begins}/{(begins + 1) % 100:02}", "2", "1", "Why")
    client = client_of(member)
    with django_assert_num_queries(4):
        page = client.get(at(contract))
    assert len(listed(page)) == min(many, 25)


def test_barnet_saved_six_million_as_contracted(barnet):
    page = savings_page(barnet)
    assert page.totals == [
        ("Contracted", "£6,000,000"),
        ("Delivered", "£6,000,000"),
        ("Variance", "As contracted"),
    ]


def test_the_page_draws_charts_within_its_policy(barnet, client_of):
    reader = make_user("reads@council.example")
    make_membership(reader, barnet, "member")
    page = client_of(reader).get(at(barnet))
    assert "sha256-" in page.headers["Content-Security-Policy"]
