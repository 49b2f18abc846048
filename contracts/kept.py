"""Rows that seldom change, kept in a worker's memory for as long as the contract's record stays as it is.

The number of the record's version goes up with every change, so rows that were read under a number are
those of every page made under it. Only a page that writes nothing may use them (``reading``): within a
change that is taken back the rows would be those of a record that never was. Whoever sets a database back
to an earlier day restarts the workers.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar, TypeVarTuple

from contracts.models import Contract, RecordVersion

Rows = TypeVar("Rows")
Args = TypeVarTuple("Args")

MOST = 16
"""Of how many contracts, or months of them, a worker keeps what one loader read: some megabytes in all."""
_forgetting: list[Callable[[], None]] = []


def reading(contract: Contract) -> Contract:
    """Say that a page only reads the contract's record, whose version was read with it."""
    try:
        contract.read_at = contract.record_version.number
    except RecordVersion.DoesNotExist:
        contract.read_at = None
    return contract


def kept(load: Callable[[Contract, *Args], Rows]) -> Callable[[Contract, *Args], Rows]:
    """A loader that reads once for each version of a record; what it returns must not be changed.

    For a contract that ``reading`` has not seen it reads each time, as it would without.
    """

    @lru_cache(maxsize=MOST)
    def read_once(number: int, contract: Contract, *args: *Args) -> Rows:
        return load(contract, *args)

    @wraps(load)
    def answer(contract: Contract, *args: *Args) -> Rows:
        if contract.read_at is None:
            return load(contract, *args)
        return read_once(contract.read_at, contract, *args)

    _forgetting.append(read_once.cache_clear)
    return answer


def forget() -> None:
    """Forget all that is kept, as a new worker would have it."""
    for clear in _forgetting:
        clear()
