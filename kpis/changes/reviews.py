"""Reviews of a KPI that leave it as it is: a decision too, and kept like one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from contracts.refusals import NotAllowed
from kpis.changes.rows import notice_of
from kpis.changes.standing import Standing
from kpis.changes.values import Kind, PlannedChange, PlannedReview, Under
from kpis.models import KpiReview


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A KPI was reviewed, and nothing changes."""

    kpi: str
    held_on: date
    under: Under

    def plan(self, standing: Standing) -> PlannedChange:
        kpi = standing.kpi(self.kpi)
        if not self.under.reason:
            raise NotAllowed("Say why nothing changes.")
        contract = standing.contract
        if not contract.commencement <= self.held_on <= contract.end:
            first, last = (date_format(day, "j F Y") for day in (contract.commencement, contract.end))
            raise NotAllowed(f"The contract runs from {first} to {last}: choose a day of it.")
        if KpiReview.objects.filter(kpi=kpi, held_on=self.held_on).exists():
            raise NotAllowed(f"A review of {kpi} on that day is recorded already.")
        review = PlannedReview(
            kpi=self.kpi, held_on=self.held_on, reason=self.under.reason, notice=notice_of(self.under)
        )
        return PlannedChange(
            kind=Kind.REVIEW,
            heading=f"Review of {kpi}: no change",
            month=None,
            under=self.under,
            review=review,
        )
