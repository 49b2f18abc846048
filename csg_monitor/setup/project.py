"""Where the set-up puts things, and the one way in which it gives up."""

import os
from dataclasses import dataclass
from pathlib import Path


class SetupError(Exception):
    """Set-up cannot go on; the message is one sentence that says what to do."""


@dataclass(frozen=True)
class Project:
    """A working copy of CSG Monitor."""

    root: Path

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def log(self) -> Path:
        return self.root / "var" / "log" / "setup.log"

    def tool(self, name: str) -> str:
        """The path of a program in the project's own Python environment."""
        return str(self.venv / "bin" / name)

    def environment(self, **extra: str) -> dict[str, str]:
        """The caller's variables, without those that would lead our Python to other packages or settings."""
        kept = {name: value for name, value in os.environ.items() if name not in {"PYTHONHOME", "PYTHONPATH"}}
        path = os.pathsep.join([str(self.venv / "bin"), kept.get("PATH", os.defpath)])
        return kept | {"PATH": path, "PYTHONUNBUFFERED": "1"} | extra

    def demo_environment(self) -> dict[str, str]:
        """For ``manage.py``: the local demonstration, whatever the caller's shell and ``.env`` say.

        Its accounts have a password that everybody knows, so it keeps to a database of its own, sends no
        e-mail and signs nobody in from elsewhere. Variables count more than ``.env``, empty ones too.
        """
        return self.environment(
            DJANGO_SETTINGS_MODULE="csg_monitor.settings",
            LOCAL_DEMO="true",
            DATABASE_URL=f"sqlite:///{self.root / 'var' / 'csg_monitor.sqlite3'}",
            EMAIL_URL="consolemail://",
            OIDC_SERVER_URL="",
        )
