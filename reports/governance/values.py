"""How a contract is governed, as it stood at the end of a day. Plain values; money is in pounds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from contracts.calculations.months import Month
from contracts.calculations.objectives import Agreement, agreement
from contracts.models.assurances import AssuranceStatus
from contracts.models.commitments import CommitmentKind, CommitmentStatus
from contracts.models.issues import IssueKind, IssueStatus, UnderControl
from contracts.models.objectives import Horizon, Rating
from contracts.models.programme import WorkstreamStatus
from contracts.models.sides import Owner


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """What one side last said of an objective."""

    as_at: date
    rating: Rating
    narrative: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveRow:
    """An objective with the latest approved assessment of each side; None where a side gave none."""

    reference: str
    horizon: Horizon
    text: str
    provider: Assessed | None
    client: Assessed | None

    @property
    def differs(self) -> bool:
        """Whether both sides rated it, and not alike."""
        return self.agreement is Agreement.DIFFER

    @property
    def agreement(self) -> Agreement:
        """How the ratings of the two sides compare."""
        return agreement(*(each.rating if each else None for each in (self.provider, self.client)))


@dataclass(frozen=True, slots=True, kw_only=True)
class SavingRow:
    """A financial year's savings, as ``2013/14``, and all since the contract began; None where not known.

    Attributes:
        variance, cumulative_variance: delivered less contracted, so that too little is negative.
        cumulative_contracted, cumulative_delivered: of the years of which both figures are known.
    """

    financial_year: str
    contracted: Decimal | None
    delivered: Decimal | None
    variance: Decimal | None
    cumulative_contracted: Decimal | None
    cumulative_delivered: Decimal | None
    cumulative_variance: Decimal | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HighlightRow:
    """Something that went well.

    ``service_area`` is the code of an area, and ``area_name`` its name; empty for the contract as a whole.

    ``pk`` is the primary key by which a report chooses it, and no part of the data.
    """

    pk: int
    as_at: date
    service_area: str
    text: str
    area_name: str = ""

    @property
    def key(self) -> str:
        """What a paper's table calls the row. An area may have several of a day."""
        return highlight_key(self.as_at.isoformat(), self.service_area, self.text)


KEY_WORDS = 120
"""The signs of a highlight's text that tell it from others of its day."""


def highlight_key(as_at: str, service_area: str | None, text: str) -> str:
    """What a paper's table calls a highlight of a day written as ISO 8601."""
    return " ".join([as_at, service_area or "-", text[:KEY_WORDS]])


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRow:
    """An issue as it stood.

    Attributes:
        service_area, area_name: an area's code and name; empty for the contract as a whole.
        owner: which side acts; None where nobody said. ``lead`` is who sees to it.
        kpis: references of the KPIs in which it shows.
        recurrences: how often it had been resolved and came back.
        escalated_on: when it was last escalated from snagging to substantive.
        age: days since it was raised, until it was resolved; None where nobody wrote down when that was.
    """

    reference: str
    title: str
    kind: IssueKind
    service_area: str
    raised: date
    cause: str
    impact: str
    response: str
    under_control: UnderControl
    status: IssueStatus
    provider_view: str
    client_view: str
    owner: Owner | None
    lead: str
    due: date | None
    resolved_on: date | None
    kpis: tuple[str, ...]
    recurrences: int
    escalated_on: date | None
    age: int | None
    is_overdue: bool
    area_name: str = ""

    @property
    def is_open(self) -> bool:
        return self.status is not IssueStatus.RESOLVED


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentRow:
    """What was undertaken besides the service itself."""

    reference: str
    text: str
    kind: CommitmentKind
    owner: Owner
    due: date | None
    status: CommitmentStatus
    settled_on: date | None
    evidence: str
    is_overdue: bool

    @property
    def is_open(self) -> bool:
        return self.status is CommitmentStatus.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class AssuranceRow:
    """What a committee asked for, and how it was answered."""

    reference: str
    meeting: str
    requested: date
    text: str
    owner: Owner
    due: date | None
    status: AssuranceStatus
    answered_on: date | None
    response: str
    is_overdue: bool

    @property
    def is_open(self) -> bool:
        return self.status is AssuranceStatus.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedStage:
    """A stage of a workstream with its months, both included."""

    name: str
    first: Month
    last: Month


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeRow:
    """A workstream with its stages in order, and the latest that was said of it.

    Attributes:
        as_at: the day it was said; None where nothing was, as is ``status``, and ``narrative`` is empty then.
    """

    workstream: str
    stages: tuple[PlannedStage, ...]
    as_at: date | None
    status: WorkstreamStatus | None
    narrative: str

    @property
    def standing(self) -> str:
        """Its status in words; empty where nothing was said."""
        return str(self.status.label) if self.status else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Governance:
    """All of it, as it stood at the end of a day; rows of later days are not in it.

    Attributes:
        objectives: in the order in which they were written down, those of the whole contract first.
        savings: financial years that had begun, earliest first.
        highlights: of the months that are told of up to the day, earliest first.
        issues, commitments: those that were open, and those that ended since the report before or of which
            nobody knows when.
        assurances: those that were open, and those that were answered since the report before.
    """

    as_at: date
    objectives: tuple[ObjectiveRow, ...] = ()
    savings: tuple[SavingRow, ...] = ()
    highlights: tuple[HighlightRow, ...] = ()
    issues: tuple[IssueRow, ...] = ()
    commitments: tuple[CommitmentRow, ...] = ()
    assurances: tuple[AssuranceRow, ...] = ()
    programme: tuple[ProgrammeRow, ...] = ()
