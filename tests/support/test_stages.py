"""How ``python -m tests`` chooses, runs and judges its stages."""

import sys
from contextlib import contextmanager

import pytest

from tests import __main__ as runner
from tests.support import stages
from tests.support.stages import STAGES, Stage


def python(name, program, **options):
    return Stage(name=name, purpose="to try the runner", command=(sys.executable, "-c", program), **options)


@pytest.fixture
def only(monkeypatch):
    """Replaces the stages of ``make test`` by the given ones."""

    def replace(*replacements):
        monkeypatch.setattr(runner, "STAGES", {stage.name: stage for stage in replacements})

    monkeypatch.delenv("CI", raising=False)
    return replace


def test_a_failing_stage_does_not_stop_the_next_one_but_fails_the_run(only, capfd):
    only(python("first", "raise SystemExit(1)"), python("second", "print('I ran')"))

    assert runner.main([]) == 1

    shown = capfd.readouterr().out
    assert "I ran" in shown
    assert "first         FAILED" in shown
    assert "second        passed" in shown


def test_only_the_stages_that_are_named_are_run(only, capfd):
    only(python("first", "raise SystemExit(1)"), python("second", ""))

    assert runner.main(["second"]) == 0
    assert "first" not in capfd.readouterr().out


def test_a_stage_that_does_not_exist_is_answered_with_those_that_do(only, capsys):
    only(python("first", ""), python("second", ""))

    assert runner.main(["third"]) == 2
    assert "No such stage: third. The stages are: first second." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("ci", "code"), [pytest.param("", 0, id="on-a-laptop"), pytest.param("true", 1, id="on-ci")]
)
def test_a_missing_tool_is_named_and_fails_the_run_on_ci_only(only, monkeypatch, capfd, ci, code):
    only(python("browser", "", what_is_missing=lambda: "Chromium was not found: apt-get install chromium"))
    monkeypatch.setenv("CI", ci)

    assert runner.main([]) == code
    assert "browser       NOT RUN      0.0 s  Chromium was not found" in capfd.readouterr().out


def test_an_interruption_ends_the_run_without_a_traceback(only, capfd):
    def interrupt():
        raise KeyboardInterrupt

    only(python("first", "", what_is_missing=interrupt))

    assert runner.main([]) == 130
    assert capfd.readouterr().err == "\nStopped.\n"


def test_a_stage_runs_against_the_server_that_it_needs_while_it_needs_it():
    life = []

    @contextmanager
    def server():
        life.append("started")
        yield "postgres://127.0.0.1/throwaway"
        life.append("stopped")

    stage = python(
        "postgres",
        "import os; assert os.environ['DATABASE_URL'] == 'postgres://127.0.0.1/throwaway'",
        database=server,
    )

    assert not stage.run().is_failure
    assert life == ["started", "stopped"]


def test_what_the_developers_shell_says_of_the_product_does_not_reach_a_stage(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://production.example.gov.uk/csg")

    assert not python("sqlite", "import os; assert 'DATABASE_URL' not in os.environ").run().is_failure


def test_what_stands_after_two_dashes_is_for_pytest():
    assert runner.divided(["sqlite", "--", "-k", "month"]) == (["sqlite"], ["-k", "month"])


def test_pytest_is_given_its_arguments_and_then_does_not_judge_coverage():
    assert "--cov" in STAGES["sqlite"].command
    command = STAGES["sqlite"].command_with(["-k", "month"])

    assert command[-2:] == ["-k", "month"]
    assert not any(word.startswith("--cov") for word in command)


def test_the_other_stages_are_not_given_what_is_for_pytest():
    assert STAGES["lint"].command_with(["-k", "month"]) == STAGES["lint"].command


def test_an_interrupted_stage_does_not_live_on(monkeypatch):
    started = []

    def interrupt(stream):
        raise KeyboardInterrupt

    monkeypatch.setattr(stages.streaming, "shown", interrupt)
    original = stages.streaming.subprocess.Popen
    monkeypatch.setattr(
        stages.streaming.subprocess,
        "Popen",
        lambda *arguments, **options: started.append(original(*arguments, **options)) or started[0],
    )

    with pytest.raises(KeyboardInterrupt):
        python("for-ever", "import signal; signal.pause()").run()

    assert started[0].poll() is not None
