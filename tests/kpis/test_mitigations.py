"""Mitigations: who may propose, change, withdraw, decide on and end them, and when."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.models import Role
from kpis.actions import mitigations
from kpis.calculations.rag import Covers
from kpis.models import MitigatedKpi, Mitigation, MitigationState
from tests.factories import make_membership, make_mitigation, make_result, make_user
from tests.kpis.mitigating import (
    NOW,
    agree,
    decline,
    draft,
    end,
    months_of,
    proposed,
    refused,
    status_of,
)

KPI, OTHER = "IMT_KPI_01", "IMT_KPI_02"
STEPS = {
    "change": lambda m, by: mitigations.change(
        mitigation=m, draft=draft(m.contract), by=by, seen=mitigations.version_of(m)
    ),
    "withdraw": lambda m, by: mitigations.withdraw(mitigation=m, by=by, reason="A mistake"),
    "agree": agree,
    "decline": decline,
    "end": end,
}


@pytest.fixture
def kpi(contract):
    return contract.kpis.get(reference=KPI)


@pytest.fixture
def amber(kpi):
    """The KPI's result of July, the open month: 91."""
    return make_result(kpi, "2021-07", "91")


@pytest.fixture
def second_manager(contract):
    person = make_user("mona@council.example", name="Mona Manager")
    make_membership(person, contract, Role.MANAGER)
    return person


@pytest.fixture
def proposal(contract, officer):
    """M1: IMT_KPI_01 from July 2021 on."""
    return proposed(contract, officer)


# Proposing.


def test_a_proposal_is_kept_with_who_and_when_and_changes_no_status(contract, officer, amber):
    said = {"impact": "Calls wait", "path_to_green": "Dry the cellar", "expected": date(2021, 10, 1)}
    mitigation = proposed(contract, officer, (KPI, "2021-07", "2021-08"), (OTHER, "2021-07"), **said)
    stored = Mitigation.objects.get(pk=mitigation.pk)
    assert (stored.state, stored.proposed_by, stored.proposed_at) == ("proposed", officer, NOW)
    assert {name: getattr(stored, name) for name in said} == said
    assert months_of(stored) == ["IMT_KPI_01 2021-07 to 2021-08", "IMT_KPI_02 2021-07 to now"]
    assert [row.history_user for row in stored.history.all()] == [officer]
    assert {row.history_user for row in MitigatedKpi.history.filter(mitigation=stored)} == {officer}
    assert status_of(amber) == "amber"


def test_references_are_given_and_none_is_given_twice(contract, other_contract, officer, kpi):
    make_mitigation(kpi, reference="M7")
    make_mitigation(other_contract.kpis.get(), reference="M90")
    make_mitigation(kpi, reference="M-99", state="declined")
    assert str(proposed(contract, officer)) == "M8"
    gone = Mitigation.objects.get(contract=contract, reference="M8")
    gone.kpis.get().delete()
    gone.delete()
    assert str(proposed(contract, officer)) == "M9"


@pytest.mark.parametrize(
    ("person", "may"),
    [("officer", True), ("manager", True), ("member", False), ("administrator", False), ("outsider", False)],
)
def test_officers_and_managers_propose(request, contract, person, may):
    by = request.getfixturevalue(person)
    if may:
        assert proposed(contract, by).proposed_by == by
    else:
        assert refused(proposed, contract, by).startswith("A mitigation is proposed by")
        assert not Mitigation.objects.filter(contract=contract).exists()


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        pytest.param([(KPI, "2021-03")], "not in service in March 2021", id="before-its-first-month"),
        pytest.param([(KPI, "2021-04")], "", id="in-its-first-month"),
        pytest.param([(KPI, "2021-07", "2024-03")], "", id="to-the-contracts-last-month"),
        pytest.param([(KPI, "2021-07", "2024-04")], "not in service in April 2024", id="past-the-contract"),
        pytest.param([(KPI, "2021-08", "2021-07")], "cannot come before its first", id="backwards"),
        pytest.param([(KPI, "2021-07", "2021-07")], "", id="one-month"),
        pytest.param([(KPI, "2021-07", "2021-08"), (KPI, "2021-09")], "", id="twice-side-by-side"),
        pytest.param(
            [(KPI, "2021-07", "2021-08"), (KPI, "2021-08")],
            "IMT_KPI_01 is there twice for August 2021.",
            id="twice-in-one-month",
        ),
    ],
)
def test_what_cannot_be_is_not_proposed(contract, officer, asked, sentence):
    if sentence:
        assert sentence in refused(proposed, contract, officer, *asked)
    else:
        assert proposed(contract, officer, *asked).state == MitigationState.PROPOSED


def test_a_proposal_names_a_kpi_of_its_own_contract(contract, other_contract, officer):
    empty = mitigations.Draft(covers=Covers.EVERY, kpis=(), reason="A flood")
    for asked, sentence in ((draft(other_contract), "KPIs of this contract"), (empty, "at least one KPI")):
        assert sentence in refused(mitigations.propose, contract=contract, draft=asked, by=officer, at=NOW)


# Changing and withdrawing.


def test_a_proposal_is_changed_in_words_and_kpis(contract, officer, second_officer, manager):
    mitigation = proposed(contract, officer, (KPI, "2021-07"), (OTHER, "2021-07"))
    asked = draft(contract, (KPI, "2021-07", "2021-09"), ("CSC_KPI_01", "2021-08"), reason="Two floods")
    seen = mitigations.version_of(mitigation)
    mitigations.change(mitigation=mitigation, draft=asked, by=second_officer, seen=seen)
    stored = Mitigation.objects.get(pk=mitigation.pk)
    assert (stored.reason, stored.proposed_by) == ("Two floods", officer)
    assert months_of(stored) == ["CSC_KPI_01 2021-08 to now", "IMT_KPI_01 2021-07 to 2021-09"]
    removed = MitigatedKpi.history.get(mitigation=stored, history_type="-")
    assert (removed.kpi.reference, removed.history_user) == (OTHER, second_officer)


def test_what_somebody_changed_meanwhile_is_neither_overwritten_nor_agreed_unseen(
    contract, officer, second_officer, manager, proposal
):
    seen = mitigations.version_of(proposal)
    asked = draft(contract, (KPI, "2021-08"))
    mitigations.change(mitigation=proposal, draft=asked, by=second_officer, seen=seen)
    told = "Oscar Officer changed M1 meanwhile."
    again = {"mitigation": proposal, "draft": draft(contract), "by": officer, "seen": seen}
    assert told in refused(mitigations.change, **again)
    assert told in refused(agree, proposal, manager, seen=seen)
    assert told in refused(decline, proposal, manager, seen=seen)
    assert months_of(proposal) == ["IMT_KPI_01 2021-08 to now"]


def test_a_withdrawn_proposal_stays_on_record(contract, officer, second_officer, proposal):
    mitigations.withdraw(mitigation=proposal, by=second_officer, reason="A mistake")
    stored = Mitigation.objects.get(pk=proposal.pk)
    assert (stored.state, stored.ended_because, stored.decided_by) == ("withdrawn", "A mistake", None)
    assert stored.history.first().history_user == second_officer


# Who may, and when.


@pytest.mark.parametrize(
    ("step", "may"),
    [
        ("change", {"officer", "manager"}),
        ("withdraw", {"officer", "manager"}),
        ("agree", {"manager"}),
        ("decline", {"manager"}),
        ("end", {"manager"}),
    ],
)
def test_each_step_is_taken_by_those_who_may(request, contract, second_officer, step, may):
    for person in ("officer", "manager", "member", "administrator", "outsider"):
        mitigation = proposed(contract, second_officer, (KPI, "2022-01"))
        if step == "end":
            mitigation.state = "agreed"
            mitigation.save()
        by = request.getfixturevalue(person)
        values = {"last": "2022-02"} if step == "end" else {}
        if person in may:
            STEPS[step](mitigation, by, **values)
        else:
            assert "which you are not" in refused(STEPS[step], mitigation, by, **values)
        mitigation.refresh_from_db()
        mitigation.state = "declined"
        mitigation.save()


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("state", MitigationState)
def test_each_step_is_taken_in_its_own_state_alone(step, state, contract, proposal, second_manager):
    proposal.state = state
    proposal.save()
    if state == ("agreed" if step == "end" else "proposed"):
        STEPS[step](proposal, second_manager)
    else:
        assert "so it cannot be" in refused(STEPS[step], proposal, second_manager)
        assert Mitigation.objects.get(pk=proposal.pk).state == state


def test_nobody_decides_on_what_they_proposed(contract, manager, second_manager):
    mitigation = proposed(contract, manager)
    for decide in (agree, decline):
        assert refused(decide, mitigation, manager) == "You proposed M1, so someone else must decide on it."
    assert agree(mitigation, second_manager).mitigation.decided_by == second_manager


def test_nobody_decides_on_what_they_changed(contract, manager, second_manager, proposal):
    mitigations.change(
        mitigation=proposal,
        draft=draft(contract, (OTHER, "2021-07")),
        by=manager,
        seen=mitigations.version_of(proposal),
    )
    for decide in (agree, decline):
        assert refused(decide, proposal, manager) == "You changed M1, so someone else must decide on it."
    agree(proposal, second_manager)
    assert Mitigation.objects.get(pk=proposal.pk).decided_by == second_manager


@pytest.mark.parametrize("reason", ["", "  \n"], ids=["empty", "blank"])
def test_declining_withdrawing_and_ending_need_a_reason(contract, officer, manager, proposal, reason):
    assert "Say why it is declined." in refused(decline, proposal, manager, reason=reason)
    withdrawing = {"mitigation": proposal, "by": officer, "reason": reason}
    assert "Say why it is withdrawn." in refused(mitigations.withdraw, **withdrawing)
    agree(proposal, manager)
    assert "Say why it is ended." in refused(end, proposal, manager, reason=reason)
