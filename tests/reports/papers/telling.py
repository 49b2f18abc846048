"""Statements and what stands beside them, made by hand: a quiet half-year unless told otherwise."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from contracts.calculations.months import Month
from contracts.models.programme import WorkstreamStatus
from kpis.calculations.forecast import Line
from kpis.calculations.green_trend import Failing, GreenTrend, Tracked
from kpis.calculations.rag import Status, Unit
from kpis.calculations.summary import Counts
from kpis.calculations.trend import Mark, Side, Signal, SpecialCause
from kpis.models import Change, PeriodState
from reports.governance.values import ProgrammeRow
from reports.papers.material import Material
from reports.papers.sections import SectionKind
from reports.papers.source import Occasion, Source
from reports.papers.texts import standing_text
from reports.statements import (
    ContractFacts,
    ExceptionRow,
    MitigatedMonths,
    MitigationRow,
    Statement,
    StatementPeriod,
    SummaryRow,
    TotalChange,
)
from reports.statements.changes import ChangeRow, Levels, MovedPoints
from reports.statements.money import CreditRow, DistributedRow, PointsRow
from reports.trends.values import TrendRow

ALL_GREEN = Counts(green=40)
FACTS = ContractFacts(
    reference="TST-1",
    title="Corporate Services Contract",
    authority="A County Council",
    supplier="Serco",
    commencement=date(2015, 4, 1),
    end=date(2024, 3, 31),
)
GOVERNED = {
    *(SectionKind.OBJECTIVES, SectionKind.SAVINGS, SectionKind.BASELINES, SectionKind.HIGHLIGHTS),
    *(SectionKind.ISSUES, SectionKind.COMMITMENTS, SectionKind.ASSURANCES),
}
"""Sections that say nothing of a contract without such records."""
NONE = Levels(points=None, tsl=None, msl=None, unit=Unit.PERCENT)


def months(*texts: str) -> tuple[Month, ...]:
    return tuple(map(Month.parse, texts))


def periods(*texts: str, open_ones: tuple[str, ...] = ()) -> tuple[StatementPeriod, ...]:
    return tuple(
        StatementPeriod(
            month=month,
            contract_month=month.months_since(Month(2015, 4)) + 1,
            state=PeriodState.OPEN if str(month) in open_ones else PeriodState.SIGNED_OFF,
        )
        for month in months(*texts)
    )


def summary(**counts: Counts) -> tuple[SummaryRow, ...]:
    """``summary(m2021_08=Counts(green=40))``: the counts of some months."""
    return tuple(
        SummaryRow(month=Month.parse(name[1:].replace("_", "-")), counts=each)
        for name, each in counts.items()
    )


def statement(**changed: Any) -> Statement:
    """Two months of 2021, August and September, in which nothing happened."""
    told = months("2021-08", "2021-09")
    values: dict[str, Any] = {
        "contract": FACTS,
        "periods": periods("2021-08", "2021-09"),
        "summary": tuple(SummaryRow(month=month, counts=ALL_GREEN) for month in told),
        "exceptions": (),
        "mitigations": (),
        "total_changes": (),
        "points": tuple(points(str(month)) for month in told),
        "points_distributed": tuple(DistributedRow(month=month, total=Decimal(902)) for month in told),
        "credits": tuple(credit(str(month)) for month in told),
        "changes": (),
    }
    return Statement(**values | changed)


def material(told: Statement, **changed: Any) -> Material:
    values: dict[str, Any] = {
        "overview": told,
        "areas": (("IMT", "Information Technology"), ("CSC", "Customer Services")),
        "area_names": {"IMT_KPI_01": "Information Technology", "CSC_KPI_01": "Customer Services"},
        "points": told.points,
        "credits": told.credits,
        "cap_percent": Decimal("10.0000"),
        "baselines": (),
        "grid_months": (),
        "grid": (),
    }
    return Material(**values | changed)


def source(told: Statement | None = None, **beside: Any) -> Source:
    told = told or statement()
    return Source(statement=told, material=material(told, **beside))


def text(
    kind: SectionKind, told: Statement | None = None, occasion: Occasion | None = None, **beside: Any
) -> str:
    """The text that a section begins with."""
    return standing_text(kind, source(told, **beside), occasion or Occasion())


def exception(kpi: str, month: str, status: Status = Status.AMBER, **texts: str) -> ExceptionRow:
    values = {"comment": "", "impact": "", "resolution": "", "description": "Calls answered"} | texts
    return ExceptionRow(
        kpi=kpi,
        month=Month.parse(month),
        unit=Unit.PERCENT,
        tsl=Decimal(95),
        msl=Decimal(90),
        value=Decimal(92),
        status=status,
        **values,
    )


def mitigation(**kpis: tuple[str, ...]) -> MitigationRow:
    """``mitigation(IMT_KPI_01=("2021-08",))``"""
    rows = (
        MitigatedMonths(kpi=kpi, description="Calls answered", months=months(*found))
        for kpi, found in kpis.items()
    )
    return MitigationRow(kpis=tuple(rows), reason="A reason", impact="Some", path_to_green="Soon")


def change(kpi: str, kind: Change = Change.REVISION, *, moved: int = 0, notice: str = "") -> ChangeRow:
    """A change in September 2021 that moved the points of some other KPIs."""
    others = (
        MovedPoints(kpi=f"IMT_KPI_{place:02}", points_before=Decimal(20), points_after=Decimal(22))
        for place in range(2, 2 + moved)
    )
    return ChangeRow(
        kpi=kpi,
        area="IMT",
        description="Calls answered",
        previous=NONE,
        revised=NONE,
        effective_from=Month(2021, 9),
        change=kind,
        change_notice=notice,
        said="",
        reason="",
        status="",
        redistributed=tuple(others),
    )


def total_change(before: int, after: int, **kpis: tuple[str, ...]) -> TotalChange:
    values = {"joined": (), "left": ()} | kpis
    return TotalChange(month=Month(2021, 9), before=before, after=after, **values)


def points(month: str, imt: str = "0", csc: str = "0") -> PointsRow:
    by_area = (("IMT", Decimal(imt)), ("CSC", Decimal(csc)))
    return PointsRow(month=Month.parse(month), total=Decimal(imt) + Decimal(csc), by_area=by_area)


def credit(
    month: str, payable: str | None = "0.00", *, lost: str = "0.00", suspended: bool = False
) -> CreditRow:
    pounds = None if payable is None else Decimal(payable)
    return CreditRow(
        month=Month.parse(month),
        area="IMT",
        points=Decimal(10),
        uncapped=pounds,
        cap=None if pounds is None else Decimal(50_000),
        payable=pounds,
        lost_to_cap=None if pounds is None else Decimal(lost),
        is_suspended=suspended,
    )


def workstream(
    name: str, status: WorkstreamStatus | None, as_at: date | None = date(2021, 9, 30)
) -> ProgrammeRow:
    return ProgrammeRow(workstream=name, stages=(), as_at=as_at, status=status, narrative="")


def trend(
    *,
    stable: int = 8,
    improving: tuple[str, ...] = (),
    deteriorating: tuple[str, ...] = (),
    percent: str = "100",
    previous: TrendRow | None = None,
    left: tuple[str, ...] = (),
    failing: tuple[Failing, ...] = (),
    as_at: str = "2021-09",
) -> TrendRow:
    kpis = [
        *(tracked(f"PM_KPI_{place:02}") for place in range(stable)),
        *(tracked(kpi, Mark.IMPROVEMENT) for kpi in improving),
        *(tracked(kpi, Mark.CONCERN) for kpi in deteriorating),
    ]
    return TrendRow(
        green=GreenTrend(trend_from=Month(2018, 4), as_at=Month.parse(as_at), kpis=tuple(kpis)),
        stable_or_improving_percent=Decimal(percent),
        failing_before_end=failing,
        no_longer_tracked=left,
        previous=previous,
    )


def tracked(kpi: str, mark: Mark | None = None) -> Tracked:
    signal = Signal(cause=SpecialCause.SHIFT, side=Side.HIGH, mark=mark) if mark else None
    return Tracked(kpi=kpi, month=Month(2021, 9), points=20, signal=signal)


def failing(kpi: str, month: str, points: int = 20) -> Failing:
    line = Line(first=Month(2018, 4), level=0, slope=0, points=points)
    return Failing(kpi=kpi, month=Month.parse(month), line=line)
