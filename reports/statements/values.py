"""What a statement consists of. Figures are in the KPI's own unit, to its decimals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from contracts.calculations.months import Month, printed_months
from kpis.calculations.rag import Status, Unit
from kpis.calculations.summary import Counts
from kpis.figures import printed
from kpis.models import PeriodState
from reports.governance.values import (
    AssuranceRow,
    CommitmentRow,
    HighlightRow,
    IssueRow,
    ObjectiveRow,
    ProgrammeRow,
    SavingRow,
)
from reports.statements.changes import ChangeRow
from reports.statements.money import CreditRow, DistributedRow, PointsRow
from reports.trends.values import TrendRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractFacts:
    """Between whom a contract is, and for how long."""

    reference: str
    title: str
    authority: str
    supplier: str
    commencement: date
    end: date


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementPeriod:
    """A month of the statement; ``contract_month`` counts from commencement, which is 1."""

    month: Month
    contract_month: int
    state: PeriodState

    @property
    def is_final(self) -> bool:
        return self.state is PeriodState.SIGNED_OFF


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryRow:
    """How many KPIs had each status in a month: a column of Table 1."""

    month: Month
    counts: Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalChange:
    """Why the number of KPIs due differs from the month before.

    Attributes:
        joined, left: references of the KPIs that came into service and went out of it. Both are
            empty where the frequency of quarterly and annual KPIs accounts for the difference.
    """

    month: Month
    before: int
    after: int
    joined: tuple[str, ...]
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionRow:
    """A KPI that missed its target in a month, unmitigated: a row of Table 2."""

    kpi: str
    month: Month
    description: str
    unit: Unit
    tsl: Decimal | None
    msl: Decimal | None
    value: Decimal | None
    status: Status
    comment: str
    impact: str
    resolution: str

    @property
    def printed_value(self) -> str:
        return printed(self.value, self.unit)

    @property
    def printed_tsl(self) -> str:
        return printed(self.tsl, self.unit)

    @property
    def printed_msl(self) -> str:
        return printed(self.msl, self.unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class MitigatedMonths:
    """The months of the statement in which a KPI was blue by one mitigation, earliest first."""

    kpi: str
    description: str
    months: tuple[Month, ...]

    @property
    def printed_months(self) -> str:
        return printed_months(self.months)


@dataclass(frozen=True, slots=True, kw_only=True)
class MitigationRow:
    """A mitigation and the KPIs it turned blue: a row of Table 3.

    The texts are empty where a signed-off month is blue by a mitigation that is agreed no longer.
    """

    kpis: tuple[MitigatedMonths, ...]
    reason: str
    impact: str
    path_to_green: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """The committee's tables for a range of months.

    Attributes:
        periods: the months of the range that have been opened, earliest first.
        summary: one row for each period, in the same order.
        exceptions: the reds, then the ambers, each by month and reference.
        mitigations: those that turned a month of the range blue, by their first KPI's reference.
        total_changes: where the total of the summary differs from the month before.
        points, points_distributed: one row for each period, in the same order.
        credits: of every service area in every period that has credit terms.
        changes: of definitions and terms, by month and reference.
        trend: the green trend as at the last month; None where it is not tracked or no KPI was green yet,
            and in the statement of a page that shows the trend apart.
        governed_as_at: the day at whose end the rest stands as it is told; None where nothing of it is
            loaded, as on a page that shows it apart.
        objectives, savings, highlights, issues, commitments, assurances, programme: how the contract is
            governed, as ``Governance`` has it.
    """

    contract: ContractFacts
    periods: tuple[StatementPeriod, ...]
    summary: tuple[SummaryRow, ...]
    exceptions: tuple[ExceptionRow, ...]
    mitigations: tuple[MitigationRow, ...]
    total_changes: tuple[TotalChange, ...]
    points: tuple[PointsRow, ...]
    points_distributed: tuple[DistributedRow, ...]
    credits: tuple[CreditRow, ...]
    changes: tuple[ChangeRow, ...]
    trend: TrendRow | None = None
    governed_as_at: date | None = None
    objectives: tuple[ObjectiveRow, ...] = ()
    savings: tuple[SavingRow, ...] = ()
    highlights: tuple[HighlightRow, ...] = ()
    issues: tuple[IssueRow, ...] = ()
    commitments: tuple[CommitmentRow, ...] = ()
    assurances: tuple[AssuranceRow, ...] = ()
    programme: tuple[ProgrammeRow, ...] = ()

    @property
    def reds(self) -> tuple[ExceptionRow, ...]:
        return tuple(row for row in self.exceptions if row.status is Status.RED)

    @property
    def ambers(self) -> tuple[ExceptionRow, ...]:
        return tuple(row for row in self.exceptions if row.status is Status.AMBER)
