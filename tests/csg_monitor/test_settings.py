"""Settings, read anew from an environment of the test's own."""

from __future__ import annotations

import os
import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db.utils import ConnectionHandler

from csg_monitor.colours import contrast_with_white

ROOT = Path(__file__).resolve().parent.parent.parent
SETTINGS = ROOT / "csg_monitor" / "settings.py"
READ = re.compile(r"""env(?:\.\w+)?\(\s*"([A-Z_]+)\"""")
OFFERED = re.compile(r"^#?([A-Z][A-Z_]+)=", re.MULTILINE)
EXAMPLE = (ROOT / ".env.example").read_text()
PRODUCTION = {
    "LOCAL_DEMO": "false",
    "SECRET_KEY": "a long random text",
    "ALLOWED_HOSTS": "monitor.example.gov.uk",
    "DATABASE_URL": "postgres://csg:password@database.example.gov.uk/csg",
}


@pytest.fixture
def read_settings(monkeypatch):
    """``read_settings(NAME=value)``: the settings under these variables, else those of production."""
    monkeypatch.setattr("environ.Env.read_env", lambda *args, **kwargs: None)
    for name in READ.findall(SETTINGS.read_text()):
        monkeypatch.delenv(name, raising=False)

    def read(**variables: str) -> dict[str, Any]:
        for name, value in {**PRODUCTION, **variables}.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(SETTINGS))

    return read


def test_every_variable_is_explained_and_none_besides():
    read = set(READ.findall(SETTINGS.read_text()))
    assert len(read) > 20
    assert set(OFFERED.findall(EXAMPLE)) == read


def test_every_variable_follows_an_explanation():
    lines = EXAMPLE.splitlines()
    unexplained = [
        line
        for above, line in zip(lines, lines[1:], strict=False)
        if OFFERED.match(line) and not above.startswith(("# ", "#OIDC_CLIENT_ID"))
    ]
    assert unexplained == []


@pytest.mark.parametrize("variables", [{"SECRET_KEY": ""}], ids=["no-secret-key"])
def test_without_a_secret_key_it_does_not_start_and_says_what_to_do(read_settings, variables):
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY.*LOCAL_DEMO.*\\.env\\.example"):
        read_settings(**variables)


def test_it_is_safe_where_nothing_is_said(read_settings):
    found = read_settings()
    assert found["DEBUG"] is False
    assert found["SESSION_COOKIE_SECURE"] is found["CSRF_COOKIE_SECURE"] is True
    assert found["SESSION_COOKIE_HTTPONLY"] is True
    assert found["SECURE_SSL_REDIRECT"] is True
    assert found["SECURE_HSTS_SECONDS"] == 365 * 24 * 3600
    assert found["ALLOWED_HOSTS"] == ["monitor.example.gov.uk"]
    assert "SECURE_PROXY_SSL_HEADER" not in found
    assert found["ALLAUTH_TRUSTED_PROXY_COUNT"] == 0


def test_the_demo_runs_without_tls(read_settings):
    found = read_settings(LOCAL_DEMO="true", ALLOWED_HOSTS="localhost")
    assert found["SESSION_COOKIE_SECURE"] is found["SECURE_SSL_REDIRECT"] is False
    assert found["SECURE_HSTS_SECONDS"] == 0


def test_a_proxy_is_believed_only_where_there_is_one(read_settings):
    found = read_settings(BEHIND_TLS_PROXY="true")
    assert found["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")
    assert found["ALLAUTH_TRUSTED_PROXY_COUNT"] == 1


def test_postgresql_keeps_its_connections_and_looks_after_them(read_settings):
    database = read_settings()["DATABASES"]["default"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["CONN_MAX_AGE"], database["CONN_HEALTH_CHECKS"]) == (600, True)


def test_limits_are_as_the_council_sets_them(read_settings):
    found = read_settings(
        SESSION_IDLE_MINUTES="20", SESSION_HOURS="8", LOCKOUT_FAILURES="3", LOCKOUT_MINUTES="30"
    )
    assert (found["SESSION_IDLE_SECONDS"], found["SESSION_COOKIE_AGE"]) == (1200, 28800)
    assert (found["AXES_FAILURE_LIMIT"], found["AXES_COOLOFF_TIME"].total_seconds()) == (3, 1800)


def test_single_sign_on_is_there_only_with_a_provider(read_settings):
    assert read_settings()["SOCIALACCOUNT_PROVIDERS"]["openid_connect"]["APPS"] == []
    emptied = read_settings(OIDC_SERVER_URL="")
    assert emptied["SOCIALACCOUNT_PROVIDERS"]["openid_connect"]["APPS"] == []
    found = read_settings(OIDC_SERVER_URL="https://login.example.org/tenant/v2.0", OIDC_CLIENT_ID="csg")
    (app,) = found["SOCIALACCOUNT_PROVIDERS"]["openid_connect"]["APPS"]
    assert app["client_id"] == "csg"
    assert found["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]["form-action"] == [
        "'self'",
        "https://login.example.org",
    ]


@pytest.mark.parametrize(
    ("colour", "advice"),
    [
        pytest.param("teal", "six hexadecimal digits", id="a-name"),
        pytest.param("#12345", "six hexadecimal digits", id="five-digits"),
        pytest.param("#1d3557; } body {", "six hexadecimal digits", id="more-than-a-colour"),
        pytest.param("#777777", "choose a darker one", id="just-too-pale"),
    ],
)
def test_a_colour_that_cannot_be_used_stops_it_with_advice(read_settings, colour, advice):
    with pytest.raises(ImproperlyConfigured, match=advice):
        read_settings(COUNCIL_COLOUR=colour)


@pytest.mark.parametrize(
    "colour", ["#767676", "#000000", "#1D3557"], ids=["just-dark-enough", "black", "capitals"]
)
def test_a_colour_that_white_can_be_read_on_is_taken(read_settings, colour):
    assert read_settings(COUNCIL_COLOUR=colour)["COUNCIL_COLOUR"] == colour


def test_contrast_is_what_the_guidelines_define():
    assert contrast_with_white("#000000") == 21
    assert contrast_with_white("#ffffff") == 1
    assert round(contrast_with_white("#767676"), 2) == 4.54
    assert round(contrast_with_white("#ff0000"), 2) == 4.0


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        pytest.param("journal_mode", "delete", id="rollback-journal"),
        pytest.param("synchronous", 2, id="full-sync"),
        pytest.param("busy_timeout", 20_000, id="waits-for-a-writer"),
        pytest.param("foreign_keys", 1, id="foreign-keys"),
    ],
)
def test_sqlite_keeps_what_was_saved(db, read_settings, tmp_path, pragma, value):
    found = read_settings(DATABASE_URL=f"sqlite:///{tmp_path / 'new.sqlite3'}")
    connection = ConnectionHandler(found["DATABASES"])["default"]
    with connection.cursor() as cursor:
        assert cursor.execute(f"PRAGMA {pragma}").fetchone() == (value,)
    connection.close()


def test_an_empty_address_of_the_database_is_none_given(read_settings):
    assert read_settings(DATABASE_URL="")["DATABASES"]["default"]["NAME"].endswith("var/csg_monitor.sqlite3")


def test_sqlite_takes_the_writers_lock_at_once(read_settings):
    options = read_settings(DATABASE_URL="sqlite:///anywhere.sqlite3")["DATABASES"]["default"]["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"


@pytest.mark.parametrize(("server", "is_there"), [("", False), ("https://login.example.gov.uk/v2.0", True)])
def test_the_client_of_single_sign_on_is_there_only_where_it_is_set_up(read_settings, server, is_there):
    apps = read_settings(OIDC_SERVER_URL=server)["INSTALLED_APPS"]
    assert ("allauth.socialaccount.providers.openid_connect" in apps) is is_there


@pytest.mark.parametrize("command", ["migrate", "statement"])
def test_a_command_without_settings_says_only_what_to_set(tmp_path, command):
    environment = {"PATH": os.environ["PATH"], "SECRET_KEY": "", "LOCAL_DEMO": ""}
    asked = [sys.executable, str(ROOT / "manage.py"), command]
    answer = subprocess.run(asked, capture_output=True, text=True, cwd=tmp_path, env=environment)
    assert answer.returncode == 1
    assert answer.stderr.startswith("Set SECRET_KEY to a long random text, or LOCAL_DEMO=true to try")
    assert len(answer.stderr.splitlines()) == 1
