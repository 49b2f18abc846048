"""Parts of pages that a worker draws once for each version of a record."""

from __future__ import annotations

import pytest
from django.template import engines
from django.urls import reverse

from contracts.access import contract_for
from contracts.kept import reading
from reports import dashboards, drawn
from tests.factories import make_mitigation

pytestmark = pytest.mark.django_db

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


def dashboard(contract):
    return reverse("contract_dashboard", args=[contract.reference])


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


class TestDashboard:
    """What a worker keeps of it is handed to no reader but those it is meant for."""

    def test_a_dashboard_that_was_drawn_asks_for_nothing_but_reader_and_version(
        self, client_of, member, manager, contract, period, django_assert_num_queries
    ):
        client_of(member).get(dashboard(contract))
        again = client_of(member)
        with django_assert_num_queries(3):  # the session, the person, and the contract with its version
            again.get(dashboard(contract))

    def test_what_is_kept_of_it_holds_no_token_of_a_form(self, member, contract, period):
        part = dashboards.dashboard_of(reading(contract_for(member, contract.reference)), period.month)
        assert period.month.name in part
        assert "csrf" not in part

    def test_what_waits_for_a_manager_is_shown_to_nobody_else(
        self, client_of, manager, member, officer, contract, period
    ):
        make_mitigation(contract.kpis.get(reference="IMT_KPI_01"), state="proposed", proposed_by=officer)
        told = {
            reader: "Waiting for your decision" in client_of(reader).get(dashboard(contract)).content.decode()
            for reader in (manager, member, officer)
        }
        assert told == {manager: True, member: False, officer: False}
