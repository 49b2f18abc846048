"""Mitigations in the Django admin: open months are judged again, closed ones stand."""

from __future__ import annotations

import pytest

from kpis.models import MitigatedKpi, Mitigation
from tests.factories import make_mitigation, make_result, make_user
from tests.kpis.admin.typed import JULY, JUNE, mitigating, stands
from tests.support.admin_pages import address, errors_of, save_page

# Mitigations.


def test_an_agreed_mitigation_turns_the_open_months_blue_at_once(
    root, superuser, contract, kpi, still_open, signed_off
):
    mitigation = make_mitigation(kpi, month_from="2021-07", state="proposed")
    assert save_page(root, Mitigation, mitigation, state="agreed").status_code == 302
    assert stands(contract, still_open, "blue")
    assert stands(contract, signed_off, "amber")
    mitigation.refresh_from_db()
    assert mitigation.decided_by == superuser


@pytest.mark.parametrize("state", ["agreed", "declined"])
def test_someone_else_decides_on_a_mitigation(state, root, superuser, contract, kpi, still_open, client_of):
    assert "Someone else decides" in errors_of(save_page(root, Mitigation, **mitigating(kpi, state=state)))
    save_page(root, Mitigation, **mitigating(kpi))
    mitigation = Mitigation.objects.get(contract=contract)
    assert (mitigation.proposed_by, mitigation.decided_by) == (superuser, None)
    assert "Someone else decides" in errors_of(save_page(root, Mitigation, mitigation, state=state))
    assert stands(contract, still_open, "amber")
    other = make_user("second.root@council.example", is_staff=True, is_superuser=True)
    assert save_page(client_of(other), Mitigation, mitigation, state=state).status_code == 302
    mitigation.refresh_from_db()
    assert (mitigation.state, mitigation.decided_by) == (state, other)
    assert stands(contract, still_open, "blue" if state == "agreed" else "amber")


def test_a_mitigation_is_ended(root, contract, kpi, still_open):
    august = make_result(kpi, "2021-08", "91")
    mitigation = make_mitigation(kpi, month_from="2021-07")
    save_page(root, Mitigation, mitigation, **{"kpis-0-month_to": "2021-07"})
    assert stands(contract, still_open, "blue")
    assert stands(contract, august, "amber")


@pytest.mark.parametrize(
    ("month_from", "state", "is_refused"),
    [
        pytest.param("2021-06", "agreed", True, id="agreed-from-a-closed-month"),
        pytest.param("2021-06", "declined", False, id="declined"),
        pytest.param("2021-07", "agreed", False, id="agreed-from-an-open-month"),
    ],
)
def test_a_decision_leaves_closed_months_alone(
    month_from, state, is_refused, root, contract, kpi, signed_off
):
    mitigation = make_mitigation(kpi, month_from=month_from, state="proposed")
    response = save_page(root, Mitigation, mitigation, state=state)
    if is_refused:
        assert "IMT_KPI_01: This would change Jun 2021, which is" in response.content.decode()
    mitigation.refresh_from_db()
    assert mitigation.state == ("proposed" if is_refused else state)
    assert stands(contract, signed_off)


def test_a_mitigation_of_closed_months_may_be_proposed(root, contract, kpi, signed_off):
    response = save_page(root, Mitigation, **mitigating(kpi, **{"kpis-0-month_from": "2021-06"}))
    assert response.status_code == 302
    assert stands(contract, signed_off)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"state": "declined"}, id="taken-back"),
        pytest.param({"covers": "every"}, id="widened"),
        pytest.param({"kpis-0-month_to": "2021-05"}, id="ended-before-a-closed-month"),
        pytest.param({"kpis-0-month_from": "2021-07"}, id="begun-later"),
        pytest.param({"kpis-0-DELETE": "on"}, id="row-deleted"),
    ],
)
def test_a_mitigation_that_counted_in_a_closed_month_goes_on_counting(changes, root, contract, kpi):
    mitigation = make_mitigation(kpi, month_from="2021-05")
    blue = make_result(kpi, "2021-06", "91")
    response = save_page(root, Mitigation, mitigation, **changes)
    assert "submitted or signed off" in response.content.decode()
    assert stands(contract, blue, "blue")


@pytest.mark.parametrize("changes", [{"state": "declined"}, {"covers": "every"}], ids=["state", "covers"])
def test_who_sees_no_covered_kpis_leaves_closed_months_alone_too(changes, contract, kpi, clerk, client_of):
    mitigation = make_mitigation(kpi, month_from="2021-05")
    blue = make_result(kpi, "2021-06", "91")
    response = save_page(client_of(clerk), Mitigation, mitigation, **changes)
    assert "IMT_KPI_01: This would change May-Jun 2021" in errors_of(response)
    assert stands(contract, blue, "blue")


def test_who_sees_no_covered_kpis_may_decide_on_open_months(contract, kpi, still_open, clerk, client_of):
    mitigation = make_mitigation(kpi, month_from="2021-07")
    response = save_page(client_of(clerk), Mitigation, mitigation, state="declined")
    assert response.status_code == 302
    assert stands(contract, still_open, "amber")


@pytest.mark.parametrize(
    ("month_from", "state", "is_kept"),
    [
        pytest.param("2021-06", "agreed", True, id="counts-in-a-closed-month"),
        pytest.param("2021-06", "proposed", False, id="only-proposed"),
        pytest.param("2021-07", "agreed", False, id="counts-in-open-months"),
    ],
)
def test_what_a_statement_says_of_a_closed_month_stays(month_from, state, is_kept, root, kpi):
    mitigation = make_mitigation(kpi, month_from=month_from, state=state, reason="A flood")
    page = root.get(address(Mitigation, "change", mitigation.pk)).content.decode()
    assert ("statements of closed months print this" in page) is is_kept
    typed = {"reason": "A fire", "impact": "Ashes", "path_to_green": "Rain"}
    assert save_page(root, Mitigation, mitigation, **typed).status_code == 302
    kept = {name: getattr(mitigation, name) for name in typed}
    mitigation.refresh_from_db()
    assert {name: getattr(mitigation, name) for name in typed} == (kept if is_kept else typed)


def test_a_mitigation_of_closed_months_may_end_with_them(root, contract, kpi):
    mitigation = make_mitigation(kpi, month_from="2021-05")
    assert save_page(root, Mitigation, mitigation, **{"kpis-0-month_to": "2021-06"}).status_code == 302
    assert MitigatedKpi.objects.get(mitigation=mitigation).month_to == JUNE


def test_a_mitigation_covers_kpis_of_its_own_contract(root, contract, kpi, other_contract):
    foreign = other_contract.kpis.get()
    response = save_page(root, Mitigation, **mitigating(kpi, **{"kpis-0-kpi": foreign.pk}))
    assert "own contract" in response.content.decode()


def test_a_mitigation_without_a_contract_is_asked_for_one(root, kpi):
    response = save_page(root, Mitigation, **mitigating(kpi, contract=""))
    assert "This field is required" in errors_of(response)


@pytest.fixture
def from_august(kpi):
    """M4, agreed from August 2021 on."""
    return make_mitigation(kpi, reference="M4", month_from="2021-08")


@pytest.mark.parametrize(
    ("month_to", "is_refused"), [("2021-07", False), ("2021-08", True)], ids=["just-before", "into-it"]
)
def test_no_kpi_is_mitigated_twice_in_one_month(month_to, is_refused, root, contract, kpi, from_august):
    mitigation = make_mitigation(kpi, month_from="2021-07", month_to=month_to, state="proposed")
    response = save_page(root, Mitigation, mitigation, state="agreed")
    assert response.status_code == (200 if is_refused else 302)
    if is_refused:
        assert "IMT_KPI_01 is mitigated by M4 already, August 2021." in errors_of(response)
    mitigation.refresh_from_db()
    assert mitigation.state == ("proposed" if is_refused else "agreed")


def test_an_agreed_mitigation_does_not_grow_into_another(root, contract, kpi, from_august):
    mitigation = make_mitigation(kpi, month_from="2021-07", month_to="2021-07")
    response = save_page(root, Mitigation, mitigation, **{"kpis-0-month_to": "2021-09"})
    assert "IMT_KPI_01 is mitigated by M4 already, August 2021 to September 2021." in errors_of(response)
    assert MitigatedKpi.objects.get(mitigation=mitigation).month_to == JULY


def test_an_agreed_mitigation_names_no_kpi_twice_for_one_month(root, contract, kpi, rows_one_by_one):
    mitigation = make_mitigation(kpi, month_from="2021-07", month_to="2021-08")
    second = {"kpis-TOTAL_FORMS": "2", "kpis-1-kpi": kpi.pk, "kpis-1-month_from": "2021-08"}
    response = save_page(root, Mitigation, mitigation, **second)
    assert "IMT_KPI_01 is there twice for August 2021." in errors_of(response)
    assert MitigatedKpi.objects.filter(mitigation=mitigation).count() == 1


def test_who_sees_no_covered_kpis_agrees_to_no_overlap_either(contract, kpi, clerk, client_of, from_august):
    mitigation = make_mitigation(kpi, month_from="2021-07", state="proposed")
    response = save_page(client_of(clerk), Mitigation, mitigation, state="agreed")
    assert "IMT_KPI_01 is mitigated by M4 already, August 2021 onwards." in errors_of(response)
