"""Sign-in closes for a while after repeated failures, and says nothing about who has an account."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.conftest import SIGNS_IN
from tests.csg_monitor.conftest import sign_in

FAILURES = 5
HERE, ELSEWHERE = "192.0.2.1", "192.0.2.2"


def fail(user, times: int = FAILURES, **extra):
    """Wrong passwords in a row, each from a fresh browser; the last answer."""
    return [sign_in(Client(), user, "wrong", **extra) for _ in range(times)][-1]


def test_the_fifth_failure_closes_sign_in_even_for_the_right_password(officer):
    assert fail(officer, FAILURES - 1).status_code == 200
    assert fail(officer, 1).status_code == 429
    assert sign_in(Client(), officer).status_code == 429


def test_four_failures_and_the_right_password_begin_the_count_anew(officer):
    fail(officer, FAILURES - 1)
    assert sign_in(Client(), officer).status_code == 302
    assert fail(officer, FAILURES - 1).status_code == 200


def test_the_answer_is_the_same_whether_there_is_an_account_or_not(officer):
    known, unknown = fail(officer), fail("nobody@council.example")
    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)
    assert "for 15 minutes" in known.content.decode()
    assert officer.email not in known.content.decode()


def test_capitals_do_not_buy_further_attempts(officer):
    fail(officer, FAILURES - 1)
    assert fail(officer.email.title(), 1).status_code == 429


def test_a_stranger_elsewhere_does_not_lock_the_owner_out(officer):
    fail(officer, REMOTE_ADDR=ELSEWHERE)
    assert sign_in(Client(), officer, REMOTE_ADDR=HERE).status_code == 302


def test_colleagues_at_the_same_address_are_not_locked_out(officer, manager):
    fail(officer)
    assert sign_in(Client(), manager).status_code == 302


@pytest.mark.parametrize(
    ("minutes", "status"), [pytest.param(14, 429, id="still-closed"), pytest.param(15, 302, id="open-again")]
)
def test_sign_in_opens_again_after_the_time_that_was_said(officer, minutes, status):
    fail(officer)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=minutes))
    assert sign_in(Client(), officer).status_code == status


def test_attempts_while_it_is_closed_do_not_prolong_it(officer):
    fail(officer)
    last = AccessAttempt.objects.get().attempt_time
    fail(officer)
    assert AccessAttempt.objects.get().attempt_time == last


def test_neighbours_in_one_ipv6_network_are_one_visitor(officer):
    for number in range(FAILURES):
        answer = fail(officer, 1, REMOTE_ADDR=f"2001:db8:0:1::{number}")
    assert answer.status_code == 429
    assert sign_in(Client(), officer, REMOTE_ADDR="2001:db8:0:2::1").status_code == 302


def test_a_visitor_cannot_choose_an_address(officer):
    for number in range(FAILURES):
        answer = fail(officer, 1, REMOTE_ADDR=HERE, HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")
    assert answer.status_code == 429


def test_behind_a_trusted_proxy_the_address_it_names_counts(officer, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(FAILURES):
        forged_then_real = f"198.51.100.{number}, {ELSEWHERE}"
        answer = fail(officer, 1, REMOTE_ADDR=HERE, HTTP_X_FORWARDED_FOR=forged_then_real)
    assert answer.status_code == 429
    assert sign_in(Client(), officer, HTTP_X_FORWARDED_FOR="192.0.2.3").status_code == 302


def test_a_program_may_sign_somebody_in(officer):
    browser = Client()
    browser.force_login(officer, backend=SIGNS_IN)
    assert browser.get(reverse("account")).status_code == 200


def test_no_password_or_address_of_a_person_is_kept_with_the_failures(officer):
    sign_in(Client(), officer, "my other password")
    attempt = AccessAttempt.objects.get()
    assert "my other password" not in attempt.post_data
    assert officer.email not in attempt.post_data


def test_wrong_codes_close_the_second_step(officer, with_second_step):
    with_second_step(officer)
    client = Client()
    assert sign_in(client, officer).url == reverse("mfa_authenticate")
    answers = [client.post(reverse("mfa_authenticate"), {"code": "000000"}) for _ in range(FAILURES)]
    assert [answer.status_code for answer in answers] == [200] * (FAILURES - 1) + [429]


def test_a_right_code_does_not_open_what_is_closed(officer, with_second_step):
    _, (code, *_) = with_second_step(officer)
    client = Client()
    sign_in(client, officer)
    fail(officer)
    assert client.post(reverse("mfa_authenticate"), {"code": code}).status_code == 429
    assert client.get(reverse("account")).status_code == 302


def test_wrong_passwords_before_a_change_that_matters_count_too(client_of, officer):
    client = client_of(officer)
    answers = [client.post(reverse("account_reauthenticate"), {"password": "wrong"}) for _ in range(FAILURES)]
    assert answers[-1].status_code == 429
