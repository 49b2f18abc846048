"""What was typed when a sign-in ended is offered back to whoever typed it."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.urls import reverse

from csg_monitor import sessions
from csg_monitor.unsent import UNSENT
from kpis.models import Result
from tests.csg_monitor.conftest import sign_in
from tests.factories import PASSWORD
from tests.kpis.sheets import row, sheet, text_of

RESUME = "/resume/"
TYPED = row(numerator="97", denominator="100", comment='\n"First" <line>\nsecond line')


@pytest.fixture
def lapsed(client_of, officer, monkeypatch):
    """A browser whose officer has been away for an hour."""
    browser = client_of(officer)
    began = sessions.time.time()
    monkeypatch.setattr(sessions.time, "time", lambda: began + 3600)
    return browser


def hidden_in(response) -> dict[str, str]:
    """What the form that is offered will send."""
    found = re.findall(
        r'<textarea name="(.*?)" hidden>\n(.*?)</textarea>', response.content.decode(), re.DOTALL
    )
    return {unescape(name): unescape(value) for name, value in found}


def test_a_sheet_sent_too_late_is_saved_after_signing_in_again(lapsed, officer, contract):
    late = lapsed.post(sheet(contract), TYPED)
    assert late.url == f"{reverse('account_login')}?next={RESUME}"
    assert not Result.objects.filter(contract=contract, month="2021-07").exists()
    assert "What you sent is kept" in lapsed.get(late.url).content.decode()
    lapsed.post(late.url, {"login": officer.email, "password": PASSWORD})
    offered = lapsed.get(RESUME)
    assert hidden_in(offered) == TYPED
    answer = lapsed.post(RESUME, hidden_in(offered), follow=True)
    assert answer.redirect_chain[0] == (sheet(contract), 307)
    result = Result.objects.get(contract=contract, month="2021-07")
    assert (result.value, result.comment) == (97, '"First" <line>\nsecond line')


def test_it_is_kept_although_the_page_asked_the_server_first(lapsed, officer, contract):
    lapsed.post(reverse("month_judge", args=["TST-1", "2021-07"]), TYPED, headers={"Sec-Fetch-Mode": "cors"})
    assert UNSENT not in lapsed.session
    lapsed.post(sheet(contract), TYPED, headers={"Sec-Fetch-Mode": "navigate"})
    sign_in(lapsed, officer)
    assert hidden_in(lapsed.get(RESUME)) == TYPED


def test_it_is_kept_although_they_signed_out_in_another_window(client_of, officer, contract):
    browser = client_of(officer)
    browser.post(reverse("account_logout"))
    browser.post(sheet(contract), TYPED)
    sign_in(browser, officer)
    assert hidden_in(browser.get(RESUME)) == TYPED


HERE = "http://testserver"


def test_a_form_of_an_earlier_sign_in_is_offered_back(client_of, officer, contract):
    browser = client_of(officer)
    browser.handler.enforce_csrf_checks = True
    answer = browser.post(sheet(contract), TYPED, headers={"Origin": HERE})
    assert answer.url == RESUME
    assert hidden_in(browser.get(RESUME)) == TYPED


@pytest.mark.parametrize(
    "origin", [{}, {"Origin": "null"}, {"Origin": "http://elsewhere.example"}], ids=["none", "null", "other"]
)
def test_a_form_that_may_come_from_elsewhere_is_not(origin, client_of, officer, contract):
    browser = client_of(officer)
    browser.handler.enforce_csrf_checks = True
    assert browser.post(sheet(contract), TYPED, headers=origin).status_code == 403
    assert UNSENT not in browser.session


def test_it_is_sent_once(lapsed, officer, contract):
    lapsed.post(sheet(contract), TYPED)
    sign_in(lapsed, officer)
    assert lapsed.post(RESUME, TYPED).status_code == 307
    assert lapsed.post(RESUME, TYPED).url == lapsed.get(RESUME).url == reverse("home")


def test_whoever_else_signs_in_there_never_sees_it(lapsed, manager, officer, contract):
    lapsed.post(sheet(contract), TYPED)
    sign_in(lapsed, manager)
    assert lapsed.get(RESUME).url == reverse("home")
    assert UNSENT not in lapsed.session


def test_leaving_it_leads_back_to_the_page_it_was_typed_on(lapsed, officer, contract):
    origin = f"http://testserver{sheet(contract)}?of=1"
    lapsed.post(address := reverse("month_submit", args=["TST-1", "2021-07"]), headers={"Referer": origin})
    sign_in(lapsed, officer)
    page = lapsed.get(RESUME)
    assert f'href="{sheet(contract)}?of=1"' in page.content.decode()
    assert address not in page.content.decode()
    assert "nothing of it is saved yet" in text_of(page)


def test_passwords_are_never_kept(lapsed):
    response = lapsed.post(reverse("account_change_password"), {"oldpassword": "secret"})
    assert response.url.startswith(reverse("account_login"))
    assert UNSENT not in lapsed.session
    lapsed.post(reverse("admin:contracts_user_add"), {"password1": "secret"})
    assert UNSENT not in lapsed.session


def test_nothing_is_kept_of_strangers(client, contract):
    client.post(sheet(contract), TYPED)
    assert UNSENT not in client.session
