"""The second step at sign-in: an app's codes, recovery codes, and where it is required."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse

from csg_monitor import adapters
from tests.csg_monitor.conftest import sign_in, totp
from tests.factories import PASSWORD

HOME = reverse("home")


def is_signed_in(client: Client) -> bool:
    return client.get(reverse("help")).context["user"].is_authenticated


def test_setting_it_up_asks_for_the_password_first(client_of, officer):
    response = client_of(officer).get(reverse("mfa_activate_totp"))
    assert response.url.startswith(reverse("account_reauthenticate"))


def test_the_key_is_shown_as_a_picture_and_in_letters(client_of, officer):
    client = client_of(officer)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    response = client.get(reverse("mfa_activate_totp"))
    assert 'src="data:image/svg+xml;base64,' in response.content.decode()
    assert f">{response.context['form'].secret}</code>" in response.content.decode()


def test_a_wrong_code_turns_nothing_on(client_of, officer):
    client = client_of(officer)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.get(reverse("mfa_activate_totp"))
    response = client.post(reverse("mfa_activate_totp"), {"code": "12345"})
    assert response.context["form"].errors["code"] == ["The code is not right: codes change every 30 seconds"]
    assert not Authenticator.objects.filter(user=officer).exists()


def test_with_it_a_password_alone_opens_nothing(officer, with_second_step):
    with_second_step(officer)
    client = Client()
    assert sign_in(client, officer).url == reverse("mfa_authenticate")
    assert not is_signed_in(client)


def test_the_apps_code_opens_the_account(officer, with_second_step):
    key, _ = with_second_step(officer)
    client = Client()
    sign_in(client, officer)
    assert client.post(reverse("mfa_authenticate"), {"code": totp(key)}).url == HOME
    assert is_signed_in(client)


def test_an_old_code_does_not_open_it(officer, with_second_step):
    key, _ = with_second_step(officer)
    client = Client()
    sign_in(client, officer)
    client.post(reverse("mfa_authenticate"), {"code": totp(key, steps_from_now=-3)})
    assert not is_signed_in(client)


def test_a_recovery_code_opens_it_once(officer, with_second_step):
    _, (code, *_) = with_second_step(officer)
    first, second = Client(), Client()
    sign_in(first, officer)
    sign_in(second, officer)
    first.post(reverse("mfa_authenticate"), {"code": code})
    second.post(reverse("mfa_authenticate"), {"code": code})
    assert is_signed_in(first)
    assert not is_signed_in(second)


def test_there_are_ten_recovery_codes_to_keep(client_of, officer, with_second_step):
    _, codes = with_second_step(officer)
    assert len(set(codes)) == 10


def test_recovery_codes_are_a_file_for_whoever_has_just_given_the_password(
    client_of, officer, with_second_step
):
    _, codes = with_second_step(officer)
    client = client_of(officer)
    address = reverse("mfa_download_recovery_codes")
    assert client.get(address).status_code == 302
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert client.get(address).content.decode().split() == codes


def test_new_recovery_codes_replace_the_old(client_of, officer, with_second_step):
    _, codes = with_second_step(officer)
    client = client_of(officer)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("mfa_generate_recovery_codes"))
    renewed = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert not set(codes) & set(renewed)


def turn_off(client: Client) -> None:
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("mfa_deactivate_totp"))


def test_it_can_be_turned_off_again_and_its_owner_is_told(client_of, officer, with_second_step):
    with_second_step(officer)
    turn_off(client_of(officer))
    assert sign_in(Client(), officer).url == HOME
    assert [(message.to, message.subject) for message in mail.outbox] == [
        ([officer.email], "CSG Monitor: The second step at sign-in was turned off")
    ]


def test_a_mail_server_that_is_down_undoes_nothing(client_of, officer, with_second_step, settings):
    with_second_step(officer)
    settings.EMAIL_BACKEND = "tests.csg_monitor.conftest.NoMailServer"
    turn_off(client_of(officer))
    assert not Authenticator.objects.filter(user=officer).exists()


def test_a_copy_of_the_database_does_not_hold_the_keys(officer, with_second_step):
    key, _ = with_second_step(officer)
    assert key not in str(Authenticator.objects.get(type="totp", user=officer).data)


def test_what_an_earlier_secret_key_encrypted_can_be_read(settings):
    kept = adapters.MFAAdapter().encrypt("a key")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "the next secret key"
    assert adapters.MFAAdapter().decrypt(kept) == "a key"


@pytest.mark.parametrize("address", ["account", "home", "mfa_index"])
def test_where_it_is_required_nobody_gets_further_without(client_of, officer, settings, address):
    settings.MFA_REQUIRED = True
    assert client_of(officer).get(reverse(address)).url == reverse("mfa_activate_totp")


@pytest.mark.parametrize("address", ["help", "accessibility", "account_logout"])
def test_where_it_is_required_help_and_the_way_out_stay_open(client_of, officer, settings, address):
    settings.MFA_REQUIRED = True
    assert client_of(officer).get(reverse(address)).status_code == 200


def test_where_it_is_required_whoever_sets_it_up_goes_on(client, officer, settings):
    settings.MFA_REQUIRED = True
    sign_in(client, officer)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    key = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": totp(key)})
    assert client.get(reverse("account")).status_code == 200


def test_where_it_is_required_it_cannot_be_turned_off(client_of, officer, settings, with_second_step):
    with_second_step(officer)
    settings.MFA_REQUIRED = True
    client = client_of(officer)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.post(reverse("mfa_deactivate_totp")).content.decode()
    assert "A second step is required here" in page
    assert Authenticator.objects.filter(user=officer, type="totp").exists()


def test_asking_whether_it_is_set_up_costs_one_query_per_session(
    client_of, officer, settings, with_second_step, django_assert_num_queries
):
    with_second_step(officer)
    client = client_of(officer)
    client.get(reverse("account"))
    with django_assert_num_queries(3):
        client.get(reverse("account"))
    settings.MFA_REQUIRED = True
    client.get(reverse("account"))
    with django_assert_num_queries(3):
        client.get(reverse("account"))
