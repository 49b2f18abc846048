"""How KPIs stand against their baselines, what performance was before the contract, and since they began."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import OuterRef, Subquery, TextField
from django.db.models.functions import Cast

from contracts.calculations.months import Month
from contracts.fields import to_month
from contracts.kept import kept
from contracts.models import Contract
from kpis.calculations.baseline import Dated, Movement, is_volume, movement
from kpis.calculations.rag import Better, Unit, round_half_up
from kpis.calculations.schedule import in_force
from kpis.figures import printed_value, to_decimals
from kpis.models import Kpi, Result
from reports.statements.load import KpiRow, Record, figure

MOVEMENT_WORDS = {
    Movement.BETTER: "Better",
    Movement.WORSE: "Worse",
    Movement.HIGHER: "Higher",
    Movement.LOWER: "Lower",
    Movement.SAME: "The same",
}
POINTS = "percentage points"


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineRow:
    """A KPI's latest figure beside its baseline and its first figure under the contract.

    Attributes:
        area, area_name: of its service area.
        better: which way it improves; None for a volume for information.
        latest: the last figure up to the month asked about.
        baseline: what it was before the contract; None where no figure is known.
        note: what the baseline is, in words; empty where nothing is said.
        first: its first figure under the contract; None where that is the latest, or is not asked for.
    """

    kpi: str
    description: str
    area: str
    area_name: str
    unit: Unit
    decimals: int
    better: Better | None
    latest: Dated
    baseline: Decimal | None
    note: str
    first: Dated | None

    @property
    def is_volume(self) -> bool:
        return self.better is None

    @property
    def has_baseline(self) -> bool:
        return self.baseline is not None or bool(self.note)

    @property
    def against_baseline(self) -> Movement | None:
        """None without a figure of before the contract."""
        return None if self.baseline is None else movement(self.baseline, self.latest.value, self.better)

    @property
    def since_first(self) -> Movement | None:
        """None without a first figure."""
        return None if self.first is None else movement(self.first.value, self.latest.value, self.better)

    @property
    def printed_latest(self) -> str:
        return self._printed(self.latest.value)

    @property
    def printed_baseline(self) -> str:
        """The figure, or what is said in its place."""
        return self.note if self.baseline is None and self.note else self._printed(self.baseline)

    @property
    def verdict(self) -> str:
        """How it compares with before, in a word or two; empty without a figure of before."""
        return "" if self.against_baseline is None else MOVEMENT_WORDS[self.against_baseline]

    @property
    def comparison(self) -> str:
        """As ``97.0% in May 2014; 90.0% before the contract``, without a full stop."""
        latest = f"{self.printed_latest} in {self.latest.month.name}"
        if self.baseline is not None:
            return f"{latest}; {self._printed(self.baseline)} before the contract"
        return f"{latest}; before the contract: {self.note}" if self.note else latest

    @property
    def trajectory(self) -> str:
        """As ``Down 6 days since September 2013 (14 days): better``; empty without a first figure."""
        if self.first is None or self.since_first is None:
            return ""
        since = f"since {self.first.month.name} ({self._printed(self.first.value)})"
        if self.since_first is Movement.SAME:
            return f"The same {since}"
        change = self.latest.value - self.first.value
        way = "Up" if change > 0 else "Down"
        judged = "" if self.is_volume else f": {MOVEMENT_WORDS[self.since_first].lower()}"
        return f"{way} {self._difference(abs(change))} {since}{judged}"

    def _printed(self, value: Decimal | None) -> str:
        return printed_value(value, self.unit, self.decimals)

    def _difference(self, change: Decimal) -> str:
        if self.unit is Unit.PERCENT:
            return f"{to_decimals(change, self.decimals):f} {POINTS}"
        return self._printed(change)


Firsts = Mapping[int, Dated]
"""The first figure of KPIs under the contract, by primary key, as it is stored."""


@kept
def load_firsts(contract: Contract) -> Firsts:
    """The first figure of every KPI of a contract that has one, in one query."""
    measured = Result.objects.filter(kpi=OuterRef("pk"), value__isnull=False).order_by("month")
    first = measured.annotate(text=Cast("value", TextField()))
    rows = Kpi.objects.filter(contract=contract).order_by("pk")
    found = rows.values_list("pk", Subquery(measured.values("month")[:1]), Subquery(first.values("text")[:1]))
    dated = ((pk, to_month(month), figure(text)) for pk, month, text in found)
    return {pk: Dated(month, value) for pk, month, value in dated if month and value is not None}


def baseline_rows(record: Record, last: Month, firsts: Firsts | None = None) -> tuple[BaselineRow, ...]:
    """The KPIs of a record in service in a month that have a figure of it or of a loaded month before.

    They come by service area and reference. Nothing here asks the database.
    """
    rows = (baseline_row(kpi, record, last, firsts or {}) for kpi in record.kpis)
    return tuple(row for row in rows if row is not None)


def with_baselines(rows: Iterable[BaselineRow]) -> tuple[BaselineRow, ...]:
    """Those of which something is said about before the contract."""
    return tuple(row for row in rows if row.has_baseline)


def baseline_row(kpi: KpiRow, record: Record, last: Month, firsts: Firsts) -> BaselineRow | None:
    """One KPI's row; None out of service in the month, or without any figure."""
    latest = latest_figure(kpi, record, last) if kpi.is_in_service_in(last) else None
    if latest is None:
        return None
    unit, has_target = Unit(kpi.unit), bool(in_force(kpi.targets, last))
    return BaselineRow(
        kpi=kpi.reference,
        description=kpi.description,
        area=kpi.area,
        area_name=kpi.area_name,
        unit=unit,
        decimals=kpi.decimals,
        better=None if is_volume(unit, has_target=has_target) else Better(kpi.better),
        latest=latest,
        baseline=kpi.baseline,
        note=kpi.baseline_note,
        first=_first(firsts.get(kpi.pk), latest, kpi.decimals),
    )


def row_of_kpi(kpi: Kpi, figures: Sequence[Dated], *, has_target: bool) -> BaselineRow | None:
    """The row of one KPI with its service area, given all its figures, latest first; None without any."""
    if not figures:
        return None
    unit = Unit(kpi.unit)
    latest, first = (
        Dated(figure.month, round_half_up(figure.value, kpi.decimals)) for figure in (figures[0], figures[-1])
    )
    return BaselineRow(
        kpi=kpi.reference,
        description=kpi.description,
        area=kpi.service_area.code,
        area_name=kpi.service_area.name,
        unit=unit,
        decimals=kpi.decimals,
        better=None if is_volume(unit, has_target=has_target) else Better(kpi.better),
        latest=latest,
        baseline=kpi.baseline,
        note=kpi.baseline_note,
        first=first if first.month < latest.month else None,
    )


def latest_figure(kpi: KpiRow, record: Record, last: Month) -> Dated | None:
    """A KPI's last figure up to a month, of the months a record holds."""
    for period in reversed(record.periods):
        result = record.results.get((kpi.pk, period.pk)) if period.month <= last else None
        if result and (value := figure(result.value)) is not None:
            return Dated(period.month, round_half_up(value, kpi.decimals))
    return None


def _first(first: Dated | None, latest: Dated, decimals: int) -> Dated | None:
    if first is None or first.month >= latest.month:
        return None
    return Dated(first.month, round_half_up(first.value, decimals))
