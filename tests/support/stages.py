"""The stages of ``make test``, and how one is run."""

import os
import sys
import time
import tomllib
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import gettempdir

from tests.support import chromium, postgres, streaming
from tests.support.outcomes import Outcome

PYTHON = sys.executable
TOOLS = Path(PYTHON).parent
# A developer's shell may be set up to run the product; no stage may depend on it.
OF_THE_PRODUCT = {
    "DATABASE_URL",
    "DEBUG",
    "DJANGO_SETTINGS_MODULE",
    "LOCAL_DEMO",
    "PYTEST_ADDOPTS",
    "SECRET_KEY",
}
# Said in full, because what is left out is read from the developer's .env.
ON_SQLITE = {"DATABASE_URL": "sqlite://:memory:"}
LOCAL_DEMO = {"LOCAL_DEMO": "true", **ON_SQLITE}
PRODUCTION = {
    "DEBUG": "false",
    "LOCAL_DEMO": "false",
    "SECRET_KEY": "only-for-the-check-" + "a1B2c3D4e5" * 5,
    "ALLOWED_HOSTS": "monitor.example.gov.uk",
    "DATABASE_URL": "postgres://csg:password@database.example.gov.uk/csg",
    "EVIDENCE_DIR": gettempdir(),
    "PUBLICATIONS_DIR": gettempdir(),
}
MANAGE = (PYTHON, "manage.py")
PYTEST = (PYTHON, "-m", "pytest", f"--color={'yes' if sys.stdout.isatty() else 'no'}")
SUITE = (*PYTEST, "-n", "auto", "--dist", "loadfile", "-m", "not browser")
CALCULATIONS = "contracts/calculations/*,kpis/calculations/*"


def _nothing() -> None:
    return None


def _no_service() -> AbstractContextManager[str | None]:
    return nullcontext()


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One command; ``database`` starts the server that it needs and gives its address."""

    name: str
    purpose: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    what_is_missing: Callable[[], str | None] = _nothing
    database: Callable[[], AbstractContextManager[str | None]] = _no_service

    def run(self, pytest_arguments: Sequence[str] = ()) -> Outcome:
        started = time.monotonic()
        with self.database() as address:
            extra = {"DATABASE_URL": address} if address else {}
            environment = {**clean_environment(), **self.environment, **extra}
            code, output = streaming.streamed(self.command_with(pytest_arguments), environment=environment)
        return Outcome.of_run(self.name, exit_code=code, seconds=time.monotonic() - started, output=output)

    def command_with(self, pytest_arguments: Sequence[str]) -> Sequence[str]:
        """Part of the suite says nothing about coverage, so then it is not measured."""
        if not pytest_arguments or "pytest" not in self.command:
            return self.command
        return [*(word for word in self.command if not word.startswith("--cov")), *pytest_arguments]


def clean_environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in OF_THE_PRODUCT}
    return kept | {"PYTHONUNBUFFERED": "1"}


def coverage_of_calculations() -> str:
    settings = tomllib.loads((streaming.ROOT / "pyproject.toml").read_text())
    return str(settings["tool"]["csg-monitor"]["coverage_of_calculations"])


STAGES = {
    stage.name: stage
    for stage in (
        Stage(
            name="format",
            purpose="ruff format",
            command=(str(TOOLS / "ruff"), "format", "--check", "--no-cache", "."),
        ),
        Stage(name="lint", purpose="ruff check", command=(str(TOOLS / "ruff"), "check", "--no-cache", ".")),
        Stage(name="types", purpose="mypy", command=(PYTHON, "-m", "mypy"), environment=LOCAL_DEMO),
        Stage(
            name="migrations",
            purpose="no model has changed without a migration",
            command=(*MANAGE, "makemigrations", "--check", "--dry-run"),
            environment=LOCAL_DEMO,
        ),
        Stage(
            name="deploy",
            purpose="the settings are fit for production",
            command=(*MANAGE, "check", "--deploy", "--fail-level", "WARNING"),
            environment=PRODUCTION,
        ),
        Stage(
            name="sqlite",
            purpose="the tests on SQLite, with coverage",
            command=(*SUITE, "--cov", "--cov-report=term-missing:skip-covered"),
            environment=ON_SQLITE,
        ),
        Stage(
            name="calculations",
            purpose="coverage of the calculations",
            command=(
                *(PYTHON, "-m", "coverage", "report", "--include", CALCULATIONS),
                *("--fail-under", coverage_of_calculations()),
            ),
        ),
        Stage(
            name="postgres",
            purpose="the same tests on PostgreSQL",
            command=SUITE,
            what_is_missing=postgres.what_is_missing,
            database=postgres.throwaway_server,
        ),
        Stage(
            name="browser",
            purpose="the pages in Chromium",
            command=(*PYTEST, "-n", "2", "--dist", "loadfile", "-m", "browser"),
            # Playwright keeps an event loop, for which Django takes every query for one that blocks it.
            environment={**ON_SQLITE, "DJANGO_ALLOW_ASYNC_UNSAFE": "true"},
            what_is_missing=chromium.what_is_missing,
        ),
    )
}
