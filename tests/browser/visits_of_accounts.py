"""Every page about signing in, accounts and the site as a whole, in every state."""

from __future__ import annotations

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from playwright.sync_api import Page

from csg_monitor.sessions import SEEN
from kpis.actions.demo import PASSWORD
from tests.browser import states
from tests.browser.scene import PEOPLE, REAL, person
from tests.browser.visits import Visit, fill, one_after_the_other, press

WRONG = "not the password"
APP = {"client_id": "csg", "secret": "shared", "settings": {"server_url": "https://login.example.org"}}
SINGLE_SIGN_ON = {
    "SOCIALACCOUNT_PROVIDERS": {"openid_connect": {"APPS": [{**settings.OIDC, **APP}]}},
}
COUNCIL = {"provider_id": "council"}
SUPPORT = {"SUPPORT_EMAIL": "csg-monitor@council.example"}


def sign_in(page: Page, name: str = "officer", password: str = PASSWORD) -> None:
    fill(("E-mail address", PEOPLE[name]), ("Password", password), button="Sign in")(page)


def fail_until_locked_out(page: Page) -> None:
    for _ in range(5):
        sign_in(page, password=WRONG)


def follow_the_link(page: Page) -> None:
    """Go where the link leads that the e-mail about a new password has."""
    officer = person("officer")
    key = default_token_generator.make_token(officer)
    page.goto(reverse("account_reset_password_from_key", args=[user_pk_to_url_str(officer), key]))


def confirm_by_password(page: Page) -> None:
    fill(("Password", PASSWORD), button="Continue")(page)


def lose_the_token(page: Page) -> None:
    page.evaluate(
        "document.querySelectorAll('[name=csrfmiddlewaretoken]').forEach((input) => input.remove())"
    )
    sign_in(page)


def stay_away(page: Page) -> None:
    """Let the sign-in of this browser end, as after an hour without a request."""
    key = next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "sessionid")
    session = SessionStore(key)
    session[SEEN] = 0
    session.save()


def send_too_late(page: Page) -> None:
    """Send a sheet after the sign-in has ended, and sign in again."""
    page.get_by_label("Value of IMT_KPI_01").fill("97.5")
    stay_away(page)
    press("Save")(page)
    sign_in(page)


SIGNING_IN = [
    Visit(what="sign in", to="account_login"),
    Visit(what="sign in, left empty", to="account_login", then=press("Sign in")),
    Visit(
        what="sign in, wrong password", to="account_login", then=lambda page: sign_in(page, password=WRONG)
    ),
    Visit(what="sign in, locked out", to="account_login", then=fail_until_locked_out, status=429),
    Visit(what="sign in, form out of date", to="account_login", then=lose_the_token, status=403),
    Visit(what="no account yet", to="account_signup"),
    Visit(what="account closed", to="account_inactive"),
    Visit(what="forgotten password", to="account_reset_password"),
    Visit(what="forgotten password, left empty", to="account_reset_password", then=press("Send me a link")),
    Visit(what="forgotten password, link sent", to="account_reset_password_done"),
    Visit(
        what="new password, link used up",
        to="account_reset_password_from_key",
        values={"uidb36": "1", "key": "made-up"},
    ),
    Visit(
        what="new password",
        to="account_reset_password",
        then=follow_the_link,
        lands_on="account_reset_password_from_key",
    ),
    Visit(
        what="new password, too short",
        to="account_reset_password",
        lands_on="account_reset_password_from_key",
        then=one_after_the_other(
            follow_the_link,
            fill(
                ("New password", "short"), ("New password again", "shorter"), button="Save the new password"
            ),
        ),
    ),
    Visit(what="new password saved", to="account_reset_password_from_key_done"),
    Visit(what="sign in, single sign-on offered", to="account_login", settings=SINGLE_SIGN_ON),
    Visit(what="single sign-on", to="openid_connect_login", values=COUNCIL, settings=SINGLE_SIGN_ON),
    Visit(what="single sign-on broken off", to="socialaccount_login_cancelled"),
    Visit(what="single sign-on failed", to="socialaccount_login_error", status=401),
    Visit(
        what="second step of signing in",
        to="account_login",
        given=states.second_step,
        then=sign_in,
        lands_on="mfa_authenticate",
    ),
    Visit(
        what="second step of signing in, wrong code",
        to="account_login",
        lands_on="mfa_authenticate",
        given=states.second_step,
        then=one_after_the_other(sign_in, fill(("Code", "123"), button="Sign in")),
    ),
]

ACCOUNT = [
    Visit(what="account of an officer", to="account", by="officer"),
    Visit(what="account without a role", to="account", by="newcomer"),
    Visit(
        what="what was typed before the sign-in ended",
        to="month_entry",
        values={"reference": REAL, "month": "2022-01", "code": "IMT"},
        by="officer",
        then=send_too_late,
        lands_on="resume",
    ),
    Visit(what="sign out", to="account_logout", by="officer"),
    Visit(what="change password", to="account_change_password", by="officer"),
    Visit(
        what="change password, left empty",
        to="account_change_password",
        by="officer",
        then=press("Save the new password"),
    ),
    Visit(what="choose a first password", to="account_set_password", by="guest"),
    Visit(what="confirm by password", to="account_reauthenticate", by="officer"),
    Visit(
        what="confirm by password, wrong",
        to="account_reauthenticate",
        by="officer",
        then=fill(("Password", WRONG), button="Continue"),
    ),
    Visit(what="second step, off", to="mfa_index", by="officer"),
    Visit(what="second step, setting up", to="mfa_activate_totp", by="officer", then=confirm_by_password),
    Visit(
        what="second step, setting up, wrong code",
        to="mfa_activate_totp",
        by="officer",
        then=one_after_the_other(
            confirm_by_password, fill(("Code", "123"), button="Turn on the second step")
        ),
    ),
    Visit(
        what="second step, required",
        to="mfa_activate_totp",
        by="officer",
        then=confirm_by_password,
        settings={"MFA_REQUIRED": True},
    ),
    Visit(what="second step, on", to="mfa_index", by="officer", given=states.second_step),
    Visit(what="confirm by code", to="mfa_reauthenticate", by="officer", given=states.second_step),
    Visit(
        what="second step, turning off",
        to="mfa_deactivate_totp",
        by="officer",
        given=states.second_step,
        then=confirm_by_password,
    ),
    Visit(
        what="recovery codes",
        to="mfa_view_recovery_codes",
        by="officer",
        given=states.second_step,
        then=confirm_by_password,
    ),
    Visit(
        what="recovery codes, renewing",
        to="mfa_generate_recovery_codes",
        by="officer",
        given=states.second_step,
        then=confirm_by_password,
    ),
]

SITE = [
    Visit(what="help", to="help"),
    Visit(what="help, signed in", to="help", by="member", settings=SUPPORT),
    Visit(what="accessibility statement", to="accessibility"),
    Visit(what="page not found", path="/nowhere/", status=404),
    Visit(what="page not found, signed in", path="/contracts/NOWHERE/", by="officer", status=404),
    Visit(what="not allowed", to="people", by="member", status=403),
]
VISITS = [*SIGNING_IN, *ACCOUNT, *SITE]
