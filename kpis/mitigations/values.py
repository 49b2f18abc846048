"""What the pages of mitigations show, as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from contracts.calculations.months import Month, printed_months
from kpis.actions.open_months import Rejudged
from kpis.calculations.spans import Span
from kpis.closed import in_words
from kpis.mitigations.overlaps import Overlap
from kpis.mitigations.rules import MitigationStep
from kpis.models import Evidence, Mitigation, MitigationState

DECIDING = (MitigationStep.AGREE, MitigationStep.DECLINE)
OFFERED = {
    MitigationStep.AGREE: "Agree",
    MitigationStep.DECLINE: "Decline",
    MitigationStep.CHANGE: "Change",
    MitigationStep.WITHDRAW: "Withdraw",
    MitigationStep.END: "End",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A KPI that a mitigation covers, and the months of it.

    Attributes:
        blue: the months that it turned blue.
    """

    kpi: str
    description: str
    address: str
    span: Span
    blue: Sequence[Month]

    @property
    def printed_blue(self) -> str:
        years = {month.year for month in self.blue}
        printed = printed_months(self.blue)
        return f"{printed} {years.pop()}" if len(years) == 1 else printed


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to a mitigation, by whom if that is known, and what was said to it."""

    what: str
    by: str
    at: datetime | None
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The way to a step; the main ones are those that somebody waits for."""

    word: str
    address: str
    is_main: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MitigationPage:
    """All that the page of a mitigation shows.

    Attributes:
        late: for how many days what was expected is overdue; 0 if it is not.
        events: its life, earliest first.
        changes: the results that agreeing or ending it had judged otherwise; of a proposal, would have.
        overlaps: agreed mitigations that a proposal cannot be agreed beside.
        closed: months that a proposal reaches into and that cannot change.
        steps: what the reader may do with it now.
        refusal: why a reader who decides may not decide on this one; empty if they may.
    """

    mitigation: Mitigation
    late: int
    parts: Sequence[Part]
    events: Sequence[Event]
    changes: Sequence[Rejudged]
    evidence: Sequence[Evidence]
    overlaps: Sequence[Overlap]
    closed: Sequence[Month]
    steps: frozenset[MitigationStep]
    refusal: str

    @property
    def is_proposed(self) -> bool:
        return self.mitigation.state == MitigationState.PROPOSED

    @property
    def can_attach(self) -> bool:
        return MitigationStep.ATTACH in self.steps

    @property
    def can_remove(self) -> bool:
        return MitigationStep.REMOVE in self.steps

    @property
    def links(self) -> list[Link]:
        """The steps that have a page of their own, in the order in which they are offered."""
        names = [self.mitigation.contract.reference, self.mitigation.reference]
        return [
            Link(word=word, address=reverse(f"mitigation_{step}", args=names), is_main=step in DECIDING)
            for step, word in OFFERED.items()
            if step in self.steps
        ]

    @property
    def printed_closed(self) -> str:
        return in_words(self.closed)
