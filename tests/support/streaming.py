"""Running a command so that a person sees its output as it comes and the caller has it afterwards."""

import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent.parent


def streamed(command: Sequence[str], *, environment: Mapping[str, str]) -> tuple[int, str]:
    """The exit code and the output of a command, which is shown as it comes, to the single dot."""
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        bufsize=0,
    )
    assert process.stdout is not None  # a pipe was asked for
    try:
        output = b"".join(shown(process.stdout))
    except BaseException:
        process.terminate()
        raise
    finally:
        process.stdout.close()
        process.wait()
    return process.returncode, output.decode(errors="replace")


def shown(stream: IO[bytes]) -> Iterator[bytes]:
    while chunk := stream.read(65536):
        sys.stdout.buffer.write(chunk)
        sys.stdout.buffer.flush()
        yield chunk
