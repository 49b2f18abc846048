"""The commands as a person types them."""

import errno
import signal
import socket

import pytest

from csg_monitor.setup import checks, commands, steps
from csg_monitor.setup.project import SetupError
from tests.support.sentences import is_one_sentence


@pytest.fixture(autouse=True)
def in_a_fresh_working_copy(project, monkeypatch):
    monkeypatch.setattr(commands, "ROOT", project.root)
    monkeypatch.setattr(commands.os, "chdir", lambda path: None)


@pytest.fixture
def ran(monkeypatch):
    """What would have been run; nothing is."""
    calls = []

    def run(command, *, project, purpose, env):
        calls.append([*command])
        return ["officer@example.gov.uk", ""] if command[-1] == "demo" else []

    monkeypatch.setattr(steps, "run", run)
    monkeypatch.setattr(commands, "run", run)
    monkeypatch.setattr(
        steps, "create_environment", lambda project: steps.Step("Making .venv", project.venv.mkdir)
    )
    return calls


@pytest.fixture
def became(monkeypatch):
    """The programs that the set-up would have turned into."""
    programs = []
    monkeypatch.setattr(commands.os, "execve", lambda path, words, env: programs.append((words[1:], env)))
    return programs


@pytest.fixture
def port(monkeypatch):
    with socket.create_server((checks.HOST, 0)) as server:
        free = server.getsockname()[1]
    monkeypatch.setenv("PORT", str(free))
    return free


def test_run_sets_up_shows_the_way_in_and_serves(ran, became, port, capsys):
    assert commands.main(["run"]) == 0

    shown = capsys.readouterr().out
    assert [f"[{number}/6]" in shown for number in range(1, 7)] == [True] * 6
    assert shown.index(f"http://127.0.0.1:{port}/") < shown.index("officer@example.gov.uk")
    [(program, environment)] = became
    assert program == ["manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"]
    assert environment["LOCAL_DEMO"] == "true"


def test_run_does_nothing_while_its_port_is_taken(ran, became, monkeypatch, capsys):
    with socket.create_server((checks.HOST, 0)) as server:
        monkeypatch.setenv("PORT", str(server.getsockname()[1]))
        assert commands.main(["run"]) == 1

    assert (ran, became) == ([], [])
    assert is_one_sentence(capsys.readouterr().err)


def test_a_port_taken_during_the_set_up_is_noticed_before_serving(ran, became, port, monkeypatch, capsys):
    with socket.socket() as other_program:
        other_program.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)

        def take_the_port(*_):
            other_program.bind((checks.HOST, port))
            other_program.listen()
            return steps.Step("Loading the example contracts", lambda: None)

        monkeypatch.setattr(steps, "load_examples", take_the_port)
        monkeypatch.setattr(steps, "perform", lambda *_, **__: None)
        monkeypatch.setattr(checks, "require_free", once_free_then(checks.require_free))
        assert commands.main(["run"]) == 1

    assert became == []
    assert "is in use" in capsys.readouterr().err


def once_free_then(check):
    """The first look finds the port free; the next ones look for themselves."""
    looks = []

    def look(port):
        looks.append(port)
        if len(looks) > 1:
            check(port)

    return look


def test_install_sets_up_and_starts_nothing(ran, became):
    assert commands.main(["install"]) == 0

    assert became == []
    assert [command[-1] for command in ran] == ["requirements.txt", "var/npm-cache"]


@pytest.mark.parametrize(("command", "module"), [("test", "tests"), ("bench", "tests.bench")])
def test_test_and_bench_install_the_tools_of_development_and_hand_over(ran, became, command, module):
    assert commands.main([command, "lint", "--", "-k", "month"]) == 0

    assert ran[0][-1] == "requirements-dev.txt"
    assert [words for words, _ in became] == [["-m", module, "lint", "--", "-k", "month"]]


def test_lock_compiles_both_lists_for_every_platform_and_names_no_index(ran):
    assert commands.main(["lock"]) == 0

    compiled = ran[-2:]
    assert [command[-3:] for command in compiled] == [
        ["requirements.in", "-o", "requirements.txt"],
        ["requirements-dev.in", "-o", "requirements-dev.txt"],
    ]
    for command in compiled:
        assert {"--universal", "--generate-hashes", "--no-emit-index-url", "--no-emit-find-links"} <= {
            *command
        }


@pytest.mark.parametrize("arguments", [[], ["dance"]])
def test_anything_else_is_answered_with_the_commands_there_are(arguments, capsys):
    assert commands.main(arguments) == 2

    usage = capsys.readouterr().err
    assert all(command in usage for command in commands.COMMANDS)


def test_a_failure_is_one_sentence_and_no_traceback(monkeypatch, capsys):
    def fail(project, arguments):
        raise SetupError("Laying pipes failed: see the lines above.")

    monkeypatch.setitem(commands.COMMANDS, "install", fail)

    assert commands.main(["install"]) == 1
    assert capsys.readouterr().err == "Laying pipes failed: see the lines above.\n"


def test_trouble_with_the_machine_is_one_sentence_too(monkeypatch, capsys):
    def fill_the_disk(project, arguments):
        raise OSError(errno.ENOSPC, "No space left on device", "var/log/setup.log")

    monkeypatch.setitem(commands.COMMANDS, "install", fill_the_disk)

    assert commands.main(["install"]) == 1
    told = capsys.readouterr().err
    assert is_one_sentence(told)
    assert "No space left on device" in told


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_and_a_request_to_end_leave_cleanly(monkeypatch, capsys, number):
    monkeypatch.setitem(commands.COMMANDS, "install", lambda *_: signal.raise_signal(number))
    before = signal.getsignal(signal.SIGTERM)

    assert commands.main(["install"]) == 130

    assert is_one_sentence(capsys.readouterr().err.replace(";", ","))
    assert signal.getsignal(signal.SIGTERM) == before


def test_a_folder_that_may_not_be_written_stops_every_command(monkeypatch, capsys):
    monkeypatch.setattr(checks.os, "access", lambda path, mode: False)

    assert commands.main(["install"]) == 1
    assert "may not write" in capsys.readouterr().err
