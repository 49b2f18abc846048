"""Single sign-on, against a provider that answers as OpenID Connect providers do."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse
from zeal import zeal_ignore

from contracts.models import User
from csg_monitor.adapters import SocialAccountAdapter
from tests.csg_monitor.conftest import sign_in
from tests.factories import make_user

PROVIDER = "https://login.example.org"
LOGIN = reverse("openid_connect_login", args=["council"])
CALLBACK = reverse("openid_connect_callback", args=["council"])


class Answer:
    """A provider's answer."""

    status_code = 200
    headers = {"content-type": "application/json"}

    def __init__(self, data: dict) -> None:
        self.data = data

    def raise_for_status(self) -> None: ...

    def json(self) -> dict:
        return self.data


class Provider:
    """A provider that knows one person; ``asked`` has the addresses that were called."""

    def __init__(self, **person: object) -> None:
        self.person = {"sub": "4711", "name": "Olive Officer", "email_verified": True, **person}
        self.asked: list[str] = []

    def __enter__(self) -> Provider:
        return self

    def __exit__(self, *error: object) -> None: ...

    def get(self, address: str, **_: object) -> Answer:
        return self.request("GET", address)

    def request(self, method: str, address: str, **_: object) -> Answer:
        self.asked.append(f"{method} {address}")
        return Answer(
            {
                f"{PROVIDER}/.well-known/openid-configuration": {
                    "issuer": PROVIDER,
                    "authorization_endpoint": f"{PROVIDER}/authorize",
                    "token_endpoint": f"{PROVIDER}/token",
                    "userinfo_endpoint": f"{PROVIDER}/me",
                    "jwks_uri": f"{PROVIDER}/keys",
                },
                f"{PROVIDER}/token": {"access_token": "opaque", "token_type": "Bearer"},
                f"{PROVIDER}/me": self.person,
            }[address]
        )


@pytest.fixture
def arrive(settings, monkeypatch):
    """``arrive(client, email=...)``: go to the provider and come back as that person."""
    app = settings.OIDC | {"client_id": "csg", "secret": "shared", "settings": {"server_url": PROVIDER}}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}

    def there_and_back(client: Client, *, query: str = "", **person: object):
        provider = Provider(**person)
        monkeypatch.setattr(SocialAccountAdapter, "get_requests_session", lambda self: provider)
        leaving = client.post(f"{LOGIN}{query}").url
        assert leaving.startswith(f"{PROVIDER}/authorize?")
        state = parse_qs(urlsplit(leaving).query)["state"][0]
        with zeal_ignore([{"model": "sessions.Session"}]):  # Django gives the session a new key
            return client.get(CALLBACK, {"code": "once", "state": state})

    return there_and_back


def signed_in(client: Client) -> User | None:
    user = client.get(reverse("help")).context["user"]
    return user if user.is_authenticated else None


def test_without_a_provider_there_is_no_way_there(client, db):
    assert "single sign-on" not in client.get(reverse("account_login")).content.decode()
    assert client.post(LOGIN).status_code == client.get(CALLBACK).status_code == 404


def test_the_sign_in_page_leads_to_the_provider_and_back_to_the_page_asked_for(client, db, arrive, settings):
    page = client.get(reverse("account_login"), {"next": "/account/"}).content.decode()
    assert "Sign in with Council account" in page
    assert f'action="{LOGIN}?process=login&amp;next=%2Faccount%2F"' in page


def test_an_existing_account_is_opened_by_a_verified_address(client, officer, arrive):
    response = arrive(client, query="?process=login&next=/account/", email=officer.email.title())
    assert response.url == "/account/"
    assert signed_in(client) == officer


def test_its_password_goes_on_working(client, officer, arrive):
    arrive(client, email=officer.email)
    assert sign_in(Client(), officer).status_code == 302


def test_the_person_is_known_again_under_another_address(client, officer, arrive):
    arrive(client, email=officer.email)
    again = Client()
    arrive(again, email="olive.married@council.example")
    assert signed_in(again) == officer


@pytest.mark.parametrize(
    "person",
    [
        pytest.param({"email": "nobody@council.example"}, id="no-such-account"),
        pytest.param({"email": "olive.officer@council.example", "email_verified": False}, id="not-verified"),
        pytest.param({"email": "gone@council.example"}, id="closed-account"),
        pytest.param({}, id="no-address"),
    ],
)
def test_nobody_else_gets_in_and_no_account_is_made(client, officer, arrive, person):
    make_user("gone@council.example", is_active=False)
    before = set(User.objects.values_list("email", flat=True))
    response = arrive(client, **person)
    assert "There is no account for you here yet" in response.content.decode()
    assert signed_in(client) is None
    assert set(User.objects.values_list("email", flat=True)) == before
    assert not SocialAccount.objects.exists()


def test_addresses_of_a_domain_the_provider_hands_out_are_verified(client, officer, arrive, settings):
    (app,) = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    app["settings"]["verified_email"] = ["council.example"]
    arrive(client, email=officer.email, email_verified=False)
    assert signed_in(client) == officer


def test_nobody_ties_a_strangers_identity_to_their_account(client_of, officer, arrive):
    client = client_of(officer)
    assert arrive(client, query="?process=connect", email="stranger@example.org").url == reverse("account")
    assert not SocialAccount.objects.exists()


def test_an_account_closed_later_stays_closed(client, officer, arrive):
    arrive(client, email=officer.email)
    User.objects.filter(pk=officer.pk).update(is_active=False)
    again = Client()
    assert arrive(again, email=officer.email).url == reverse("account_inactive")
    assert signed_in(again) is None


def test_single_sign_on_needs_no_second_step_of_ours(client, officer, arrive, settings):
    settings.MFA_REQUIRED = True
    arrive(client, email=officer.email)
    assert client.get(reverse("account")).status_code == 200


def test_an_answer_nobody_asked_for_is_refused_in_plain_words(client, db, arrive):
    response = client.get(CALLBACK, {"code": "once", "state": "made-up"})
    assert "Single sign-on did not work" in response.content.decode()
    assert signed_in(client) is None
