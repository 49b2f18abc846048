"""A PostgreSQL server that lives as long as a ``with`` block, for tests and measurements.

    with postgres.throwaway_server() as database_url: ...

It is made from the binaries that the machine has, works for root and for
anyone else, and leaves nothing behind.
"""

import os
import pwd
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from csg_monitor.setup.signals import sigterm_as_interrupt

ADVICE = "PostgreSQL's server was not found: apt-get install postgresql (macOS: brew install postgresql)"
PLACES = ("/usr/lib/postgresql/*/bin", "/opt/homebrew/opt/postgresql*/bin", "/usr/local/opt/postgresql*/bin")
# What keeps data safe through a power cut costs half the time, and this data is thrown away.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
LOCALE = "en_GB.UTF-8" if sys.platform == "darwin" else "C.UTF-8"


class PostgresError(Exception):
    """PostgreSQL's own words about why the server could not be made."""


def binaries() -> Path | None:
    """The folder that holds ``initdb`` and ``pg_ctl``: what ``pg_config`` names, or else the newest."""
    places = [*_named_by_pg_config(), *_newest_first(PLACES)]
    return next(
        (place for place in places if (place / "initdb").is_file() and (place / "pg_ctl").is_file()), None
    )


def what_is_missing() -> str | None:
    return None if binaries() else ADVICE


@contextmanager
def throwaway_server() -> Iterator[str]:
    """Yields the server's DATABASE_URL; server and data are gone afterwards, however the block ends."""
    found = binaries()
    if found is None:
        raise PostgresError(ADVICE)
    with sigterm_as_interrupt(), tempfile.TemporaryDirectory(prefix="csg-postgres-") as folder:
        server = Server(
            binaries=found, folder=Path(folder), port=_free_port(), password=secrets.token_urlsafe()
        )
        server.create()
        try:
            server.start()
            yield server.url
        finally:
            server.stop()


@dataclass(frozen=True, kw_only=True)
class Server:
    """Listens on the loopback address only, and with a password: other people may use this machine."""

    binaries: Path
    folder: Path
    port: int
    password: str

    @property
    def url(self) -> str:
        return f"postgres://postgres:{self.password}@127.0.0.1:{self.port}/postgres"

    def create(self) -> None:
        password_file = self.folder / "password"
        password_file.write_text(self.password)
        for path in (self.folder, password_file):
            _hand_over(path)
        secure = ["--username=postgres", "--auth=scram-sha-256", f"--pwfile={password_file}"]
        self._run(
            "initdb", *secure, f"--locale={LOCALE}", "--encoding=UTF8", "--no-sync", "--no-instructions"
        )

    def start(self) -> None:
        options = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", **FAST}
        settings = " ".join(f"-c {name}='{value}'" for name, value in options.items())
        self._run("pg_ctl", "start", "-w", "-l", str(self.folder / "log"), "-o", f"-p {self.port} {settings}")

    def stop(self) -> None:
        if (self.folder / "data" / "postmaster.pid").exists():
            self._run("pg_ctl", "stop", "-w", "-m", "immediate")

    def _run(self, program: str, *arguments: str) -> None:
        owner = server_owner()
        done = subprocess.run(
            [self.binaries / program, "-D", self.folder / "data", *arguments],
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            user=owner.pw_uid if owner else None,
            group=owner.pw_gid if owner else None,
            extra_groups=[] if owner else None,
        )
        if done.returncode:
            log = self.folder / "log"
            raise PostgresError(done.stdout + (log.read_text() if log.exists() else ""))


def _named_by_pg_config() -> list[Path]:
    if not shutil.which("pg_config"):
        return []
    named = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True)
    return [Path(named.stdout.strip())]


def _newest_first(patterns: tuple[str, ...]) -> list[Path]:
    """Folders by the version number in their path, 15 after 9.6."""
    found = [path for pattern in patterns for path in Path("/").glob(pattern.lstrip("/"))]
    return sorted(
        found, key=lambda path: [int(digits) for digits in re.findall(r"\d+", str(path))], reverse=True
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def server_owner() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root: then it runs as its own user or, without one, as nobody."""
    if os.geteuid() != 0:
        return None
    users = {user.pw_name: user for user in pwd.getpwall()}
    return users.get("postgres") or users["nobody"]


def _hand_over(path: Path) -> None:
    if owner := server_owner():
        os.chown(path, owner.pw_uid, owner.pw_gid)
