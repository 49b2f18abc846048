"""What the green trend of a contract says as it stood at the end of a month.

References are in the order of the contract's KPIs, by service area.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from contracts.calculations.months import Month
from kpis.calculations.green_trend import Course, Failing, GreenTrend, Tracked


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendRow:
    """The green trend as at a month, and as it was at an earlier one.

    Attributes:
        green: the KPIs tracked, one or more.
        stable_or_improving_percent: of those tracked, a whole number, rounded half up.
        failing_before_end: those whose line misses the TSL before the contract ends, and when first.
        no_longer_tracked: references of KPIs that were tracked as at ``previous`` and are not any more.
        previous: the same at the previous report's last month; None where nothing was tracked by then.
    """

    green: GreenTrend
    stable_or_improving_percent: Decimal
    failing_before_end: tuple[Failing, ...]
    no_longer_tracked: tuple[str, ...] = ()
    previous: TrendRow | None = None

    @property
    def as_at(self) -> Month:
        return self.green.as_at

    @property
    def trend_from(self) -> Month:
        """The month from which green results are tracked."""
        return self.green.trend_from

    @property
    def kpis(self) -> tuple[Tracked, ...]:
        return self.green.kpis

    @property
    def tracked(self) -> int:
        return self.green.tracked

    @property
    def improving(self) -> int:
        return self.green.improving

    @property
    def stable(self) -> int:
        return self.green.stable

    @property
    def deteriorating(self) -> int:
        return self.green.deteriorating

    @property
    def improving_kpis(self) -> tuple[str, ...]:
        return self.green.of_course(Course.IMPROVING)

    @property
    def stable_kpis(self) -> tuple[str, ...]:
        return self.green.of_course(Course.STABLE)

    @property
    def deteriorating_kpis(self) -> tuple[str, ...]:
        return self.green.of_course(Course.DETERIORATING)

    @property
    def provisional_kpis(self) -> tuple[str, ...]:
        """Those tracked that have so few green months that little should be made of them."""
        return tuple(tracked.kpi for tracked in self.kpis if tracked.is_provisional)

    @property
    def expected_to_fail(self) -> tuple[Failing, ...]:
        """Those failing before the end that are told without reserve."""
        return tuple(failing for failing in self.failing_before_end if not failing.is_provisional)

    @property
    def perhaps_failing(self) -> tuple[Failing, ...]:
        """Those failing before the end by a line through too few green months to rely on."""
        return tuple(failing for failing in self.failing_before_end if failing.is_provisional)
