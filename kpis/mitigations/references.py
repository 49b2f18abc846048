"""The references that mitigations are given: M1, M2 and so on."""

from __future__ import annotations

import re

from contracts.models import Contract
from kpis.models import Mitigation

GIVEN = re.compile(r"M(\d+)")


def next_reference(contract: Contract) -> str:
    """The reference after the highest that the contract ever had: that of a deleted one stays its own."""
    known = Mitigation.history.filter(contract=contract).order_by().values_list("reference", flat=True)
    numbers = [int(found[1]) for name in known.distinct() if (found := GIVEN.fullmatch(name))]
    return f"M{max(numbers, default=0) + 1}"
