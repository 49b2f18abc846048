"""The front door: which Python is used, and what the owner of an old one is told."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from csg_monitor import bootstrap
from tests.support.sentences import is_one_sentence

OLD = (3, 9, 18, "final", 0)


class Replaced(Exception):
    """Where the real thing would turn into another program."""


@pytest.fixture
def replaced_by(monkeypatch):
    """The commands that the process would have turned into."""
    commands = []

    def become(path, command):
        commands.append(command)
        raise Replaced

    monkeypatch.setattr(bootstrap.os, "execv", become)
    return commands


@pytest.mark.parametrize("path", ["__init__.py", "bootstrap.py", "setup/__init__.py", "setup/__main__.py"])
def test_an_old_python_can_read_the_front_door(path):
    text = (Path(bootstrap.__file__).parent / path).read_text()
    assert ast.parse(text, feature_version=(3, 6))


def test_the_set_up_also_answers_to_its_own_name():
    command = [sys.executable, "-m", "csg_monitor.setup", "dance"]
    answer = subprocess.run(command, capture_output=True, text=True, cwd=bootstrap.ROOT)
    assert (answer.returncode, answer.stderr.split(":")[0]) == (2, "Usage")


def test_an_old_python_alone_is_refused_with_one_sentence(monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", OLD)
    monkeypatch.setattr(bootstrap, "newer_python", lambda: None)

    assert bootstrap.main(["run"]) == 1

    told = capsys.readouterr().err
    assert is_one_sentence(told)
    assert "needs Python 3.11 or later and this is Python 3.9: install a newer one" in told


def test_an_old_python_hands_over_to_a_newer_one_on_the_path(monkeypatch, replaced_by):
    monkeypatch.setattr(sys, "version_info", OLD)
    monkeypatch.setattr(bootstrap, "newer_python", lambda: "/opt/python3.12")

    with pytest.raises(Replaced):
        bootstrap.main(["test", "lint"])

    assert replaced_by == [["/opt/python3.12", str(Path(bootstrap.__file__)), "test", "lint"]]


def test_a_newer_python_is_taken_only_if_it_really_runs(monkeypatch):
    on_the_path = {"python3.13": "/shims/python3.13", "python3.11": "/usr/bin/python3.11"}
    monkeypatch.setattr(bootstrap.shutil, "which", on_the_path.get)
    monkeypatch.setattr(bootstrap, "suits", lambda python: python == "/usr/bin/python3.11")

    assert bootstrap.newer_python() == "/usr/bin/python3.11"


def test_where_no_newer_python_is_installed_none_is_found(monkeypatch):
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: None)

    assert bootstrap.newer_python() is None


def test_this_very_python_suits():
    assert bootstrap.suits(sys.executable)


def test_a_shim_without_a_python_behind_it_does_not_suit(tmp_path):
    shim = tmp_path / "python3.13"
    shim.write_text("#!/bin/sh\nexit 127\n")
    shim.chmod(0o755)

    assert not bootstrap.suits(str(shim))


def test_a_new_enough_python_goes_straight_to_the_commands(capsys):
    assert bootstrap.main(["dance"]) == 2
    assert "run | install | test" in capsys.readouterr().err
