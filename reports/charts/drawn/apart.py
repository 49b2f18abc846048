"""Charts drawn in a process of their own, whose end gives back the memory that drawing takes.

What sets the pages of a PDF needs that memory next. The process loads matplotlib and neither Django nor the
database; it reads the values of charts, writes their pictures, and ends. Both ends of the pipe are ours.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from reports.charts.drawn import Kind, picture
from reports.charts.values import Chart

ROOT = Path(__file__).resolve().parents[3]
COMMAND = (sys.executable, "-m", "reports.charts.drawn.apart")
LONGEST = 120
"""Seconds after which a process that still draws is ended."""
Wanted: TypeAlias = tuple[Chart, Kind]
Pictures: TypeAlias = Callable[[], list[bytes]]
"""Waits for the pictures, in the order in which they were wanted."""


class CannotDraw(Exception):
    """Charts that were not drawn; the message says what the process said at its end."""


@contextmanager
def drawn_apart(wanted: Sequence[Wanted]) -> Iterator[Pictures]:
    """Begin to draw at once, and meanwhile do something else; the process has ended when this does.

    The function that is handed out raises ``CannotDraw``.
    """
    if not wanted:
        yield list
        return
    with ThreadPoolExecutor(max_workers=1) as beside:
        yield beside.submit(_drawn, wanted).result


def _drawn(wanted: Sequence[Wanted]) -> list[bytes]:
    """The pictures, once the process that draws them has ended."""
    asked = pickle.dumps(list(wanted))
    try:
        ended = subprocess.run(COMMAND, input=asked, capture_output=True, cwd=ROOT, timeout=LONGEST)
    except subprocess.TimeoutExpired as error:
        raise CannotDraw(f"{len(wanted)} charts were not drawn within {LONGEST} seconds") from error
    if ended.returncode:
        said = ended.stderr.decode(errors="replace").strip()
        raise CannotDraw(f"the process that draws charts ended with {ended.returncode}:\n{said}")
    pictures: list[bytes] = pickle.loads(ended.stdout)
    return pictures


def main() -> None:
    """The process that draws: charts come by its standard input, pictures go by its standard output."""
    wanted: list[Wanted] = pickle.load(sys.stdin.buffer)
    pickle.dump([picture(chart, kind) for chart, kind in wanted], sys.stdout.buffer)


if __name__ == "__main__":
    main()
