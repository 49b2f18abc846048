"""The throwaway server: found, quick, closed to others, and gone afterwards."""

import os
import pwd
import signal
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import pytest

from tests.support import postgres

needs_postgres = pytest.mark.skipif(postgres.binaries() is None, reason=postgres.ADVICE)


@pytest.fixture
def temporary_folder(monkeypatch):
    """Where the server puts its folder: not in pytest's own, which only their owner can reach."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        monkeypatch.setattr(tempfile, "tempdir", name)
        yield folder


def answer(url, question):
    connection = psycopg2.connect(url)
    try:
        with connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchone()[0]
    finally:
        connection.close()


@needs_postgres
def test_the_server_answers_within_the_block_and_leaves_nothing_behind(temporary_folder):
    with postgres.throwaway_server() as url:
        assert answer(url, "SHOW lc_collate") == postgres.LOCALE
        assert answer(url, "SHOW fsync") == "off"
        assert len(list(temporary_folder.iterdir())) == 1

    assert list(temporary_folder.iterdir()) == []
    with pytest.raises(psycopg2.OperationalError):
        psycopg2.connect(url)


@needs_postgres
def test_another_user_of_the_machine_cannot_sign_in_without_the_password():
    with (
        postgres.throwaway_server() as url,
        pytest.raises(psycopg2.OperationalError, match="password authentication failed"),
    ):
        psycopg2.connect(url.replace(urlsplit(url).password, "guessed"))


@needs_postgres
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_server_is_gone_after_an_interruption(temporary_folder, number):
    with pytest.raises(KeyboardInterrupt), postgres.throwaway_server():
        signal.raise_signal(number)

    assert list(temporary_folder.iterdir()) == []


@needs_postgres
def test_a_server_that_cannot_start_says_why_in_its_own_words(monkeypatch):
    monkeypatch.setattr(postgres, "FAST", {"fsync": "perhaps"})

    with (
        pytest.raises(postgres.PostgresError, match='"fsync" requires a Boolean value'),
        postgres.throwaway_server(),
    ):
        pass


def test_without_binaries_it_says_how_to_get_them(monkeypatch):
    monkeypatch.setattr(postgres, "binaries", lambda: None)

    assert "apt-get install postgresql" in postgres.what_is_missing()
    with (
        pytest.raises(postgres.PostgresError, match="apt-get install postgresql"),
        postgres.throwaway_server(),
    ):
        pass


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Installs the programs of a version in the usual place, as far as the search looks at them."""
    monkeypatch.setattr(postgres, "PLACES", (f"{tmp_path}/*/bin",))
    monkeypatch.setenv("PATH", "")

    def install(version, *programs):
        folder = tmp_path / version / "bin"
        folder.mkdir(parents=True)
        for program in programs:
            (folder / program).touch()
        return folder

    return install


def test_the_newest_version_is_used(installed):
    installed("9.6", "initdb", "pg_ctl")
    newest = installed("15", "initdb", "pg_ctl")
    installed("14", "initdb", "pg_ctl")

    assert postgres.binaries() == newest


def test_a_version_of_which_only_the_client_is_installed_is_passed_over(installed):
    older = installed("14", "initdb", "pg_ctl")
    installed("15", "psql")

    assert postgres.binaries() == older


def test_a_machine_without_postgres_has_no_binaries(installed):
    assert postgres.binaries() is None


@pytest.mark.parametrize(
    ("users", "owner"),
    [
        pytest.param(["nobody", "postgres"], "postgres", id="debian-with-the-server"),
        pytest.param(["nobody"], "nobody", id="binaries-alone"),
    ],
)
def test_root_hands_the_server_to_an_unprivileged_user(monkeypatch, users, owner):
    known = [pwd.struct_passwd((name, "x", 65, 65, "", "/", "/bin/false")) for name in users]
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(pwd, "getpwall", lambda: known)

    assert postgres.server_owner().pw_name == owner


def test_anyone_else_runs_the_server_themselves(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    assert postgres.server_owner() is None
