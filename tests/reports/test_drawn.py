"""Parts of pages that a worker draws once for each version of a record."""

from __future__ import annotations

import re

import pytest
from django.middleware.csrf import _does_token_match
from django.template import engines
from django.urls import reverse

from contracts.access import contract_for
from contracts.kept import reading
from reports import drawn
from tests.factories import make_mitigation

pytestmark = pytest.mark.django_db

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
TOLD = "{{ contract.title }}, {{ month }}: {{ contract.abilities|length }}"
OF_A_READER = "{{ request }}{{ user }}{{ perms }}{{ messages }}{{ csrf_token }}{% csrf_token %}"


@pytest.fixture
def template(monkeypatch):
    """``template(source)``: every part is drawn by this template, and how often is counted."""

    def replace(source):
        drawings = []

        def render(name, told):
            drawings.append(told)
            return engines["django"].from_string(source).render(told)

        monkeypatch.setattr(drawn, "render_to_string", render)
        return drawings

    return replace


@pytest.fixture
def part():
    return drawn.drawn("any.html")(lambda contract, month: {"month": month})


@pytest.fixture
def seen_by(contract):
    """``seen_by(user)``: the contract as a page that only reads gets it."""
    return lambda user: reading(contract_for(user, contract.reference))


def without_tokens(html: bytes) -> str:
    """A page as it is for everybody: tokens of forms differ from answer to answer."""
    return TOKEN.sub("", html.decode())


def test_a_part_is_drawn_once_for_all_readers_who_may_do_the_same(
    template, part, seen_by, officer, second_officer
):
    drawings = template(TOLD)
    assert part(seen_by(officer), 1) == part(seen_by(second_officer), 1)
    assert len(drawings) == 1


def test_what_a_reader_may_not_do_is_never_in_what_is_drawn_for_them(
    template, part, seen_by, manager, member
):
    template("{% if 'sign_off' in contract.abilities %}Sign off{% endif %}")
    assert part(seen_by(manager), 1) == "Sign off"
    assert part(seen_by(member), 1) == ""


def test_nothing_of_a_reader_can_be_in_a_part(template, part, seen_by, officer):
    template(OF_A_READER)
    assert part(seen_by(officer), 1) == ""


def test_a_part_is_drawn_anew_for_other_arguments_and_after_a_change(
    template, part, seen_by, contract, member
):
    template(TOLD)
    assert "1:" in part(seen_by(member), 1)
    assert "2:" in part(seen_by(member), 2)
    contract.title = "Libraries"
    contract.save()
    assert "Libraries" in part(seen_by(member), 1)


def test_a_page_that_may_write_draws_each_time(template, part, contract, officer):
    drawings = template(TOLD)
    writing = contract_for(officer, contract.reference)
    part(writing, 1), part(writing, 1)
    assert len(drawings) == 2


PAGES = [
    pytest.param("contract_dashboard", [], 3, id="dashboard"),
    pytest.param("service_area", ["IMT"], 4, id="area"),
    pytest.param("green_trend", [], 3, id="trend"),
    pytest.param("kpi_list", [], 3, id="kpis"),
    pytest.param("kpi_detail", ["IMT_KPI_01"], 4, id="kpi"),
]
"""Pages that are drawn once, and what they ask for again: session, person, contract with its version, and
the row that the address names."""


@pytest.mark.parametrize(("name", "arguments", "queries"), PAGES)
def test_a_page_that_was_drawn_asks_for_little_besides_reader_and_version(
    client_of, member, contract, period, name, arguments, queries, django_assert_num_queries
):
    address = reverse(name, args=[contract.reference, *arguments])
    first = client_of(member).get(address).content
    other = client_of(member)
    with django_assert_num_queries(queries):
        again = other.get(address).content
    assert without_tokens(again) == without_tokens(first)


@pytest.mark.parametrize(("name", "arguments", "queries"), PAGES)
def test_a_page_has_no_token_but_that_of_the_browser_that_asked(
    client_of, member, second_officer, contract, period, name, arguments, queries
):
    address = reverse(name, args=[contract.reference, *arguments])
    client_of(second_officer).get(address)
    reader = client_of(member)
    tokens = TOKEN.findall(reader.get(address).content.decode())
    assert tokens
    assert all(_does_token_match(token, reader.cookies["csrftoken"].value) for token in tokens)


@pytest.mark.parametrize("name", ["kpi_list", "kpi_detail"])
def test_a_worker_that_drew_a_page_for_an_administrator_offers_nobody_else_what_they_may_do(
    client_of, administrator, member, contract, name
):
    arguments = ["IMT_KPI_01"] if name == "kpi_detail" else []
    address = reverse(name, args=[contract.reference, *arguments])
    offer = reverse("change_choose", args=[contract.reference])
    told = [offer in client_of(reader).get(address).content.decode() for reader in (administrator, member)]
    assert told == [True, False]


def test_another_query_is_another_list(client_of, member, contract):
    reader = client_of(member)
    address = reverse("kpi_list", args=[contract.reference])
    everything = reader.get(address).content.decode()
    found = reader.get(address, {"search": "CSC_KPI_02"}).content.decode()
    assert "CSC_KPI_01" in everything
    assert "CSC_KPI_01" not in found


def test_what_waits_for_a_manager_is_shown_to_nobody_else(
    client_of, manager, member, officer, contract, period
):
    make_mitigation(contract.kpis.get(reference="IMT_KPI_01"), state="proposed", proposed_by=officer)
    told = {
        reader: "Waiting for your decision"
        in client_of(reader).get(contract.get_absolute_url()).content.decode()
        for reader in (manager, member, officer)
    }
    assert told == {manager: True, member: False, officer: False}
