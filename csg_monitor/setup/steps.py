"""The steps of the set-up: what each makes, and how to see that it is made already."""

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from csg_monitor.setup.checks import require_venv_module
from csg_monitor.setup.project import Project
from csg_monitor.setup.stamps import Stamp
from csg_monitor.setup.watching import run, say

PIP_INSTALL = (
    "-m",
    "pip",
    "install",
    "--require-hashes",
    "--no-input",
    "--progress-bar",
    "off",
)
# The packages bring stylesheets and scripts; none has to run a program of its own to be installed.
NPM_CI = ("ci", "--ignore-scripts", "--no-update-notifier", "--cache", "var/npm-cache")
NEW_ENOUGH = "import sys; sys.exit(sys.version_info < (3, 11))"


def _never() -> bool:
    return False


@dataclass(frozen=True)
class Step:
    title: str
    work: Callable[[], object]
    is_done: Callable[[], bool] = _never


def perform(steps: Sequence[Step], *, followed_by: int = 0) -> None:
    """Take the steps in turn, saying which and how long; the caller may take some more after them."""
    for number, step in enumerate(steps, start=1):
        heading = f"[{number}/{len(steps) + followed_by}] {step.title} ..."
        if step.is_done():
            say(f"{heading} already done")
            continue
        say(heading)
        started = time.monotonic()
        step.work()
        say(f"      done in {time.monotonic() - started:.0f} s")


def create_environment(project: Project) -> Step:
    title = "Creating the Python environment"

    def work() -> None:
        require_venv_module()
        command = [sys.executable, "-m", "venv", "--clear", str(project.venv)]
        run(command, project=project, purpose=title, env=project.environment())

    return Step(title, work, lambda: _is_usable(project))


def _is_usable(project: Project) -> bool:
    """Whether the environment is whole, new enough and was made in this very folder.

    Its programs begin with the path of their Python, so a copied or moved
    environment would quietly work for the folder that it came from.
    """
    pip, python = Path(project.tool("pip")), Path(project.tool("python"))
    if not (pip.is_file() and python.is_file() and str(project.venv) in pip.read_text()):
        return False
    return subprocess.run([python, "-I", "-c", NEW_ENOUGH], capture_output=True).returncode == 0


def install_packages(project: Project, requirements: str = "requirements.txt") -> Step:
    title = f"Installing the Python packages ({requirements})"
    locked = project.root / requirements
    stamp = Stamp(project.venv / f".{requirements}.stamp", inputs=(locked,))

    def work() -> None:
        stamp.withdraw()
        command = [project.tool("python"), *PIP_INSTALL, "-r", requirements]
        run(
            command,
            project=project,
            purpose="Installing the Python packages",
            env=project.environment(),
        )
        stamp.renew()

    return Step(title, work, stamp.is_current)


def install_front_end(project: Project) -> Step:
    title = "Installing the front-end packages"
    inputs = (project.root / "package.json", project.root / "package-lock.json")
    stamp = Stamp(project.root / "node_modules" / ".csg-monitor.stamp", inputs=inputs)

    def work() -> None:
        stamp.withdraw()
        run(
            [project.tool("npm"), *NPM_CI],
            project=project,
            purpose=title,
            env=project.environment(),
        )
        stamp.path.parent.mkdir(exist_ok=True)
        stamp.renew()

    return Step(title, work, stamp.is_current)


def migrate(project: Project) -> Step:
    title = "Preparing the database"
    return Step(title, lambda: manage(project, "migrate", purpose=title))


def load_examples(project: Project, printed: list[str]) -> Step:
    """``printed`` receives what the command says: the sign-ins, which are shown when the server starts."""
    title = "Loading the example contracts"
    return Step(title, lambda: printed.extend(manage(project, "demo", purpose=title)))


def manage(project: Project, command: str, *, purpose: str) -> list[str]:
    django = [project.tool("python"), "manage.py", command]
    return run(django, project=project, purpose=purpose, env=project.demo_environment())
