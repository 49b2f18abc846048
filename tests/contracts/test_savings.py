"""Recording savings."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from contracts.models import Contract, Saving
from tests.kpis.sheets import text_of

TYPED = {"financial_year": "2021/22", "contracted": "£6,000,000", "delivered": "6000000", "note": ""}


def make_saving(contract: Contract, year: str = "2021/22", **fields: Any) -> Saving:
    return Saving.objects.create(contract=contract, financial_year=year, **fields)


def at(name: str, contract: Contract, *names: object) -> str:
    return reverse(f"saving_{name}", args=[contract.reference, *names])


def test_a_year_is_recorded_as_people_type_it(contract, officer, client_of):
    answer = client_of(officer).post(at("add", contract), {**TYPED, "financial_year": "2021-22"})
    assert answer.url == at("list", contract)
    row = Saving.objects.get(contract=contract)
    assert (row.financial_year, row.contracted, row.delivered) == ("2021/22", 6000000, 6000000)
    assert row.history.get().history_user == officer


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"financial_year": "2021/23"}, "Enter a financial year"),
        ({"financial_year": "2021"}, "Enter a financial year"),
        ({"financial_year": ""}, "Enter a financial year"),
        ({"financial_year": "2020/21"}, "The contract has no month in 2020/21."),
        ({"financial_year": "2024/25"}, "The contract has no month in 2024/25."),
        ({"financial_year": "2022/23"}, "2022/23 is recorded already: change that row."),
        ({"contracted": "six"}, "The contracted pounds must be a number"),
        ({"delivered": "-1"}, "The delivered pounds must be at least 0."),
        ({"delivered": "0.001"}, "The delivered pounds can have at most 2 decimals."),
        ({"delivered": "5999999.99"}, "Say why more or less was delivered than contracted."),
        ({"delivered": "6000000.01"}, "Say why more or less was delivered than contracted."),
    ],
)
def test_a_form_says_what_is_wrong_and_keeps_what_was_typed(contract, officer, client_of, typed, said):
    make_saving(contract, "2022/23")
    page = client_of(officer).post(at("add", contract), {**TYPED, "source": "Minutes", **typed})
    assert text_of(page).count(said) == 2  # Beside the field, and in the summary.
    assert "Minutes" in text_of(page)
    assert contract.savings.count() == 1


@pytest.mark.parametrize(
    ("contracted", "delivered"), [("6", ""), ("", "6"), ("", ""), ("6", "6.00")], ids=str
)
def test_what_is_not_known_or_as_contracted_needs_no_explanation(
    contract, officer, client_of, contracted, delivered
):
    typed = {**TYPED, "contracted": contracted, "delivered": delivered}
    assert client_of(officer).post(at("add", contract), typed).status_code == 302


@pytest.mark.parametrize("year", ["2021/22", "2023/24"], ids=["first", "last"])
def test_the_first_and_the_last_year_of_the_contract_are_taken(contract, officer, client_of, year):
    typed = {**TYPED, "financial_year": year}
    assert client_of(officer).post(at("add", contract), typed).status_code == 302


def test_what_was_delivered_is_added_with_its_explanation(contract, officer, client_of):
    row = make_saving(contract, contracted=Decimal(6))
    client, address = client_of(officer), at("change", contract, row.pk)
    seen = client.get(address).context["form"].initial["seen"]
    typed = {**TYPED, "contracted": "6", "delivered": "5", "note": "The flood", "seen": seen}
    assert client.post(address, typed).url == at("list", contract)
    row.refresh_from_db()
    assert (row.contracted, row.delivered, row.note) == (6, 5, "The flood")


def test_a_year_is_removed_for_a_reason(contract, officer, client_of):
    row = make_saving(contract)
    client, address = client_of(officer), at("remove", contract, row.pk)
    seen = client.get(address).context["form"].initial["seen"]
    assert client.post(address, {"seen": seen, "reason": "Twice"}).url == at("list", contract)
    assert not Saving.objects.filter(pk=row.pk).exists()


def test_a_year_of_another_contract_is_not_found(contract, other_contract, officer, client_of):
    row = make_saving(other_contract)
    assert client_of(officer).get(at("change", contract, row.pk)).status_code == 404
