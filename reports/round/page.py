"""What the page of a contract in the round shows, from rows that others load and judge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from contracts.calculations.months import Month
from contracts.models import Contract, Meeting
from contracts.models.issues import IssueKind, UnderControl
from contracts.models.objectives import Horizon, Rating
from contracts.models.programme import WorkstreamStatus
from kpis.calculations.rag import SHORTFALLS
from reports.baselines import BaselineRow, baseline_rows, load_firsts
from reports.credits.totals import Totals, totals_of
from reports.drawn import drawn
from reports.governance.load import day_reported, governance_of
from reports.governance.values import CommitmentRow, Governance, IssueRow, ObjectiveRow
from reports.performance import KpiLine, kpi_lines
from reports.round import words
from reports.statements import load_periods, load_record
from reports.statements.load import PeriodRow, Record
from reports.statements.money import CreditRow
from reports.statements.money_words import number_of_points, pounds
from reports.statements.words import headline, range_words
from reports.timeline import Timeline, timeline_at
from reports.trends.section import TrendSection, trend_section

FEW_KPIS = 12
"""So many KPIs are all shown; of more, those that missed their target or are compared with before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A part of the page in a sentence.

    Attributes:
        anchor: the part it is about.
        calls: whether something in it calls for the committee's attention.
    """

    name: str
    anchor: str
    sentence: str
    calls: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiRound:
    """A KPI of the page; without a figure nothing is compared."""

    line: KpiLine
    compared: BaselineRow | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """How a contract stood for a committee.

    Attributes:
        as_at: the day at whose end the registers are read.
        governance: what they hold; of what has ended, only what ended since the report before.
        kpis, left_out: the KPIs that are shown, and how many more were in service.
        volumes: for information, beside the rates.
        next_meeting: the first on that day or later, that is known of.
    """

    timeline: Timeline
    as_at: date
    governance: Governance
    kpis: tuple[KpiRound, ...]
    left_out: int
    volumes: tuple[BaselineRow, ...]
    compared: tuple[BaselineRow, ...]
    credits: tuple[CreditRow, ...]
    trend: TrendSection | None
    next_meeting: Meeting | None

    @property
    def month(self) -> PeriodRow:
        return self.timeline.chosen

    @property
    def range(self) -> str:
        return range_words(self.first, self.month.month)

    @property
    def first(self) -> Month:
        return max(self.timeline.first_of_summary, self.timeline.periods[0].month)

    @property
    def horizons(self) -> list[tuple[str, list[ObjectiveRow]]]:
        """The objectives of the whole contract, then those of its first year, where there are any."""
        rows = self.governance.objectives
        by_horizon = [(each.label, [row for row in rows if row.horizon is each]) for each in Horizon]
        return [(str(label), found) for label, found in by_horizon if found]

    @property
    def issues(self) -> list[IssueRow]:
        """Those that are open: substantive ones first, and the least controlled of each kind."""
        kinds, control = list(reversed(IssueKind)), list(reversed(UnderControl))
        found = [row for row in self.governance.issues if row.is_open]
        return sorted(found, key=lambda row: (kinds.index(row.kind), control.index(row.under_control)))

    @property
    def resolved(self) -> list[IssueRow]:
        return [row for row in self.governance.issues if not row.is_open]

    @property
    def commitments(self) -> list[CommitmentRow]:
        """Missed ones first, then those that are overdue, open and delivered."""
        order = ["missed", "open", "delivered"]
        rows = self.governance.commitments
        return sorted(rows, key=lambda row: (order.index(row.status), not row.is_overdue))

    @property
    def totals(self) -> Totals:
        return totals_of(self.credits)

    @property
    def credit_sentence(self) -> str:
        """What failures of the months cost; empty where no credit terms are in force."""
        if not self.credits:
            return ""
        if not self.totals.points:
            return f"No service credits: no failure incurred points in {self.range}"
        points = number_of_points(self.totals.points)
        return f"Service credits of {pounds(self.totals.payable)} for {self.range}, from {points}"

    @property
    def lines(self) -> list[Line]:
        """The page at a glance, a line for each of its parts."""
        return list(_lines(self))


@drawn("reports/components/round.html")
def round_shown(contract: Contract, month: Month, as_at: date) -> dict[str, Any]:
    """A contract as it was reported on a day for a month that it has opened."""
    periods = load_periods(contract)
    timeline = timeline_at(periods, str(month))
    return {"page": round_of(load_record(contract, periods, timeline.first_of_grid, month), timeline, as_at)}


def round_of(record: Record, timeline: Timeline, as_at: date) -> Round:
    """The same, of a record that is loaded for twelve months, with the registers as at the end of a day."""
    contract, month = record.contract, timeline.chosen.month
    rows = baseline_rows(record, month, load_firsts(contract))
    first, meetings = timeline.first_of_summary, contract.meetings.filter(held_on__gte=as_at)
    kpis, left_out = _kpis(record, timeline.chosen, rows)
    return Round(
        timeline=timeline,
        as_at=as_at,
        governance=governance_of(contract, first, as_at, day_reported(timeline.month_of_previous_report)),
        kpis=kpis,
        left_out=left_out,
        volumes=tuple(row for row in rows if row.is_volume),
        compared=rows,
        credits=tuple(row for row in record.credits if first <= row.month <= month),
        trend=trend_section(contract, timeline),
        next_meeting=meetings.order_by("held_on", "committee").first(),
    )


def _kpis(record: Record, period: PeriodRow, rows: Sequence[BaselineRow]) -> tuple[tuple[KpiRound, ...], int]:
    """The KPIs to show but for volumes, and how many others there are."""
    compared = {row.kpi: row for row in rows}
    volumes = {row.kpi for row in rows if row.is_volume}
    found = [
        KpiRound(line=line, compared=compared.get(line.reference))
        for line in kpi_lines(record, period)
        if line.reference not in volumes
    ]
    shown = found if len(found) <= FEW_KPIS else [kpi for kpi in found if _is_told(kpi)]
    return tuple(shown), len(found) - len(shown)


def _is_told(kpi: KpiRound) -> bool:
    return kpi.line.status in SHORTFALLS or bool(kpi.compared and kpi.compared.has_baseline)


def _lines(page: Round) -> Iterator[Line]:
    told = page.governance
    off = any(row.differs or _is_off(row) for row in told.objectives)
    yield Line(
        name="Objectives",
        anchor="objectives",
        sentence=words.objectives_sentence(told.objectives),
        calls=off,
    )
    yield Line(name="Money", anchor="money", sentence=_money(page), calls=_is_short(told))
    yield Line(name="Service", anchor="service", sentence=_service(page), calls=bool(page.month.counts.red))
    yield Line(
        name="Going well",
        anchor="highlights",
        sentence=words.highlights_sentence(told.highlights, page.first.name),
    )
    yield Line(
        name="Issues",
        anchor="issues",
        sentence=words.issues_sentence(told.issues),
        calls=any(row.under_control is not UnderControl.YES or row.is_overdue for row in page.issues),
    )
    yield Line(
        name="Commitments",
        anchor="commitments",
        sentence=words.commitments_sentence(told.commitments),
        calls=any(row.status == "missed" or row.is_overdue for row in told.commitments),
    )
    yield Line(
        name="Assurances",
        anchor="assurances",
        sentence=words.assurances_sentence(told.assurances),
        calls=any(row.is_overdue for row in told.assurances),
    )
    yield Line(
        name="Programme",
        anchor="programme",
        sentence=words.programme_sentence(told.programme),
        calls=any(row.status in (WorkstreamStatus.AT_RISK, WorkstreamStatus.LATE) for row in told.programme),
    )


def _is_off(row: ObjectiveRow) -> bool:
    return any(view is not None and view.rating is Rating.OFF_TRACK for view in (row.client, row.provider))


def _is_short(told: Governance) -> bool:
    latest = told.savings[-1] if told.savings else None
    return latest is not None and (latest.cumulative_variance or 0) < 0


def _money(page: Round) -> str:
    return ". ".join(filter(None, [words.money_sentence(page.governance.savings), page.credit_sentence]))


def _service(page: Round) -> str:
    met = headline(page.month.counts, page.month.month)
    compared = words.compared_sentence(page.compared)
    better = words.better_sentence(page.compared, with_before=not compared)
    return ". ".join(filter(None, [met, compared, better]))
