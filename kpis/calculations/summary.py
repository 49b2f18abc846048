"""Counting the statuses of one month, as Table 1 of the committee report does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kpis.calculations.rag import Status
from kpis.calculations.schedule import Frequency, is_due


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many KPIs had each status in a month.

    Attributes:
        not_reported: KPIs that were due and have no value, whether that was said or not.
        awaiting: those of ``not_reported`` for which nothing has been recorded yet.
        not_due: quarterly and annual KPIs between their months; outside the total.
        information: KPIs without a target; outside the total.
    """

    green: int = 0
    amber: int = 0
    red: int = 0
    blue: int = 0
    not_reported: int = 0
    no_activity: int = 0
    not_due: int = 0
    information: int = 0
    awaiting: int = 0

    @property
    def total(self) -> int:
        """The KPIs that were due."""
        return self.green + self.amber + self.red + self.blue + self.not_reported + self.no_activity

    @property
    def said_not_reported(self) -> int:
        """The KPIs of which somebody said that they were not reported."""
        return self.not_reported - self.awaiting


def status_unrecorded(frequency: Frequency, contract_month: int, *, has_target: bool) -> Status | None:
    """What a KPI in service is while nothing is recorded: not due, for information, or None: awaited.

    Args:
        contract_month: the month's number from commencement.
        has_target: whether the terms in force that month have a TSL.
    """
    if not is_due(frequency, contract_month):
        return Status.NOT_DUE
    return None if has_target else Status.INFORMATION


def count_statuses(statuses: Iterable[Status | None]) -> Counts:
    """Count the statuses of the KPIs in service in a month; None stands for one that is awaited."""
    found = list(statuses)
    awaiting = found.count(None)
    counted = Counter(Status(status).value for status in found if status is not None)
    counted[Status.NOT_REPORTED.value] += awaiting
    return Counts(**counted, awaiting=awaiting)
