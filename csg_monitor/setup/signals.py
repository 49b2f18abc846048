"""Ending politely."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def sigterm_as_interrupt() -> Iterator[None]:
    """Within, SIGTERM unwinds the program as Ctrl-C does, so that what was started is ended and removed."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread receives signals, and only it may say what they do
        return
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
