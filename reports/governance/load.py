"""A contract's governance as it stood at the end of a day, in eleven queries at most.

What was written down later about an earlier day counts; what is dated later does not.
"""

from __future__ import annotations

from datetime import date, timedelta

from contracts.calculations.months import Month
from contracts.models import Contract, Objective, ObjectiveAssessment
from contracts.models.objectives import Horizon, Rating
from contracts.objectives import BothSides, both_sides, objectives_of
from reports.governance.programme import programme_as_at
from reports.governance.registers import assurances_as_at, commitments_as_at, issues_as_at
from reports.governance.savings import savings_as_at
from reports.governance.values import Assessed, Governance, HighlightRow, ObjectiveRow


def day_reported(last: Month, *, today: date | None = None) -> date:
    """The day at whose end a range of months is reported, where no meeting says another.

    It is the last of the month after, or today if that is earlier and known: the figures of May 2014 went to
    the meeting of 30 June 2014.

    >>> day_reported(Month(2014, 5)), day_reported(Month(2021, 12), today=date(2022, 1, 17))
    (datetime.date(2014, 6, 30), datetime.date(2022, 1, 17))
    """
    usual = (last + 2).first_day - timedelta(days=1)
    return min(usual, today or usual)


def governance_of(contract: Contract, first: Month, as_at: date, since: date) -> Governance:
    """How a contract stood at the end of a day.

    Args:
        first: the month from which on highlights are told.
        since: the day of the report before; what ended by then is not told again.
    """
    return Governance(
        as_at=as_at,
        objectives=objectives_as_at(contract, as_at),
        savings=savings_as_at(contract, as_at),
        highlights=highlights_between(contract, first.first_day, as_at),
        issues=issues_as_at(contract, as_at, since),
        commitments=commitments_as_at(contract, as_at, since),
        assurances=assurances_as_at(contract, as_at, since),
        programme=programme_as_at(contract, as_at),
    )


def objectives_as_at(contract: Contract, as_at: date) -> tuple[ObjectiveRow, ...]:
    """The objectives with the latest approved assessment of each side, in two queries."""
    rows = list(objectives_of(contract, as_at).order_by("pk"))
    rows.sort(key=lambda row: row.horizon != Horizon.CONTRACT)
    sides = both_sides(rows)
    return tuple(_objective(row, sides[row.pk]) for row in rows)


def _objective(row: Objective, sides: BothSides) -> ObjectiveRow:
    return ObjectiveRow(
        reference=row.reference,
        horizon=Horizon(row.horizon),
        text=row.text,
        provider=_assessed(sides.provider),
        client=_assessed(sides.client),
    )


def _assessed(row: ObjectiveAssessment | None) -> Assessed | None:
    if row is None:
        return None
    return Assessed(as_at=row.as_at, rating=Rating(row.rating), narrative=row.narrative)


def highlights_between(contract: Contract, first: date, last: date) -> tuple[HighlightRow, ...]:
    """The highlights from one day to another, both included, earliest first."""
    rows = contract.highlights.filter(as_at__gte=first, as_at__lte=last).order_by("as_at", "pk")
    found = rows.values_list("pk", "as_at", "service_area__code", "service_area__name", "text")
    return tuple(
        HighlightRow(pk=pk, as_at=as_at, service_area=code or "", area_name=name or "", text=text)
        for pk, as_at, code, name, text in found
    )
