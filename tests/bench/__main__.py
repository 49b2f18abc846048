"""``python -m tests.bench [--contracts 100] [--engines sqlite postgresql]``

Builds its own databases, measures pages, saving, judging, loading and memory, and prints them beside
their aims.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.documents import FORMATS
from tests.bench.report import Measured, print_report
from tests.support.postgres import throwaway_server

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "kpis" / "examples" / "lincolnshire"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "--contracts", type=int, default=1, help="how many contracts the database holds (default 1)"
    )
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    options = parser.parse_args()
    for engine in options.engines:
        with ENGINES[engine]() as url:
            print_report(engine, options.contracts, measure(url, options.contracts))


@contextmanager
def sqlite() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{folder}/bench.sqlite3"


ENGINES = {"sqlite": sqlite, "postgresql": throwaway_server}


def measure(url: str, contracts: int) -> Measured:
    """All figures of one engine, each step in a process of its own."""
    environment = {**os.environ, "DATABASE_URL": url, "LOCAL_DEMO": "true"}
    run(environment, "manage.py", "migrate", "--verbosity=0")
    begun = time.perf_counter()
    peak = run(environment, "manage.py", "load_contract", str(EXAMPLE)).peak_megabytes
    seconds = time.perf_counter() - begun
    step(environment, "build", f"--contracts={contracts}")
    # What is measured after them fills the registers of the example, which would then be in its report.
    documents = [document(environment, form) for form in FORMATS]
    return Measured(
        load_seconds=seconds,
        load_megabytes=peak,
        memory=step(environment, "memory"),
        saving=step(environment, "saving"),
        **step(environment, "pages"),
        judging=step(environment, "judging"),
        trend=step(environment, "trend"),
        documents=documents,
    )


def document(environment: dict[str, str], form: str) -> dict:
    """What the report of January 2022 costs in one format, in a process that makes nothing else."""
    ran = run(environment, "-m", "tests.bench.documents", form)
    return json.loads(ran.output) | {"megabytes": ran.peak_megabytes}


class Ran:
    """What a finished process printed, and the most memory it held."""

    def __init__(self, output: str, peak_megabytes: float) -> None:
        self.output = output
        self.peak_megabytes = peak_megabytes


def run(environment: dict[str, str], *words: str) -> Ran:
    """Run Python in the project; a failure ends the benchmark with what was said."""
    print(f"  … {' '.join(words)}", file=sys.stderr)
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen([sys.executable, *words], cwd=ROOT, env=environment, stdout=output)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"{' '.join(words)} ended with {process.returncode}")
        output.seek(0)
        return Ran(output.read(), _megabytes(usage))


def _megabytes(usage: resource.struct_rusage) -> float:
    # Linux counts kilobytes, macOS bytes.
    return usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def step(environment: dict[str, str], *words: str) -> dict:
    return json.loads(run(environment, "-m", "tests.bench.engine", *words).output)


if __name__ == "__main__":
    main()
