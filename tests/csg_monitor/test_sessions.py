"""How long a sign-in lasts."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from csg_monitor import sessions
from tests.csg_monitor.conftest import sign_in

MINUTE, HOUR = 60, 3600


@pytest.fixture
def clock(monkeypatch):
    """``clock.pass_(seconds)``: time goes by for the limits of sessions."""

    class Clock:
        now = 1_700_000_000.0

        def pass_(self, seconds: float) -> None:
            self.now += seconds

    clock = Clock()
    monkeypatch.setattr(sessions.time, "time", lambda: clock.now)
    return clock


@pytest.mark.parametrize(
    ("idle", "status"),
    [pytest.param(60 * MINUTE - 1, 200, id="just-in-time"), pytest.param(60 * MINUTE, 302, id="too-late")],
)
def test_nothing_for_an_hour_ends_it(clock, client_of, officer, idle, status):
    client = client_of(officer)
    clock.pass_(idle)
    assert client.get(reverse("account")).status_code == status


@pytest.mark.parametrize(
    ("last", "status"),
    [pytest.param(12 * HOUR - 1, 200, id="just-in-time"), pytest.param(12 * HOUR, 302, id="too-late")],
)
def test_twelve_hours_end_it_however_busy_it_was(clock, client_of, officer, last, status):
    client = client_of(officer)
    began = clock.now
    while clock.now + 30 * MINUTE < began + last:
        clock.pass_(30 * MINUTE)
        assert client.get(reverse("account")).status_code == 200
    clock.now = began + last
    assert client.get(reverse("account")).status_code == status


@pytest.mark.parametrize(
    ("seconds", "reason"),
    [
        pytest.param(61 * MINUTE, "because nothing happened for 60 minutes", id="idle"),
        pytest.param(13 * HOUR, "as everybody is after 12 hours", id="absolute"),
    ],
)
def test_the_sign_in_page_says_why_and_leads_back(clock, client_of, officer, seconds, reason):
    client = client_of(officer)
    clock.pass_(seconds)
    response = client.get(reverse("account"), follow=True)
    assert response.redirect_chain == [(f"{reverse('account_login')}?next={reverse('account')}", 302)]
    assert reason in response.content.decode()


def test_an_ended_session_is_gone_from_the_database(clock, client_of, officer):
    client = client_of(officer)
    key = client.session.session_key
    clock.pass_(61 * MINUTE)
    client.get(reverse("account"))
    assert not Session.objects.filter(pk=key).exists()


def test_being_there_is_noted_at_most_once_a_minute(
    clock, client_of, officer, django_assert_num_queries, django_assert_max_num_queries
):
    client = client_of(officer)
    clock.pass_(59)
    with django_assert_num_queries(3) as reads:  # the session, the person, their roles
        client.get(reverse("account"))
    assert not [query for query in reads.captured_queries if not query["sql"].startswith("SELECT")]
    clock.pass_(1)
    client.get(reverse("account"))
    assert client.session[sessions.SEEN] == int(clock.now)


def test_a_session_from_before_the_limits_is_given_a_beginning(clock, client_of, officer):
    client = client_of(officer)
    session = client.session
    del session[sessions.STARTED], session[sessions.SEEN]
    session.save()
    assert client.get(reverse("account")).status_code == 200
    assert client.session[sessions.STARTED] == int(clock.now)


def test_closing_the_browser_ends_it(client, officer):
    sign_in(client, officer)
    assert client.cookies["sessionid"]["expires"] == ""
