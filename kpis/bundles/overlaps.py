"""Agreed mitigations of one KPI that share a month, of which only one can be the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from contracts.calculations.months import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class Relief:
    """A KPI that an agreed mitigation covers, from its first to its last month; None while it lasts."""

    kpi: str
    mitigation: str
    first: Month
    last: Month | None
    line: int = 0

    def meets(self, other: Relief) -> bool:
        """Whether two mitigations cover one KPI in the same month."""
        return (
            self.kpi == other.kpi
            and self.mitigation != other.mitigation
            and (self.last is None or other.first <= self.last)
            and (other.last is None or self.first <= other.last)
        )


def clashes(reliefs: Iterable[Relief]) -> Iterator[tuple[Relief, Relief]]:
    """Each pair that meets, in the order given."""
    return ((one, other) for one, other in combinations(reliefs, 2) if one.meets(other))
