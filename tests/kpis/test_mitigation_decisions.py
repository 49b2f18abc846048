"""Mitigations agreed, declined and ended: what that does to the record, and who is told."""

from __future__ import annotations

import pytest
from django.core import mail

from contracts.models import Role
from contracts.refusals import NotAllowed
from kpis.actions import mitigations
from kpis.actions.rejudging import differences_of
from kpis.calculations.rag import Covers
from kpis.mitigations.foresight import foresee
from kpis.models import MitigatedKpi, Mitigation, MitigationState, Result
from tests.factories import make_membership, make_mitigation, make_period, make_result, make_user
from tests.kpis.mitigating import (
    NOW,
    agree,
    decline,
    draft,
    end,
    months_of,
    proposed,
    refused,
    span,
    status_of,
)
from tests.kpis.parallel import together

KPI, OTHER = "IMT_KPI_01", "IMT_KPI_02"


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


# Deciding.


def test_an_agreed_mitigation_counts_at_once_and_says_what_changed(contract, manager, proposal, kpi, amber):
    green = make_result(kpi, "2021-08", "96")
    done = agree(proposal, manager, note="Until the cellar is dry")
    assert [(each.kpi, str(each.month), each.was, each.now) for each in done.recoloured] == [
        (KPI, "2021-07", "amber", "blue")
    ]
    assert (status_of(amber), status_of(green)) == ("blue", "green")
    stored = Mitigation.objects.get(pk=proposal.pk)
    assert (stored.state, stored.decided_by, stored.decided_at) == ("agreed", manager, NOW)
    assert stored.decision_note == "Until the cellar is dry"
    latest = Result.history.filter(id=amber.pk).first()
    assert latest.history_change_reason == "Mitigation M1 was agreed: Until the cellar is dry"
    assert latest.history_user == manager
    assert list(differences_of(contract)) == []


@pytest.mark.parametrize(("covers", "status"), [(Covers.SHORTFALL, "green"), (Covers.EVERY, "blue")])
def test_a_shortfall_leaves_green_alone_and_a_suspension_does_not(
    contract, officer, manager, kpi, covers, status
):
    green = make_result(kpi, "2021-07", "96")
    agree(proposed(contract, officer, covers=covers), manager)
    assert status_of(green) == status


def test_what_is_foreseen_is_what_happens_and_writes_nothing(contract, manager, proposal, kpi, amber):
    before = Result.history.count()
    foreseen = foresee(contract, Covers.SHORTFALL, draft(contract).kpis)
    assert (Result.history.count(), status_of(amber)) == (before, "amber")
    assert foreseen == agree(proposal, manager).rejudged != []


def test_a_declined_mitigation_changes_nothing(contract, manager, proposal, amber):
    decline(proposal, manager)
    stored = Mitigation.objects.get(pk=proposal.pk)
    assert (stored.state, stored.decided_by) == ("declined", manager)
    assert stored.decision_note == "The flood was elsewhere"
    assert status_of(amber) == "amber"


@pytest.mark.parametrize(
    ("months", "common"),
    [
        pytest.param(("2021-07", "2021-08"), None, id="ends-just-before"),
        pytest.param(("2021-07", "2021-09"), "September 2021", id="ends-with-its-first-month"),
        pytest.param(("2021-10", "2021-10"), "October 2021", id="within"),
        pytest.param(("2021-11", "2021-12"), "November 2021", id="begins-with-its-last-month"),
        pytest.param(("2021-12", "2022-01"), None, id="begins-just-after"),
        pytest.param(("2021-07",), "September 2021 to November 2021", id="lasts-over-it"),
        pytest.param(("2021-12",), None, id="lasts-after-it"),
    ],
)
def test_no_kpi_is_mitigated_twice_in_one_month(contract, officer, manager, kpi, months, common):
    make_mitigation(kpi, reference="M4", month_from="2021-09", month_to="2021-11")
    mitigation = proposed(contract, officer, (KPI, *months))
    if common is None:
        assert agree(mitigation, manager).mitigation.state == MitigationState.AGREED
    else:
        assert refused(agree, mitigation, manager).startswith(
            f"IMT_KPI_01 is mitigated by M4 already, {common}."
        )


@pytest.mark.parametrize("last", [("2021-08", True), ("2021-09", False)], ids=["just-before", "into-it"])
def test_an_agreed_mitigation_that_lasts_is_met_from_its_first_month_on(
    contract, officer, manager, kpi, last
):
    make_mitigation(kpi, reference="M4", month_from="2021-09")
    until, is_free = last
    mitigation = proposed(contract, officer, (KPI, "2021-07", until))
    if is_free:
        agree(mitigation, manager)
    else:
        assert "M4" in refused(agree, mitigation, manager)


@pytest.mark.parametrize(
    ("reference", "state"), [(KPI, "proposed"), (KPI, "declined"), (KPI, "withdrawn"), (OTHER, "agreed")]
)
def test_only_an_agreed_mitigation_of_the_same_kpi_stands_against_it(
    contract, manager, proposal, reference, state
):
    make_mitigation(contract.kpis.get(reference=reference), reference="M4", state=state)
    assert agree(proposal, manager).mitigation.state == MitigationState.AGREED


@pytest.mark.parametrize("state", ["submitted", "signed_off"])
def test_closed_months_stay_as_they_are(contract, officer, manager, kpi, state):
    june = contract.periods.get(month="2021-06")
    june.state = state
    june.save()
    blocked = proposed(contract, officer, (KPI, "2021-05", "2021-07"))
    assert refused(agree, blocked, manager).startswith("This would change May-Jun 2021, which are submitted")
    assert agree(proposed(contract, officer, (KPI, "2021-07")), manager).mitigation.state == "agreed"


# Ending.


def test_ending_gives_a_last_month_and_counts_what_comes_after_again(contract, manager, proposal, kpi):
    results = [make_result(kpi, month, "91") for month in ("2021-07", "2021-08")]
    agree(proposal, manager)
    done = end(proposal, manager)
    assert [(str(each.month), each.was, each.now) for each in done.recoloured] == [
        ("2021-08", "blue", "amber")
    ]
    assert [status_of(result) for result in results] == ["blue", "amber"]
    assert months_of(proposal) == ["IMT_KPI_01 2021-07 to 2021-07"]
    assert Mitigation.objects.get(pk=proposal.pk).ended_because == "The water is gone"
    row = MitigatedKpi.history.filter(mitigation=proposal).first()
    assert (row.history_user, row.history_change_reason) == (manager, "The water is gone")
    assert list(differences_of(contract)) == []


def test_ending_shortens_what_runs_longer_and_drops_what_begins_later(contract, officer, manager):
    asked = [
        (KPI, "2021-07", "2021-12"),
        (OTHER, "2021-07", "2021-08"),
        ("CSC_KPI_01", "2021-07"),
        ("CSC_KPI_03", "2021-10"),
    ]
    mitigation = proposed(contract, officer, *asked)
    agree(mitigation, manager)
    end(mitigation, manager, "2021-09")
    assert months_of(mitigation) == [
        "CSC_KPI_01 2021-07 to 2021-09",
        "IMT_KPI_01 2021-07 to 2021-09",
        "IMT_KPI_02 2021-07 to 2021-08",
    ]


@pytest.mark.parametrize(
    ("last", "sentence"),
    [
        ("2021-06", "M1 begins in July 2021, so it cannot end before that."),
        ("2021-07", ""),
        ("2021-08", ""),
        ("2021-09", "M1 ends by September 2021 anyway."),
    ],
)
def test_an_end_lies_within_the_months_covered(contract, officer, manager, last, sentence):
    mitigation = proposed(contract, officer, (KPI, "2021-07", "2021-09"))
    agree(mitigation, manager)
    if sentence:
        assert refused(end, mitigation, manager, last) == sentence
    else:
        end(mitigation, manager, last)
        assert months_of(mitigation) == [f"IMT_KPI_01 2021-07 to {last}"]


def test_a_mitigation_does_not_end_before_a_closed_month(contract, manager, kpi):
    mitigation = make_mitigation(kpi, month_from="2021-04")
    assert refused(end, mitigation, manager, "2021-05").startswith("This would change Jun 2021, which is")
    end(mitigation, manager, "2021-06")
    assert months_of(mitigation) == ["IMT_KPI_01 2021-04 to 2021-06"]


# E-mails.


def told() -> dict[str, str]:
    return {message.to[0]: message.subject for message in mail.outbox}


def test_managers_hear_of_a_proposal_and_who_proposed_of_the_decision(
    contract, officer, second_officer, manager, second_manager, django_capture_on_commit_callbacks
):
    def address(mitigation):
        return f"https://csg.example/mitigations/{mitigation}/"

    with django_capture_on_commit_callbacks(execute=True):
        done = mitigations.propose(
            contract=contract, draft=draft(contract), by=officer, at=NOW, address=address
        )
    subject = "TST-1: mitigation M1 was proposed"
    assert told() == {manager.email: subject, second_manager.email: subject}
    body = mail.outbox[0].body
    assert "Olive Officer proposed mitigation M1 for Contract TST-1." in body
    assert "https://csg.example/mitigations/M1/" in body
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        decline(done.mitigation, manager, reason="Water & fire don't mix", address=address)
    assert told() == {officer.email: "TST-1: mitigation M1 was declined"}
    assert "Water & fire don't mix" in mail.outbox[0].body


# At the same moment.


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_once_the_second_is_told(contract, officer, manager, second_manager, amber):
    mitigation = proposed(contract, officer)
    seen = mitigations.version_of(mitigation)

    def deciding(decide, by):
        def act(gate):
            gate.wait()
            try:
                return decide(mitigation, by, seen=seen).mitigation.state
            except NotAllowed as refusal:
                return str(refusal)

        return act

    found = together([deciding(agree, manager), deciding(decline, second_manager)])
    stored = Mitigation.objects.get(pk=mitigation.pk)
    assert sorted(found, key=len)[0] == stored.state
    assert f"M1 was {stored.state} by {stored.decided_by}, so it cannot be" in sorted(found, key=len)[1]
    assert list(differences_of(contract)) == []


@pytest.mark.django_db(transaction=True)
def test_of_two_overlapping_ones_agreed_at_once_one_is_refused(contract, officer, manager, second_manager):
    pair = [proposed(contract, officer), proposed(contract, officer)]

    def agreeing(mitigation, by):
        def act(gate):
            gate.wait()
            try:
                return agree(mitigation, by).mitigation.state
            except NotAllowed as refusal:
                return str(refusal)[:40]

        return act

    found = together([agreeing(pair[0], manager), agreeing(pair[1], second_manager)])
    assert sorted(found)[1] == "agreed"
    assert sorted(found)[0].startswith("IMT_KPI_01 is mitigated by M")


def test_a_quarterly_kpi_and_a_month_to_come_are_mitigated_too(contract, officer, manager):
    mitigation = proposed(contract, officer, ("CSC_KPI_02", "2021-07", "2021-09"))
    agree(mitigation, manager)
    make_period(contract, "2021-08")
    assert make_result(contract.kpis.get(reference="CSC_KPI_02"), "2021-09", "1").status == "blue"


def test_spans_meet_where_they_share_a_month():
    assert span("2021-07").common_with(span("2021-05", "2021-07")) == span("2021-07", "2021-07")
    assert span("2021-08").common_with(span("2021-05", "2021-07")) is None
    assert span("2021-08").common_with(span("2021-07")) == span("2021-08")
    assert span("2021-07").until(span("2021-06").first) is None
