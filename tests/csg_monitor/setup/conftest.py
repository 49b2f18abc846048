import pytest

from csg_monitor.setup.project import Project


@pytest.fixture
def project(tmp_path):
    """A working copy in which nothing is set up yet."""
    for name in ("requirements.txt", "requirements-dev.txt", "package.json", "package-lock.json"):
        (tmp_path / name).write_text(f"what {name} says\n")
    working_copy = Project(tmp_path)
    working_copy.log.parent.mkdir(parents=True)
    return working_copy


@pytest.fixture
def environment_of_its_own(project):
    """A Python environment, as far as the set-up looks at one: it was made in this folder."""
    programs = project.venv / "bin"
    programs.mkdir(parents=True)
    (programs / "pip").write_text(f"#!{project.venv}/bin/python\n")
    (programs / "python").write_text("#!/bin/sh\nexit 0\n")
    (programs / "python").chmod(0o755)
    return programs
