"""The list of mitigations, which of them are late, and what the pages cost."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from kpis.mitigations.draft import covered_by
from kpis.mitigations.lateness import late_in_words, lateness_of
from kpis.models import MitigationState
from tests.factories import (
    make_contract,
    make_kpi,
    make_membership,
    make_mitigation,
    make_period,
    make_result,
)
from tests.kpis.sheets import text_of

KPI, OTHER = "IMT_KPI_01", "IMT_KPI_02"
DONE = {"decline": "declined", "withdraw": "withdrawn", "end": "ended"}


@pytest.fixture
def kpi(contract):
    return contract.kpis.get(reference=KPI)


def at(name: str, contract, mitigation: object = None) -> str:
    """The address of a page about mitigations, or about one of them."""
    return reverse(f"mitigation_{name}", args=[contract.reference, *([mitigation] if mitigation else [])])


def listed(response) -> list[str]:
    return [row.record.reference for row in response.context["table"].paginated_rows]


# The list.


def test_an_empty_list_says_so_and_offers_what_its_reader_may_do(contract, officer, member, client_of):
    for person, may in ((officer, True), (member, False)):
        answer = client_of(person).get(at("list", contract))
        assert "No mitigation has been proposed on this contract yet." in text_of(answer)
        assert ("Propose a mitigation" in text_of(answer)) is may


@pytest.fixture
def several(contract, kpi):
    """M1 to M6, as of 15 August 2021."""
    other = contract.kpis.get(reference="CSC_KPI_01")
    make_mitigation(kpi, reference="M1", month_from="2021-04", month_to="2021-07", expected=date(2021, 7, 1))
    make_mitigation(kpi, reference="M2", month_from="2021-08", month_to="2021-08", reason="A fire")
    make_mitigation(other, reference="M3", month_from="2021-05", expected=date(2021, 8, 14))
    make_mitigation(other, reference="M4", month_from="2021-09", state="proposed", expected=date(2021, 8, 15))
    make_mitigation(kpi, reference="M5", month_from="2021-09", state="declined", expected=date(2021, 1, 1))
    make_mitigation(kpi, reference="M6", month_from="2021-09", impact="Nobody noticed")


@pytest.fixture
def in_august(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2021, 8, 15))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["M6", "M5", "M4", "M3", "M2", "M1"]),
        ("state=proposed", ["M4"]),
        ("state=declined", ["M5"]),
        ("area=CSC", ["M4", "M3"]),
        ("search=fire", ["M2"]),
        ("search=csc_kpi_01", ["M4", "M3"]),
        ("search=nobody control", ["M6"]),
        ("search=nowhere", []),
        ("time=running", ["M3", "M2"]),
        ("time=ended", ["M1"]),
        ("time=to_come", ["M6"]),
        ("time=overdue", ["M3"]),
        ("time=running&area=IMT", ["M2"]),
        ("sort=reference", ["M1", "M2", "M3", "M4", "M5", "M6"]),
    ],
)
def test_the_list_is_narrowed_and_sorted(contract, member, client_of, several, in_august, query, expected):
    assert listed(client_of(member).get(f"{at('list', contract)}?{query}")) == expected


def test_a_filter_that_does_not_exist_is_refused_in_words(contract, member, client_of, several):
    assert "There is a problem" in text_of(client_of(member).get(f"{at('list', contract)}?time=never"))


def test_nothing_found_is_said(contract, member, client_of, several):
    assert "Nothing found." in text_of(client_of(member).get(f"{at('list', contract)}?search=nowhere"))


def test_the_list_holds_25_on_a_page(contract, member, client_of, kpi):
    for number in range(1, 31):
        make_mitigation(kpi, reference=f"M{number}", state="declined")
    client = client_of(member)
    first, second = client.get(at("list", contract)), client.get(f"{at('list', contract)}?page=2")
    assert (len(listed(first)), len(listed(second))) == (25, 5)


# Late.


@pytest.mark.parametrize(
    ("state", "month_to", "today", "days"),
    [
        pytest.param("agreed", None, date(2022, 1, 1), 0, id="on-the-day"),
        pytest.param("agreed", None, date(2022, 1, 2), 1, id="a-day-after"),
        pytest.param("agreed", None, date(2022, 2, 10), 40, id="forty-days-after"),
        pytest.param("agreed", "2022-02", date(2022, 2, 10), 40, id="in-its-last-month"),
        pytest.param("agreed", "2022-01", date(2022, 2, 10), 0, id="ended-the-month-before"),
        pytest.param("proposed", "2021-08", date(2022, 2, 10), 40, id="still-waiting"),
        pytest.param("declined", None, date(2022, 2, 10), 0, id="declined"),
        pytest.param("withdrawn", None, date(2022, 2, 10), 0, id="withdrawn"),
    ],
)
def test_a_mitigation_is_late_while_it_runs_on_after_the_expected_day(kpi, state, month_to, today, days):
    mitigation = make_mitigation(
        kpi, month_from="2021-07", month_to=month_to, state=state, expected=date(2022, 1, 1)
    )
    spans = [each.span for each in covered_by(mitigation)]
    assert lateness_of(mitigation, spans, today) == days
    assert ("days late" in late_in_words(mitigation, spans, today)) is (days > 1)


def test_lateness_is_said_in_the_list_and_on_the_page(contract, member, client_of, several, in_august):
    client = client_of(member)
    assert "14 August 2021 1 day late" in text_of(client.get(at("list", contract)))
    assert "Expected by 14 August 2021 1 day late" in text_of(client.get(at("detail", contract, "M3")))
    assert "late" not in text_of(client.get(at("detail", contract, "M4")))


# Other contracts, and size.


def test_another_contracts_mitigation_is_not_found(contract, other_contract, officer, client_of):
    make_mitigation(other_contract.kpis.get(), reference="M9")
    assert client_of(officer).get(at("detail", contract, "M9")).status_code == 404


@pytest.mark.parametrize(
    ("name", "state"),
    [
        *(("detail", state) for state in MitigationState),
        *((name, "proposed") for name in ("list", "agree", "propose", "change")),
    ],
)
def test_queries_do_not_grow_with_kpis_months_or_mitigations(
    name, state, manager, client_of, django_assert_max_num_queries
):
    counted = []
    for size in (2, 8):
        contract = make_contract(f"BIG-{size}")
        make_membership(manager, contract, "manager")
        kpis = [make_kpi(contract, f"IMT_KPI_{number:02}") for number in range(size)]
        for month in ("2021-06", "2021-07", "2021-08")[: 1 + size // 4]:
            for kpi in kpis:
                make_result(kpi, month, "92")
        for number in range(size):
            make_mitigation(*kpis, reference=f"M{number}", month_from="2021-06", state=state)
        make_period(contract, "2022-01")
        visitor = client_of(manager)
        address = at(name, contract, None if name in ("list", "propose") else "M1")
        with django_assert_max_num_queries(21) as queries:
            assert visitor.get(address).status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1]
