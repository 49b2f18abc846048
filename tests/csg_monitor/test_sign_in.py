"""Signing in and out, and passwords."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from contracts.models import User
from tests.csg_monitor.conftest import sign_in
from tests.factories import PASSWORD, make_user

NEW_PASSWORD = "a quite different horse"  # noqa: S105 - opens nothing but the tests' own accounts


def link_in(message: str) -> str:
    """The path of the link in an e-mail."""
    return re.search(r"https?://[^/]+(/accounts/password/reset/key/\S+)", message)[1]


def choose_password(client: Client, link: str, password: str = NEW_PASSWORD):
    """Follow a link to choose a password, and choose it."""
    form = client.get(link, follow=True)
    return client.post(form.context["action_url"], {"password1": password, "password2": password})


def test_the_right_password_opens_the_page_that_was_asked_for(client, officer):
    response = client.get(reverse("account"))
    assert response.url == f"{reverse('account_login')}?next={reverse('account')}"

    form = {"login": officer.email, "password": PASSWORD}
    assert client.post(response.url, form).url == reverse("account")
    assert client.get(reverse("account")).context["user"] == officer


@pytest.mark.parametrize(
    ("came_from", "back_to"),
    [
        pytest.param("http://testserver/account/?a=b", "/account/%3Fa%3Db", id="the-page-of-the-form"),
        pytest.param("https://elsewhere.example/account/", "/", id="elsewhere"),
        pytest.param("", "/", id="not-said"),
    ],
)
def test_a_form_sent_too_late_leads_back_to_its_page(client, contract, came_from, back_to):
    address = reverse("month_submit", args=[contract.reference, "2021-07"])
    response = client.post(address, headers={"Referer": came_from})
    assert response.url == f"{reverse('account_login')}?next={back_to}"


def test_an_address_may_be_typed_in_capitals(client, officer):
    assert sign_in(client, officer.email.upper()).status_code == 302


def test_a_page_elsewhere_is_not_opened_after_signing_in(client, officer):
    form = {"login": officer.email, "password": PASSWORD, "next": "https://elsewhere.example/"}
    assert client.post(reverse("account_login"), form).url == reverse("home")


@pytest.mark.parametrize("email", ["olive.officer@council.example", "nobody@council.example"])
def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, officer, email):
    response = sign_in(client, email, "wrong")
    assert response.context["form"].non_field_errors() == ["The e-mail address or the password is not right"]


def test_nothing_typed_is_said_beside_the_fields_and_at_the_top(client, db):
    page = client.post(reverse("account_login"), {}).content.decode()
    for message in ("Enter your e-mail address", "Enter your password"):
        assert page.count(message) == 2
    assert 'href="#id_login"' in page
    assert "<title>Error: Sign in" in " ".join(page.split())


def test_what_was_typed_stays_after_an_error(client, db):
    assert 'value="typed@example.org"' in sign_in(client, "typed@example.org", "").content.decode()


def test_signing_in_gives_the_session_a_new_key(client, officer):
    client.get(reverse("account_login"))
    client.session.save()
    before = client.session.session_key
    sign_in(client, officer)
    assert client.session.session_key != before


def test_a_link_does_not_sign_anybody_out(client_of, officer):
    client = client_of(officer)
    assert "Do you want to sign out?" in client.get(reverse("account_logout")).content.decode()
    assert client.get(reverse("account")).status_code == 200


def test_the_button_signs_out(client_of, officer):
    client = client_of(officer)
    assert client.post(reverse("account_logout")).url == reverse("account_login")
    assert client.get(reverse("account")).status_code == 302


def test_a_closed_account_cannot_be_used(client, db):
    user = make_user("gone@example.org", is_active=False)
    assert sign_in(client, user).url == reverse("account_inactive")
    assert client.get(reverse("account")).status_code == 302


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_makes_an_account(client, db, method):
    form = {"email": "new@example.org", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    page = getattr(client, method)(reverse("account_signup"), form).content.decode()
    assert "There is no account for you here yet" in page
    assert not User.objects.filter(email="new@example.org").exists()


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(client, officer):
    client.post(reverse("account_reset_password"), {"email": officer.email})
    (message,) = mail.outbox
    assert message.to == [officer.email]
    link = link_in(message.body)

    assert choose_password(client, link).url == reverse("account_reset_password_from_key_done")
    assert sign_in(Client(), officer, NEW_PASSWORD).status_code == 302
    assert "This link no longer works" in Client().get(link, follow=True).content.decode()


def test_an_unknown_address_gets_the_same_page_and_no_message(client, officer):
    known = client.post(reverse("account_reset_password"), {"email": officer.email}, follow=True)
    mail.outbox.clear()
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("password", "complaint"),
    [
        pytest.param("short", "too short", id="short"),
        pytest.param("password1234", "too common", id="common"),
        pytest.param("olive.officer@council.example", "too similar", id="like-the-address"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(client_of, officer, password, complaint):
    form = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    response = client_of(officer).post(reverse("account_change_password"), form)
    assert complaint in " ".join(response.context["form"].errors["password1"])


def test_a_changed_password_counts_and_its_owner_is_told(client_of, officer):
    form = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    client = client_of(officer)
    assert client.post(reverse("account_change_password"), form).url == reverse("account")
    assert client.get(reverse("account")).status_code == 200
    assert sign_in(Client(), officer, PASSWORD).status_code == 200
    assert sign_in(Client(), officer, NEW_PASSWORD).status_code == 302
    assert [(message.to, message.subject) for message in mail.outbox] == [
        ([officer.email], "CSG Monitor: Your password was changed")
    ]


def test_the_admin_has_no_sign_in_of_its_own(client, officer):
    response = client.get(reverse("admin:index"), follow=True)
    assert response.redirect_chain[-1][0].startswith(reverse("account_login"))
    assert response.templates[0].name == "account/login.html"
