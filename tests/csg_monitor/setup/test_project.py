"""The environment in which the project's own programs run."""

import os


def test_the_programs_of_the_project_come_before_those_of_the_machine(project, monkeypatch):
    monkeypatch.setenv("PATH", "/usr/bin")

    assert project.environment()["PATH"] == f"{project.venv}/bin{os.pathsep}/usr/bin"


def test_another_projects_packages_are_kept_out(project, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "/another/project")
    monkeypatch.setenv("PYTHONHOME", "/another/python")

    assert project.environment().keys() & {"PYTHONPATH", "PYTHONHOME"} == set()


def test_the_demonstration_uses_our_settings_whatever_the_shell_was_set_up_for(project, monkeypatch):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "another.settings")

    environment = project.demo_environment()

    assert environment["DJANGO_SETTINGS_MODULE"] == "csg_monitor.settings"
    assert environment["LOCAL_DEMO"] == "true"
