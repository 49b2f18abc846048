"""Who is told by e-mail what became of a month, and what happens when the mail server fails."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core import mail

from contracts.models import Membership, Role
from kpis.actions import periods
from kpis.models import PeriodState
from tests.factories import make_membership, make_result, make_user
from tests.kpis.sheets import address, text_of

NOW = datetime(2021, 8, 3, tzinfo=UTC)
LINK = "https://csg.example/months/2021-07/"


@pytest.fixture
def complete(contract, period, officer, second_officer, manager, member, administrator, outsider):
    """July 2021 entered by the second officer, with everybody of the contract there."""
    for reference, value in (("IMT_KPI_01", "96"), ("IMT_KPI_02", "3"), ("CSC_KPI_01", "81")):
        make_result(contract.kpis.get(reference=reference), "2021-07", value, entered_by=second_officer)
    return period


@pytest.fixture
def second_manager(contract):
    person = make_user("mona@council.example", name="Mona Manager")
    make_membership(person, contract, Role.MANAGER)
    return person


def submitted(period, by):
    period.state, period.submitted_by, period.submitted_at = PeriodState.SUBMITTED, by, NOW
    period.save()


def signed_off(period, by, submitter):
    submitted(period, submitter)
    period.state, period.signed_off_by, period.signed_off_at = PeriodState.SIGNED_OFF, by, NOW
    period.save()


def told() -> set[str]:
    assert all(len(message.to) == 1 for message in mail.outbox), "nobody learns who else was told"
    return {message.to[0] for message in mail.outbox}


@pytest.fixture
def sent(django_capture_on_commit_callbacks):
    """Does something, and lets what follows its keeping happen."""

    def do(action, **values):
        with django_capture_on_commit_callbacks(execute=True):
            return action(**values)

    return do


def test_managers_are_told_that_a_month_was_submitted(complete, officer, manager, second_manager, sent):
    sent(periods.submit, period=complete, by=officer, at=NOW, link=LINK)
    assert told() == {manager.email, second_manager.email}
    message = mail.outbox[0]
    assert message.subject == "TST-1: July 2021 was submitted"
    assert "Olive Officer submitted the results of July 2021 for Contract TST-1." in message.body
    assert LINK in message.body


def test_a_manager_who_submits_is_not_told_so(complete, manager, second_manager, sent):
    sent(periods.submit, period=complete, by=manager, at=NOW)
    assert told() == {second_manager.email}


def test_who_submitted_and_who_entered_are_told_why_a_month_was_sent_back(
    complete, officer, second_officer, manager, sent
):
    submitted(complete, officer)
    sent(periods.send_back, period=complete, by=manager, reason="IMT & CSC don't add up", link=LINK)
    assert told() == {officer.email, second_officer.email}
    assert mail.outbox[0].subject == "TST-1: July 2021 was sent back"
    assert "IMT & CSC don't add up" in mail.outbox[0].body


def test_officers_and_who_submitted_are_told_that_a_month_was_signed_off(
    complete, officer, second_officer, manager, second_manager, sent
):
    submitted(complete, second_manager)
    sent(periods.sign_off, period=complete, by=manager, at=NOW, link=LINK)
    assert told() == {officer.email, second_officer.email, second_manager.email}
    assert "They are final" in mail.outbox[0].body


def test_officers_and_who_signed_off_are_told_why_a_month_was_reopened(
    complete, officer, second_officer, manager, second_manager, sent
):
    signed_off(complete, second_manager, officer)
    sent(periods.reopen, period=complete, by=manager, reason="A late figure", link=LINK)
    assert told() == {officer.email, second_officer.email, second_manager.email}
    assert "A late figure" in mail.outbox[0].body


def test_only_active_people_who_are_still_on_the_contract_are_told(
    complete, officer, second_officer, manager, second_manager, sent
):
    submitted(complete, officer)
    second_officer.is_active = False
    second_officer.save()
    Membership.objects.get(user=officer).delete()
    sent(periods.send_back, period=complete, by=manager, reason="Look again")
    assert told() == set()


def test_nobody_is_told_of_what_was_not_kept(complete, officer, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as callbacks, pytest.raises(periods.NotAllowed):
        periods.sign_off(period=complete, by=officer, at=NOW)
    assert callbacks == []
    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_a_mail_server_that_fails_undoes_nothing_and_the_person_is_told(
    contract, complete, officer, client_of, settings, caplog
):
    settings.EMAIL_BACKEND = "tests.kpis.mail.ServerIsDown"
    answer = client_of(officer).post(address("month_submit", contract), follow=True)
    complete.refresh_from_db()
    assert complete.state == PeriodState.SUBMITTED
    assert "July 2021 is submitted." in text_of(answer)
    assert "could not be sent: please tell them yourself." in text_of(answer)
    assert "1 e-mails about a month could not be sent" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_the_e_mail_leads_to_the_review(contract, complete, officer, client_of):
    client_of(officer).post(address("month_submit", contract))
    assert f"http://testserver{address('month_review', contract)}" in mail.outbox[0].body
