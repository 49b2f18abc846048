"""What can be known to be wrong before the long steps begin."""

import errno
import importlib.util
import os
import socket
from collections.abc import Mapping

from csg_monitor.setup.project import Project, SetupError

HOST = "127.0.0.1"
DEFAULT_PORT = "8000"


def require_posix() -> None:
    if os.name != "posix":
        raise SetupError("CSG Monitor's set-up runs on Linux and macOS: on Windows, run it inside WSL.")


def require_writable(project: Project) -> None:
    """Opens the log, which needs the same rights as every later step."""
    try:
        project.log.parent.mkdir(parents=True, exist_ok=True)
        project.log.open("a").close()
        writable = os.access(project.root, os.W_OK)
    except OSError:
        writable = False
    if not writable:
        raise SetupError(
            f"This account may not write in {project.root}: copy CSG Monitor "
            "to a folder of your own and run it there."
        )


def require_venv_module() -> None:
    """Debian's python3 comes without what makes a virtual environment, and says so only halfway through."""
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        raise SetupError(
            "This Python cannot create virtual environments: install its venv module "
            "(on Debian and Ubuntu: apt-get install python3-venv), then run the same command again."
        )


def port_from(environ: Mapping[str, str]) -> int:
    stated = environ.get("PORT") or DEFAULT_PORT
    if not (stated.isascii() and stated.isdigit() and 0 < int(stated) < 65536):
        raise SetupError(f"PORT is {stated!r}, which is no port: choose a number, as in PORT=8001 make run.")
    return int(stated)


def require_free(port: int) -> None:
    """Binds the port as the server will, so that both come to the same conclusion."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise SetupError(port_advice(port, error)) from error


def port_advice(port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is in use, perhaps by CSG Monitor itself: stop that program, "
            f"or choose another port, as in PORT={port % 65535 + 1} make run."
        )
    return f"Port {port} cannot be opened ({error.strerror}): choose another, as in PORT=8001 make run."
