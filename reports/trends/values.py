"""What the green trend of a contract says as it stood at the end of a month.

References are in the order of the contract's KPIs, by service area.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from contracts.calculations.months import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class FailingRow:
    """A KPI whose line through its green months misses the TSL before the contract ends.

    Attributes:
        month: the first in which it does.
        points: through how many green months the line goes.
        is_provisional: they are so few that little should be made of it.
    """

    kpi: str
    month: Month
    points: int
    is_provisional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendRow:
    """The green trend as at a month, and as it was at an earlier one.

    Attributes:
        trend_from: the month from which green results are tracked.
        improving_kpis, stable_kpis, deteriorating_kpis: the references of the KPIs behind each number.
        provisional_kpis: those of them that have so few green months that their limits are provisional.
        stable_or_improving_percent: of those tracked, a whole number, rounded half up.
        failing_before_end: in the order of the KPIs.
        no_longer_tracked: references of KPIs that were tracked as at ``previous`` and are not any more.
        previous: the same at the previous report's last month; None where nothing was tracked by then.
    """

    as_at: Month
    trend_from: Month
    improving_kpis: tuple[str, ...]
    stable_kpis: tuple[str, ...]
    deteriorating_kpis: tuple[str, ...]
    provisional_kpis: tuple[str, ...]
    stable_or_improving_percent: Decimal
    failing_before_end: tuple[FailingRow, ...]
    no_longer_tracked: tuple[str, ...] = ()
    previous: TrendRow | None = None

    @property
    def tracked(self) -> int:
        return self.improving + self.stable + self.deteriorating

    @property
    def improving(self) -> int:
        return len(self.improving_kpis)

    @property
    def stable(self) -> int:
        return len(self.stable_kpis)

    @property
    def deteriorating(self) -> int:
        return len(self.deteriorating_kpis)

    @property
    def expected_to_fail(self) -> tuple[FailingRow, ...]:
        """Those failing before the end that are told without reserve."""
        return tuple(row for row in self.failing_before_end if not row.is_provisional)

    @property
    def perhaps_failing(self) -> tuple[FailingRow, ...]:
        """Those failing before the end by a line through few green months."""
        return tuple(row for row in self.failing_before_end if row.is_provisional)
