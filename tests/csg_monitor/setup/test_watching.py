"""Running a command of a step: what is shown, kept and ended."""

import os
import sys

import pytest

from csg_monitor.setup import watching
from csg_monitor.setup.project import SetupError
from tests.support.sentences import is_one_sentence

FOR_EVER = [sys.executable, "-c", "import signal; print('here', flush=True); signal.pause()"]


def run(project, program):
    return watching.run(
        [sys.executable, "-c", program], project=project, purpose="Trying it", env=project.environment()
    )


def test_the_output_of_a_command_is_returned_and_logged(project, capsys):
    lines = run(project, "import sys; print('one'); print('two', file=sys.stderr)")

    assert sorted(lines) == ["one", "two"]
    assert "\none\n" in project.log.read_text()
    assert capsys.readouterr().out == ""


def test_a_second_command_is_logged_after_the_first(project):
    run(project, "print('one')")
    run(project, "print('two')")

    assert project.log.read_text().index("\none\n") < project.log.read_text().index("\ntwo\n")


def test_a_failure_shows_its_last_lines_and_says_where_the_rest_is(project, capsys):
    with pytest.raises(SetupError) as failure:
        run(project, "print(*range(40), sep='\\n'); print('No space left on device'); raise SystemExit(3)")

    shown = capsys.readouterr().out.splitlines()
    assert len(shown) == watching.LINES_SHOWN_OF_A_FAILURE
    assert shown[-1] == "      | No space left on device"
    assert is_one_sentence(str(failure.value))
    assert str(failure.value) == (
        "Trying it failed: free some disk space, then run the same command again "
        "(everything it said is in var/log/setup.log)."
    )


def test_bytes_that_are_no_text_do_not_stop_a_step(project):
    assert run(project, "import sys; sys.stdout.buffer.write(b'caf\\xe9\\n')") == ["caf\ufffd"]


def test_a_command_that_asks_something_gets_no_answer_instead_of_waiting(project):
    assert run(project, "import sys; print(repr(sys.stdin.read()))") == ["''"]


def test_what_goes_on_is_shown_every_few_seconds(monkeypatch, capsys):
    seconds = iter([0, 1, 3.5, 5, 7])
    monkeypatch.setattr(watching.time, "monotonic", lambda: next(seconds))

    lines = list(watching.with_signs_of_life(["Collecting django\n", "Collecting pandas\n", None, None]))

    assert lines == ["Collecting django\n", "Collecting pandas\n"]
    assert capsys.readouterr().out.splitlines() == [
        "       4 s  Collecting pandas",
        "       7 s  Collecting pandas",
    ]


def test_a_long_line_is_cut_to_the_width_of_a_terminal(monkeypatch, capsys):
    seconds = iter([0, 4])
    monkeypatch.setattr(watching.time, "monotonic", lambda: next(seconds))

    list(watching.with_signs_of_life(["Installing collected packages: " + "django, " * 50]))

    assert len(capsys.readouterr().out.rstrip("\n")) == watching.WIDTH


def test_a_silence_is_noticed_while_the_command_goes_on(monkeypatch):
    monkeypatch.setattr(watching, "SECONDS_WITHOUT_A_LINE", 0.001)
    reading, writing = os.pipe()
    with os.fdopen(writing, "w") as end_of_the_command:
        arrivals = watching.lines_and_silences(os.fdopen(reading))
        assert next(arrivals) is None
        end_of_the_command.write("at last\n")

    assert [line for line in arrivals if line] == ["at last\n"]


def test_a_command_that_is_interrupted_does_not_live_on(project, monkeypatch):
    started = []

    def start(*arguments, **options):
        started.append(original(*arguments, **options))
        return started[0]

    def interrupt(text):
        raise KeyboardInterrupt

    original = watching.start
    monkeypatch.setattr(watching, "start", start)
    monkeypatch.setattr(watching, "SECONDS_BETWEEN_SIGNS_OF_LIFE", 0)
    monkeypatch.setattr(watching, "say", interrupt)

    with pytest.raises(KeyboardInterrupt):
        watching.run(FOR_EVER, project=project, purpose="Waiting", env=project.environment())

    assert started[0].poll() is not None
