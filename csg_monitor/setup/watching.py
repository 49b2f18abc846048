"""Running one command of a step: never silent for long, everything in the log."""

import os
import signal
import subprocess
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO

from csg_monitor.setup.advice import advice_for
from csg_monitor.setup.project import Project, SetupError

SECONDS_BETWEEN_SIGNS_OF_LIFE = 3.0
SECONDS_WITHOUT_A_LINE = 1.0
LINES_SHOWN_OF_A_FAILURE = 12
WIDTH, WIDTH_OF_A_FAILURE = 96, 200


def say(text: str) -> None:
    print(text, flush=True)


def run(command: Sequence[str], *, project: Project, purpose: str, env: Mapping[str, str]) -> list[str]:
    """The lines that a command printed; ``SetupError`` when it fails, after showing the last of them."""
    process = start(command, project=project, env=env)
    try:
        lines = _logged(with_signs_of_life(_output(process)), command, project)
    finally:
        end(process)
    if process.returncode:
        raise _failure(purpose, lines, project)
    return lines


def start(command: Sequence[str], *, project: Project, env: Mapping[str, str]) -> subprocess.Popen[str]:
    """In a session of its own, so that the programs it starts can be ended with it."""
    return subprocess.Popen(
        command,
        cwd=project.root,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    )


def end(process: subprocess.Popen[str]) -> None:
    """Nothing of a step goes on after it, also when Ctrl-C came in the middle of it."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
    process.wait()


def lines_and_silences(stream: IO[str]) -> Iterator[str | None]:
    """The lines of a stream as they come, and ``None`` for every second without one."""
    arrived: SimpleQueue[str | None] = SimpleQueue()

    def pump() -> None:
        with stream:
            for line in stream:
                arrived.put(line)
        arrived.put(None)

    Thread(target=pump, daemon=True).start()
    while True:
        try:
            line = arrived.get(timeout=SECONDS_WITHOUT_A_LINE)
        except Empty:
            yield None
            continue
        if line is None:
            return
        yield line


def with_signs_of_life(lines: Iterable[str | None]) -> Iterator[str]:
    """The same lines; every few seconds the latest is shown, with the time since the start."""
    started = shown = time.monotonic()
    latest = "..."
    for line in lines:
        latest = (line or "").strip() or latest
        now = time.monotonic()
        if now - shown >= SECONDS_BETWEEN_SIGNS_OF_LIFE:
            shown = now
            say(f"{now - started:8.0f} s  {latest}"[:WIDTH])
        if line is not None:
            yield line


def _output(process: subprocess.Popen[str]) -> Iterator[str | None]:
    assert process.stdout is not None  # start() asked for a pipe
    return lines_and_silences(process.stdout)


def _logged(lines: Iterable[str], command: Sequence[str], project: Project) -> list[str]:
    kept = []
    with project.log.open("a") as log:
        log.write(f"\n$ {' '.join(command)}\n")
        for line in lines:
            log.write(line)
            kept.append(line.rstrip("\n"))
    return kept


def _failure(purpose: str, lines: list[str], project: Project) -> SetupError:
    for line in lines[-LINES_SHOWN_OF_A_FAILURE:]:
        say(f"      | {line}"[:WIDTH_OF_A_FAILURE])
    log = project.log.relative_to(project.root)
    return SetupError(
        f"{purpose} failed: {advice_for(lines)}, then run the same command again "
        f"(everything it said is in {log})."
    )
