"""The front door of the set-up: finds a Python new enough, then hands over to ``csg_monitor.setup``.

    python3 csg_monitor/bootstrap.py run        (with make: make run)

An old Python must be able to read this file, to say what is missing instead of
stumbling over the first modern line; so it keeps to the syntax of Python 3.6.
"""

import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OLDEST = (3, 11)
NEWER_PYTHONS = ("python3.13", "python3.12", "python3.11")
PROBE = "import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))"


def suits(python):
    """Whether this interpreter really runs (a version manager's shim may not), is new enough and has venv."""
    return subprocess.call([python, "-c", PROBE], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


def newer_python():
    """The path of a suitable Python under its versioned name, or None."""
    found = (shutil.which(name) for name in NEWER_PYTHONS)
    return next((path for path in found if path and suits(path)), None)


def use_newer_python(arguments):
    """Start again with a newer Python; the exit code where there is none."""
    python = newer_python()
    if python is not None:
        os.execv(python, [python, os.path.abspath(__file__)] + arguments)
    sys.stderr.write(
        "CSG Monitor needs Python 3.11 or later and this is Python {}.{}: install a newer one, "
        "or name the one to use, as in PYTHON=/path/to/python3.12 make run.\n".format(*sys.version_info)
    )
    return 1


def main(arguments):
    if sys.version_info < OLDEST:
        return use_newer_python(arguments)
    from csg_monitor.setup.commands import main as set_up

    return set_up(arguments)


if __name__ == "__main__":
    # Started as a script, Python puts this file's folder on the path; imports begin one folder up.
    sys.path[0] = ROOT
    sys.exit(main(sys.argv[1:]))
