"""Doing things at the same moment, each in a thread with a database connection of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connections

LONGEST_WAIT = 60
"""Seconds until a test fails because somebody does not come to the gate."""


def together(actions: Sequence[Callable[[Barrier], Any]]) -> list[Any]:
    """Run actions at once; each is handed a gate at which all wait for one another. Returns their results."""
    gate = Barrier(len(actions), timeout=LONGEST_WAIT)

    def act(action: Callable[[Barrier], Any]) -> Any:
        try:
            return action(gate)
        except BaseException:
            gate.abort()
            raise
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(actions)) as pool:
        return [future.result() for future in [pool.submit(act, action) for action in actions]]
