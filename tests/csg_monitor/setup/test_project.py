"""The environment in which the project's own programs run."""

import os

import environ
import pytest


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


@pytest.mark.parametrize("given_in", ["the shell", "the file .env"])
def test_the_demonstration_keeps_away_from_what_production_is_set_to(project, monkeypatch, given_in):
    production = {
        "DATABASE_URL": "postgres://csg:password@database.example.gov.uk/csg",
        "EMAIL_URL": "smtp+tls://user:password@mail.example.gov.uk:587",
        "OIDC_SERVER_URL": "https://login.example.gov.uk/v2.0",
    }
    if given_in == "the shell":
        monkeypatch.setattr(os, "environ", production)
    env_file = project.root / ".env"
    env_file.write_text("".join(f"{name}={value}\n" for name, value in production.items()))
    monkeypatch.setattr(environ.Env, "ENVIRON", project.demo_environment())
    environ.Env.read_env(env_file)

    env = environ.Env()

    database = env.db_url("DATABASE_URL")
    assert database["ENGINE"] == "django.db.backends.sqlite3"
    assert database["NAME"] == str(project.root / "var" / "csg_monitor.sqlite3")
    assert env.email_url("EMAIL_URL")["EMAIL_BACKEND"].endswith("console.EmailBackend")
    assert env.str("OIDC_SERVER_URL") == ""
