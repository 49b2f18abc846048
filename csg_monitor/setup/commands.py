"""The commands of ``python3 csg_monitor/bootstrap.py``; the Makefile's targets are the same words."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from csg_monitor.setup import checks, steps
from csg_monitor.setup.project import Project, SetupError
from csg_monitor.setup.signals import sigterm_as_interrupt
from csg_monitor.setup.watching import run, say

ROOT = Path(__file__).resolve().parent.parent.parent
DEVELOPMENT = "requirements-dev.txt"
USAGE = "Usage: python3 csg_monitor/bootstrap.py run | install | test [STAGE ...] | bench [...] | lock"


def run_product(project: Project, _: Sequence[str]) -> None:
    """Set up, load the examples and serve until Ctrl-C."""
    port = checks.port_from(os.environ)
    checks.require_free(port)
    sign_ins: list[str] = []
    work = [
        *_installation(project),
        steps.migrate(project),
        steps.load_examples(project, sign_ins),
    ]
    steps.perform(work, followed_by=1)
    checks.require_free(port)
    say(f"[{len(work) + 1}/{len(work) + 1}] Starting the web server ...\n")
    serve(project, port, sign_ins)


def serve(project: Project, port: int, sign_ins: Sequence[str]) -> None:
    say(f"Open http://{checks.HOST}:{port}/ in a browser; Ctrl-C here stops the server.\n")
    for line in sign_ins:
        say(line)
    say("")
    # Empty here, where static files come from their sources; without it WhiteNoise prints a warning.
    (project.root / "var" / "static").mkdir(parents=True, exist_ok=True)
    _become(
        project,
        ["manage.py", "runserver", "--noreload", f"{checks.HOST}:{port}"],
        project.demo_environment(),
    )


def install(project: Project, _: Sequence[str]) -> None:
    """What the product needs, without starting it."""
    steps.perform(_installation(project))


def test(project: Project, arguments: Sequence[str]) -> None:
    """Every check that a change must pass; ``tests/__main__.py`` has the stages."""
    steps.perform(_installation(project, DEVELOPMENT))
    _become(project, ["-m", "tests", *arguments], project.environment())


def bench(project: Project, arguments: Sequence[str]) -> None:
    steps.perform(_installation(project, DEVELOPMENT))
    _become(project, ["-m", "tests.bench", *arguments], project.environment())


def lock(project: Project, _: Sequence[str]) -> None:
    """Compile the ``.in`` files into exact versions with hashes, for every platform."""
    steps.perform(_installation(project, DEVELOPMENT))
    options = (
        "-q --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-emit-find-links"
    )
    for name in ("requirements", "requirements-dev"):
        command = [
            project.tool("uv"),
            "pip",
            "compile",
            *options.split(),
            f"{name}.in",
            "-o",
            f"{name}.txt",
        ]
        environment = project.environment(UV_CUSTOM_COMPILE_COMMAND="make lock")
        run(command, project=project, purpose=f"Locking {name}.in", env=environment)
        say(f"{name}.txt is locked.")


COMMANDS = {
    "run": run_product,
    "install": install,
    "test": test,
    "bench": bench,
    "lock": lock,
}


def main(arguments: Sequence[str]) -> int:
    """Every way out but success is one sentence on stderr, never a traceback."""
    if not arguments or arguments[0] not in COMMANDS:
        print(USAGE, file=sys.stderr)
        return 2
    try:
        with sigterm_as_interrupt():
            _begin(Project(ROOT), *arguments)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:  # a disk that fills up, a terminal that goes away
        print(
            f"The set-up stopped ({error}): put that right and run the same command again.", file=sys.stderr
        )
        return 1
    except KeyboardInterrupt:
        print("\nStopped; the same command carries on from here.", file=sys.stderr)
        return 130
    return 0


def _begin(project: Project, command: str, *arguments: str) -> None:
    checks.require_posix()
    checks.require_writable(project)
    COMMANDS[command](project, arguments)


def _installation(project: Project, requirements: str = "requirements.txt") -> list[steps.Step]:
    return [
        steps.create_environment(project),
        steps.install_packages(project, requirements),
        steps.install_front_end(project),
    ]


def _become(project: Project, arguments: Sequence[str], environment: dict[str, str]) -> None:
    """Turn into the program, so that Ctrl-C and other signals reach it with nothing in between."""
    python = project.tool("python")
    sys.stdout.flush()
    os.chdir(project.root)
    os.execve(python, [python, *arguments], environment)
