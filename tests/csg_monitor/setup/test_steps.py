"""Each step: what it runs, when it is skipped and when it is done again."""

import sys

import pytest

from csg_monitor.setup import steps
from csg_monitor.setup.project import SetupError
from csg_monitor.setup.steps import Step, perform


@pytest.fixture
def commands(monkeypatch):
    """What would have been run; nothing is."""
    ran = []

    def run(command, *, project, purpose, env):
        ran.append([str(word) for word in command])
        return [f"what {command[-1]} printed"]

    monkeypatch.setattr(steps, "run", run)
    return ran


@pytest.fixture
def failing(monkeypatch):
    """Every command fails."""

    def run(command, *, project, purpose, env):
        raise SetupError(f"{purpose} failed.")

    monkeypatch.setattr(steps, "run", run)


def test_steps_are_numbered_with_those_that_the_caller_takes(capsys):
    perform([Step("Laying pipes", lambda: None), Step("Filling them", lambda: None)], followed_by=1)

    assert capsys.readouterr().out.splitlines() == [
        "[1/3] Laying pipes ...",
        "      done in 0 s",
        "[2/3] Filling them ...",
        "      done in 0 s",
    ]


def test_a_step_already_done_is_named_and_skipped(capsys):
    worked = []

    perform([Step("Laying pipes", lambda: worked.append("pipes"), lambda: True)])

    assert worked == []
    assert capsys.readouterr().out == "[1/1] Laying pipes ... already done\n"


def test_no_step_follows_one_that_fails():
    worked = []

    def fail():
        raise SetupError("Laying pipes failed.")

    with pytest.raises(SetupError):
        perform([Step("Laying pipes", fail), Step("Filling them", lambda: worked.append("water"))])

    assert worked == []


def test_a_missing_environment_is_created(project, commands):
    step = steps.create_environment(project)

    assert not step.is_done()
    step.work()
    assert commands == [[sys.executable, "-m", "venv", "--clear", str(project.venv)]]


@pytest.mark.usefixtures("environment_of_its_own")
def test_a_usable_environment_is_kept(project):
    assert steps.create_environment(project).is_done()


def test_an_environment_copied_from_another_folder_is_made_anew(project, environment_of_its_own):
    (environment_of_its_own / "pip").write_text("#!/home/somebody/csg/.venv/bin/python\n")

    assert not steps.create_environment(project).is_done()


def test_an_environment_whose_python_is_gone_or_too_old_is_made_anew(project, environment_of_its_own):
    (environment_of_its_own / "python").write_text("#!/bin/sh\nexit 1\n")

    assert not steps.create_environment(project).is_done()


def test_an_environment_whose_python_was_removed_is_made_anew(project, environment_of_its_own):
    (environment_of_its_own / "python").unlink()

    assert not steps.create_environment(project).is_done()


def test_the_creation_is_refused_where_python_cannot_do_it(project, commands, monkeypatch):
    def refuse():
        raise SetupError("This Python cannot create virtual environments.")

    monkeypatch.setattr(steps, "require_venv_module", refuse)

    with pytest.raises(SetupError):
        steps.create_environment(project).work()

    assert commands == []


@pytest.mark.usefixtures("environment_of_its_own")
def test_packages_are_installed_with_their_hashes_once_for_each_lock(project, commands):
    step = steps.install_packages(project)
    step.work()

    assert step.is_done()
    assert commands[0][:5] == [project.tool("python"), "-m", "pip", "install", "--require-hashes"]
    assert commands[0][-2:] == ["-r", "requirements.txt"]

    (project.root / "requirements.txt").write_text("another version\n")
    assert not step.is_done()


@pytest.mark.usefixtures("environment_of_its_own", "commands")
def test_the_packages_of_development_are_another_step(project):
    steps.install_packages(project).work()

    assert not steps.install_packages(project, "requirements-dev.txt").is_done()


@pytest.mark.usefixtures("environment_of_its_own", "failing")
def test_an_installation_that_fails_is_done_again(project):
    step = steps.install_packages(project)

    with pytest.raises(SetupError):
        step.work()

    assert not step.is_done()


@pytest.mark.usefixtures("commands", "environment_of_its_own")
def test_a_later_installation_that_fails_takes_back_what_was_said_of_the_first(project, monkeypatch):
    step = steps.install_packages(project)
    step.work()

    def interrupt(command, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr(steps, "run", interrupt)
    with pytest.raises(KeyboardInterrupt):
        step.work()

    assert not step.is_done()


@pytest.mark.parametrize("changed", ["package.json", "package-lock.json"])
def test_the_front_end_is_installed_once_for_each_version_of_its_files(project, commands, changed):
    step = steps.install_front_end(project)
    step.work()

    assert step.is_done()
    assert commands[0][:2] == [project.tool("npm"), "ci"]

    (project.root / changed).write_text("another version\n")
    assert not step.is_done()


def test_the_database_and_the_examples_are_looked_after_at_every_start(project, commands):
    sign_ins = []
    for step in (steps.migrate(project), steps.load_examples(project, sign_ins)):
        assert not step.is_done()
        step.work()

    assert [command[1:] for command in commands] == [["manage.py", "migrate"], ["manage.py", "demo"]]
    assert sign_ins == ["what demo printed"]
