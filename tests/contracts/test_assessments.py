"""What each side says of an objective: who records it, who approves it, and when it counts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from contracts.actions import assessments
from contracts.actions.records import version_of
from contracts.calculations.objectives import Agreement
from contracts.models import Objective, ObjectiveAssessment, Role, User
from contracts.objectives import both_sides, objectives_of
from contracts.refusals import ChangedMeanwhile, NotAllowed
from tests.factories import make_contract, make_membership, make_user
from tests.kpis.sheets import text_of

JUNE, JULY = date(2021, 6, 30), date(2021, 7, 31)
Row = ObjectiveAssessment


@pytest.fixture
def objective(contract) -> Objective:
    return Objective.objects.create(contract=contract, reference="O1", horizon="contract", text="Do better")


@pytest.fixture
def second_manager(contract) -> User:
    user = make_user("second.manager@council.example")
    make_membership(user, contract, Role.MANAGER)
    return user


def recorded(objective: Objective, by: User, view: str = "client", **said: Any) -> Row:
    typed = {"as_at": JUNE, "rating": "mixed", "narrative": "So so", "source": "Letter of 1 July", **said}
    row = Row(objective=objective, view=view, **typed)
    assessments.record_assessment(assessment=row, by=by)
    return row


def now(row: Row) -> Row:
    return Row.objects.select_related("objective__contract").get(pk=row.pk)


def taken(action: Any, row: Row, by: User, **said: Any) -> None:
    action(assessment=row, seen=version_of(row), by=by, **said)


def approve(row: Row, by: User) -> None:
    taken(assessments.approve_assessment, row, by)


def send_back(row: Row, by: User, reason: str = "Too kind") -> None:
    taken(assessments.send_back_assessment, row, by, reason=reason)


def remove(row: Row, by: User, reason: str = "Twice") -> None:
    taken(assessments.remove_assessment, row, by, reason=reason)


def change(row: Row, by: User, narrative: str = "Better") -> None:
    row.narrative = narrative
    taken(assessments.change_assessment, row, by, fields=["narrative"])


def counted(objective: Objective) -> tuple[str | None, str | None]:
    """The ratings that count, the provider's and the client's."""
    rows = objectives_of(objective.contract, JULY).filter(pk=objective.pk)
    sides = both_sides(rows)[objective.pk]
    provider, client = (each.rating if each else None for each in (sides.provider, sides.client))
    return provider, client


def at(name: str, row: Row) -> str:
    names = [row.objective.contract.reference, row.objective.reference]
    return reverse(f"assessment_{name}", args=[*names, row.pk])


def detail(objective: Objective) -> str:
    return reverse("objective_detail", args=[objective.contract.reference, objective.reference])


# What counts.


def test_the_providers_view_counts_at_once(objective, officer):
    row = recorded(objective, officer, "provider")
    assert (row.state, row.recorded_by) == ("approved", officer)
    assert counted(objective) == ("mixed", None)


def test_the_clients_view_counts_once_a_manager_approves_it(objective, officer, manager):
    row = recorded(objective, officer)
    assert counted(objective) == (None, None)
    approve(row, manager)
    assert (now(row).state, now(row).decided_by) == ("approved", manager)
    assert counted(objective) == (None, "mixed")


def test_until_then_the_view_before_it_stands(objective, officer, manager):
    approve(recorded(objective, officer, rating="on_track"), manager)
    later = recorded(objective, officer, as_at=JULY, rating="off_track")
    assert counted(objective) == (None, "on_track")
    send_back(later, manager)
    assert counted(objective) == (None, "on_track")


def test_the_latest_day_counts_whichever_was_recorded_last(objective, officer):
    recorded(objective, officer, "provider", as_at=JULY, rating="achieved")
    recorded(objective, officer, "provider", as_at=JUNE, rating="mixed")
    assert counted(objective) == ("achieved", None)


def test_the_two_are_compared_by_what_counts(objective, officer, manager):
    recorded(objective, officer, "provider", rating="on_track")
    row = recorded(objective, officer, rating="mixed")
    rows = objectives_of(objective.contract, JULY)
    assert both_sides(rows.all())[objective.pk].agreement is Agreement.ONE_SIDE
    approve(row, manager)
    assert both_sides(rows.all())[objective.pk].agreement is Agreement.DIFFER


# Who may.


def test_nobody_approves_what_they_recorded(objective, manager, second_manager):
    row = recorded(objective, manager)
    with pytest.raises(NotAllowed, match="someone else must decide"):
        approve(row, manager)
    approve(row, second_manager)


def test_nobody_approves_what_they_put_otherwise(objective, officer, manager, second_manager):
    row = recorded(objective, officer)
    change(row, manager)
    with pytest.raises(NotAllowed, match="someone else must decide"):
        approve(row, manager)
    approve(row, second_manager)


def test_who_sent_it_back_may_approve_it_once_another_has_put_it_otherwise(objective, officer, manager):
    row = recorded(objective, officer)
    send_back(row, manager)
    change(row, officer)
    assert (now(row).state, now(row).decided_by, now(row).decision_note) == ("proposed", None, "")
    approve(row, manager)
    assert now(row).state == "approved"


def test_an_officer_approves_nothing(objective, officer, second_officer):
    row = recorded(objective, officer)
    for step in (approve, send_back):
        with pytest.raises(NotAllowed, match="by a contract manager, which you are not"):
            step(row, second_officer)


def test_what_is_approved_is_followed_not_changed(objective, officer, manager):
    row = recorded(objective, officer)
    approve(row, manager)
    with pytest.raises(NotAllowed, match="record a later one"):
        change(row, officer)
    recorded(objective, officer, as_at=JULY)


def test_what_is_approved_is_removed_by_a_manager_alone(objective, officer, manager):
    row = recorded(objective, officer)
    approve(row, manager)
    with pytest.raises(NotAllowed, match="by a contract manager, which you are not"):
        remove(row, officer)
    gone = row.pk
    remove(row, manager)
    assert not Row.objects.filter(pk=gone).exists()
    assert Row.history.filter(id=gone).latest().history_change_reason == "Twice"


@pytest.mark.parametrize("view", ["provider", "client"])
def test_what_nobody_approved_is_changed_and_removed_by_an_officer(objective, officer, second_officer, view):
    row = recorded(objective, officer, view)
    change(row, second_officer)
    assert now(row).narrative == "Better"
    remove(row, second_officer)
    assert not Row.objects.filter(objective=objective).exists()


def test_a_changed_view_of_the_provider_counts_still(objective, officer):
    row = recorded(objective, officer, "provider")
    change(row, officer)
    assert now(row).state == "approved"


# What is refused.


@pytest.mark.parametrize("step", [approve, send_back])
def test_what_does_not_wait_is_not_decided_on(objective, officer, manager, second_manager, step):
    row = recorded(objective, officer)
    send_back(row, manager)
    with pytest.raises(NotAllowed, match="does not wait for approval"):
        step(row, second_manager)


@pytest.mark.parametrize("step", [send_back, remove])
def test_a_reason_is_needed(objective, officer, manager, step):
    with pytest.raises(NotAllowed, match="Say why"):
        step(recorded(objective, officer), manager, "  ")


def test_the_providers_view_needs_a_source(objective, officer):
    with pytest.raises(NotAllowed, match="where the provider's view comes from"):
        recorded(objective, officer, "provider", source=" ")


def test_a_side_speaks_once_of_a_day(objective, officer):
    recorded(objective, officer)
    recorded(objective, officer, "provider")
    with pytest.raises(NotAllowed, match="client's view of this objective on that day is recorded already"):
        recorded(objective, officer)


@pytest.mark.parametrize(
    "step",
    [
        pytest.param(assessments.approve_assessment, id="approve"),
        pytest.param(lambda **said: assessments.send_back_assessment(reason="No", **said), id="send-back"),
    ],
)
def test_nobody_decides_on_words_they_have_not_seen(objective, officer, manager, step):
    row = recorded(objective, officer)
    seen = version_of(row)
    change(row, officer)
    with pytest.raises(ChangedMeanwhile):
        step(assessment=row, seen=seen, by=manager)


def test_nobody_changes_what_was_approved_meanwhile(objective, officer, manager):
    row = recorded(objective, officer)
    seen = version_of(row)
    approve(now(row), manager)
    row.narrative = "Late"
    with pytest.raises(ChangedMeanwhile):
        assessments.change_assessment(assessment=row, fields=["narrative"], seen=seen, by=officer)


# The pages.

TYPED = {"view": "client", "as_at": "2021-06-30", "rating": "on_track", "narrative": "Fine", "source": ""}


def test_a_view_is_recorded_approved_and_shown(objective, officer, manager, client_of):
    add = reverse("assessment_add", args=["TST-1", "O1"])
    page = client_of(officer).post(add, TYPED, follow=True)
    assert "It counts once a manager who did not write it approves it." in text_of(page)
    row = Row.objects.get(objective=objective)
    browser = client_of(manager)
    question = browser.get(at("approve", row))
    assert "On track. Fine" in text_of(question)
    seen = question.context["form"].initial["seen"]
    page = browser.post(at("approve", row), {"seen": seen}, follow=True)
    assert "The client's view of O1 as at 30 June 2021 is approved." in text_of(page)
    assert counted(objective) == (None, "on_track")


def test_one_sent_back_says_why_and_is_proposed_again(objective, officer, manager, client_of):
    row = recorded(objective, officer)
    browser = client_of(manager)
    seen = browser.get(at("send_back", row)).context["form"].initial["seen"]
    browser.post(at("send_back", row), {"seen": seen, "reason": "Name the exceptions"})
    assert "Name the exceptions" in text_of(client_of(officer).get(detail(objective)))
    page = client_of(officer).get(at("change", row))
    assert "It was sent back: Name the exceptions" in text_of(page)
    typed = {**TYPED, "rating": "mixed", "narrative": "With exceptions", "seen": version_of(row)}
    client_of(officer).post(at("change", row), typed)
    assert (now(row).state, now(row).narrative) == ("proposed", "With exceptions")


def test_one_sent_back_is_proposed_again_though_nothing_is_changed(objective, officer, manager, client_of):
    row = recorded(objective, officer)
    send_back(row, manager)
    form = client_of(officer).get(at("change", row)).context["form"]
    client_of(officer).post(at("change", row), {name: form[name].value() for name in form.fields})
    assert now(row).state == "proposed"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"view": ""}, "Choose whose view it is."),
        ({"rating": ""}, "Choose how the objective stands."),
        ({"as_at": ""}, "Enter the day as at which it is judged."),
        ({"as_at": "31/11/2021"}, "Enter a day that exists"),
        ({"as_at": "2999-01-01"}, "This day has yet to come."),
        ({"narrative": " "}, "Say what the rating rests on."),
        ({"view": "provider"}, "Say where the provider's view comes from."),
        ({"as_at": "2021-05-31"}, "The client's view of this objective on that day is recorded already."),
    ],
    ids=["no-side", "no-rating", "no-day", "no-such-day", "day-to-come", "no-words", "no-source", "twice"],
)
def test_a_form_says_what_is_wrong_and_keeps_what_was_typed(objective, officer, client_of, typed, said):
    recorded(objective, officer, as_at=date(2021, 5, 31))
    page = client_of(officer).post(reverse("assessment_add", args=["TST-1", "O1"]), {**TYPED, **typed})
    assert text_of(page).count(said) == 2  # Beside the field, and in the summary.
    assert "Fine" in text_of(page) or "narrative" in typed
    assert objective.assessments.count() == 1


def test_a_step_that_cannot_be_taken_says_why_on_the_objectives_page(objective, officer, manager, client_of):
    row = recorded(objective, officer)
    approve(row, manager)
    for name, person in (("change", officer), ("remove", officer), ("approve", manager)):
        page = client_of(person).get(at(name, row), follow=True)
        assert page.redirect_chain[-1][0] == detail(objective)
        assert len(page.context["messages"]) == 1


def test_readers_see_what_counts_and_keepers_what_waits(objective, officer, manager, member, client_of):
    recorded(objective, officer, narrative="Not for anybody yet")
    assert "Not for anybody yet" not in text_of(client_of(member).get(detail(objective)))
    for person, decides in ((officer, False), (manager, True)):
        page = text_of(client_of(person).get(detail(objective)))
        assert "Not for anybody yet" in page
        assert ("Send back" in page) is decides


def test_a_manager_is_told_why_they_may_not_decide(objective, manager, client_of):
    recorded(objective, manager)
    page = text_of(client_of(manager).get(detail(objective)))
    assert "You wrote this assessment, so someone else must decide on it." in page


# What waits is told to those who decide.


def test_the_dashboard_tells_a_manager_what_waits_and_nobody_else(
    objective, officer, manager, second_manager, member, client_of
):
    row = recorded(objective, officer)
    says = "O1 as at 30 June 2021"
    for person, told in ((manager, True), (second_manager, True), (officer, False), (member, False)):
        assert (says in text_of(client_of(person).get(objective.contract.get_absolute_url()))) is told
    change(row, manager)
    assert says not in text_of(client_of(manager).get(objective.contract.get_absolute_url()))
    approve(row, second_manager)
    assert says not in text_of(client_of(second_manager).get(objective.contract.get_absolute_url()))


def test_the_home_page_tells_a_manager_of_several_contracts_what_waits(
    objective, officer, manager, client_of
):
    make_membership(manager, make_contract("TST-9"), Role.MEMBER)
    row = recorded(objective, officer)
    page = client_of(manager).get(reverse("home"))
    assert page.context["assessments"] == [row]
    assert "Client’s view of objective O1" in text_of(page)
    make_membership(officer, make_contract("TST-8"), Role.MEMBER)
    assert client_of(officer).get(reverse("home")).context["assessments"] == []


def test_what_waits_on_a_contract_where_one_is_no_manager_is_not_told(officer, manager, client_of, contract):
    other = make_contract("TST-9")
    make_membership(manager, other, Role.OFFICER)
    theirs = Objective.objects.create(contract=other, reference="O1", horizon="contract", text="Other")
    recorded(theirs, officer)
    assert client_of(manager).get(reverse("home")).context["assessments"] == []
