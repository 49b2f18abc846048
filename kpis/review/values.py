"""What the review of a month shows, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from contracts.calculations.months import Month
from kpis.calculations.rag import SHORTFALLS, Status
from kpis.calculations.summary import Counts
from kpis.calculations.warnings import Warned
from kpis.lifecycle import Step
from kpis.missing import Missing, Want
from kpis.models import Period
from kpis.review.money import MonthCredits
from kpis.review.reopening import Reopening
from kpis.verdicts import Verdict

VALUELESS = frozenset({Status.NOT_REPORTED, Status.NO_ACTIVITY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A KPI of the review with its result.

    Attributes:
        before: the status it had when it was last measured, where that was another one.
        mitigations: why it is blue.
    """

    kpi: str
    address: str
    description: str
    tsl: str
    msl: str
    verdict: Verdict
    before: Verdict | None
    comment: str
    impact: str
    resolution: str
    mitigations: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A mitigation that waits to be agreed or declined, and the KPIs it would cover this month.

    Attributes:
        late: that what was expected is overdue; empty if it is not.
    """

    reference: str
    kpis: list[str]
    covers: str
    reason: str
    late: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaWants:
    """What a service area still wants: the references of its KPIs without a result, and without a comment.

    Attributes:
        payment: whether it waits for the month's payment, to price its points.
    """

    code: str
    results: list[str]
    comments: list[str]
    payment: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A step that the month's state allows, and why this person may not take it; empty if they may."""

    step: Step
    refusal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """All that the review of a month shows.

    Attributes:
        months: the contract's months right before and after, as far as they were opened.
        warnings: the patterns of failure that the month completes.
        late_since: the last day of the month, where results are missing and it has passed.
        credits: what the failures cost, area by area; None before a contract's first credit terms.
        reopening: what reopening would change; None unless the month is signed off.
    """

    period: Period
    counts: Counts
    lines: list[Line]
    missing: list[Missing]
    proposals: list[Proposal]
    credits: MonthCredits | None
    reopening: Reopening | None
    offers: list[Offer]
    months: list[Month]
    warnings: list[Warned]
    late_since: date | None

    @property
    def wants(self) -> list[AreaWants]:
        """What is missing, area by area."""
        codes = list(dict.fromkeys(item.area for item in self.missing))
        return [
            AreaWants(
                code=code,
                results=self._wanted(code, Want.RESULT),
                comments=self._wanted(code, Want.COMMENT),
                payment=bool(self._wanted(code, Want.PAYMENT)),
            )
            for code in codes
        ]

    def _wanted(self, code: str, want: Want) -> list[str]:
        return [item.kpi for item in self.missing if item.area == code and item.want is want]

    @property
    def changed(self) -> list[Line]:
        """KPIs whose status is another than when they were last measured."""
        return [line for line in self.lines if line.before]

    @property
    def exceptions(self) -> list[Line]:
        """Reds, then ambers."""
        found = [line for line in self.lines if line.verdict.status in SHORTFALLS]
        return sorted(found, key=lambda line: line.verdict.status != Status.RED)

    @property
    def mitigated(self) -> list[Line]:
        return [line for line in self.lines if line.verdict.status == Status.BLUE]

    @property
    def without_value(self) -> list[Line]:
        """KPIs that were not reported or had no activity; mitigated ones stand with the blue."""
        return [line for line in self.lines if line.verdict.status in VALUELESS]

    @property
    def disagreements(self) -> list[Line]:
        """Results whose stated value is not the computed one."""
        return [line for line in self.lines if line.verdict.disagrees]

    @property
    def earlier(self) -> Month | None:
        return next((month for month in self.months if month < self.period.month), None)

    @property
    def later(self) -> Month | None:
        return next((month for month in self.months if month > self.period.month), None)
