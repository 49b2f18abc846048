"""Rows that a worker keeps while a contract's record stays as it is."""

import pytest
from django.db import transaction
from django.urls import reverse

from contracts.access import contract_for
from contracts.kept import forget, kept, reading
from contracts.models import Contract, RecordVersion, ServiceArea
from tests.factories import make_kpi, make_service_area

pytestmark = pytest.mark.django_db


@kept
def names(contract: Contract) -> tuple[str, ...]:
    return tuple(ServiceArea.objects.filter(contract=contract).values_list("name", flat=True))


@pytest.fixture
def read(contract, member):
    """``read()``: the contract as a page that only reads gets it."""
    return lambda: reading(contract_for(member, contract.reference))


def rename(contract, name):
    area = contract.service_areas.first()
    area.name = name
    area.save()


def test_pages_of_one_version_read_once(read, django_assert_num_queries):
    names(read())
    contract = read()
    with django_assert_num_queries(0):
        names(contract)


def test_a_new_worker_reads_again(read, django_assert_num_queries):
    contract = read()
    names(contract)
    forget()
    with django_assert_num_queries(1):
        names(contract)


def test_the_page_after_a_change_shows_it(read, contract):
    names(read())
    rename(contract, "Libraries")
    assert "Libraries" in names(read())


def test_a_page_begun_before_a_change_never_hands_it_on_as_older(read, contract):
    before = read()
    rename(contract, "Libraries")
    names(before)
    rename(contract, "Museums")
    assert "Museums" in names(read())


def test_a_change_that_is_taken_back_leaves_nothing_behind(read, contract, officer):
    before = names(read())
    writing = contract_for(officer, contract.reference)
    with transaction.atomic():
        rename(writing, "Never")
        assert "Never" in names(writing)
        transaction.set_rollback(True)
    assert names(read()) == before


def test_a_page_that_may_write_reads_each_time(contract, officer, django_assert_num_queries):
    writing = contract_for(officer, contract.reference)
    names(writing)
    with django_assert_num_queries(1):
        names(writing)


def test_without_a_version_nothing_is_kept(contract, member, django_assert_num_queries):
    RecordVersion.objects.filter(contract=contract).delete()
    unversioned = reading(contract_for(member, contract.reference))
    names(unversioned)
    with django_assert_num_queries(1):
        names(unversioned)


def test_contracts_are_kept_apart(contract, other_contract):
    make_service_area(other_contract, "LIB", name="Museums")
    contract.read_at = other_contract.read_at = 7
    assert names(contract) != names(other_contract)


def test_the_dashboard_shows_a_kpi_of_a_moment_ago(client_of, member, contract, period):
    address = reverse("contract_dashboard", args=[contract.reference])
    client_of(member).get(address)
    kpi = make_kpi(contract, "NEW_KPI_99")
    assert kpi.reference in client_of(member).get(address).content.decode()
