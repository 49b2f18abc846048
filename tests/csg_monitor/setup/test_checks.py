"""What is refused before the long steps begin, and in which words."""

import errno
import importlib.util
import socket

import pytest

from csg_monitor.setup import checks
from csg_monitor.setup.project import SetupError
from tests.support.sentences import is_one_sentence


@pytest.fixture
def busy_port():
    with socket.create_server((checks.HOST, 0)) as server:
        yield server.getsockname()[1]


def refusal(check, *arguments):
    """The sentence with which a check refuses."""
    with pytest.raises(SetupError) as refused:
        check(*arguments)
    assert is_one_sentence(str(refused.value))
    return str(refused.value)


def test_a_port_in_use_is_refused_and_the_next_one_proposed(busy_port):
    told = refusal(checks.require_free, busy_port)

    assert f"Port {busy_port} is in use" in told
    assert f"PORT={busy_port + 1} make run" in told


def test_the_last_port_in_use_does_not_propose_one_that_does_not_exist():
    told = checks.port_advice(65535, OSError(errno.EADDRINUSE, "Address already in use"))

    assert "PORT=1 " in told


def test_a_port_that_was_just_closed_is_free():
    with socket.create_server((checks.HOST, 0)) as server:
        port = server.getsockname()[1]

    checks.require_free(port)


def test_a_port_that_this_account_may_not_open_says_so():
    told = checks.port_advice(80, OSError(errno.EACCES, "Permission denied"))

    assert told == "Port 80 cannot be opened (Permission denied): choose another, as in PORT=8001 make run."


@pytest.mark.parametrize(
    ("environ", "port"),
    [
        pytest.param({}, 8000, id="not-stated"),
        pytest.param({"PORT": ""}, 8000, id="stated-empty"),
        pytest.param({"PORT": "1"}, 1, id="first"),
        pytest.param({"PORT": "65535"}, 65535, id="last"),
    ],
)
def test_the_port_comes_from_the_environment(environ, port):
    assert checks.port_from(environ) == port


@pytest.mark.parametrize("stated", ["0", "65536", "-1", "80a", "eight", "8_000", "²"])
def test_what_is_no_port_is_refused(stated):
    assert f"PORT is {stated!r}" in refusal(checks.port_from, {"PORT": stated})


def test_a_python_without_ensurepip_is_told_what_to_install(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "ensurepip" else object())

    assert "apt-get install python3-venv" in refusal(checks.require_venv_module)


def test_this_python_has_what_makes_a_virtual_environment():
    checks.require_venv_module()


def test_a_folder_that_may_not_be_written_is_refused(project, monkeypatch):
    monkeypatch.setattr(checks.os, "access", lambda path, mode: False)

    assert f"may not write in {project.root}" in refusal(checks.require_writable, project)


def test_a_log_that_cannot_be_made_is_refused_in_the_same_words(project):
    project.log.parent.rmdir()
    project.log.parent.write_text("a file where a folder must be")

    assert "copy CSG Monitor to a folder of your own" in refusal(checks.require_writable, project)


def test_looking_whether_the_folder_can_be_written_keeps_the_log_of_the_last_run(project):
    project.log.write_text("what went wrong\n")

    checks.require_writable(project)

    assert project.log.read_text() == "what went wrong\n"


def test_windows_is_sent_to_where_the_set_up_works(monkeypatch):
    monkeypatch.setattr(checks.os, "name", "nt")

    assert "WSL" in refusal(checks.require_posix)


def test_this_system_is_one_that_the_set_up_works_on():
    checks.require_posix()
