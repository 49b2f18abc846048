"""What changed in what is measured: new, revised, replaced and decommissioned KPIs, and whose points moved.

A row of Table 4 of a statement. The redistribution that a change caused stands inside its row: the rows of
the same service area, month and change notice. One without such a change stands by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, Protocol

from contracts.calculations.months import Month
from kpis.calculations.rag import Unit
from kpis.figures import NO_FIGURE, printed, to_decimals, with_thousands
from kpis.models import Change

NOTHING = Decimal(0)
BY_THEMSELVES = (Change.DECOMMISSION, Change.REPLACEMENT)
"""Changes that cause a redistribution of the same area and month also where there is no notice."""
UNDER_A_NOTICE = (*BY_THEMSELVES, Change.REVISION, Change.INITIAL)
"""Changes that cause a redistribution under the same notice, the likeliest first."""
CHANGE_WORDS: Mapping[str, str] = {
    Change.INITIAL: "New KPI",
    Change.REVISION: "Revised",
    Change.REPLACEMENT: "Replaced",
    Change.REDISTRIBUTION: "Points redistributed",
    Change.DECOMMISSION: "Decommissioned",
}


class TermsRow(NamedTuple):
    """A row of terms as it is kept; ``notice`` is the reference of its change notice, if any."""

    kpi: int
    month: Month
    tsl: Decimal | None
    msl: Decimal | None
    points: Decimal | None
    change: str
    notice: str | None
    description: str
    reason: str
    status: str


class MeasuredKpi(Protocol):
    """What of a KPI's definition a row of changes shows."""

    @property
    def pk(self) -> int: ...
    @property
    def reference(self) -> str: ...
    @property
    def description(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def decimals(self) -> int: ...
    @property
    def area(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """The terms before or after a change, TSL and MSL to the KPI's decimals; None where there are none."""

    points: Decimal | None
    tsl: Decimal | None
    msl: Decimal | None
    unit: Unit

    @property
    def printed_points(self) -> str:
        return NO_FIGURE if self.points is None else with_thousands(self.points)

    @property
    def printed_tsl(self) -> str:
        return printed(self.tsl, self.unit)

    @property
    def printed_msl(self) -> str:
        return printed(self.msl, self.unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedPoints:
    """A KPI whose points moved because of a change of another."""

    kpi: str
    points_before: Decimal
    points_after: Decimal

    @property
    def printed_before(self) -> str:
        return with_thousands(self.points_before)

    @property
    def printed_after(self) -> str:
        return with_thousands(self.points_after)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """A change of a KPI from a month on: a row of Table 4.

    Attributes:
        description: what the KPI counts; ``said`` is the description of the change.
        change_notice: its reference, empty where there is none.
    """

    kpi: str
    area: str
    description: str
    previous: Levels
    revised: Levels
    effective_from: Month
    change: Change
    change_notice: str
    said: str
    reason: str
    status: str
    redistributed: tuple[MovedPoints, ...] = ()

    @property
    def word(self) -> str:
        return CHANGE_WORDS[self.change]


class Step(NamedTuple):
    """A row of terms with the KPI it belongs to and the row it follows."""

    kpi: MeasuredKpi
    before: TermsRow | None
    row: TermsRow

    @property
    def moved(self) -> Decimal:
        """By how many points it changes the KPI's weight."""
        return (self.row.points or NOTHING) - ((self.before.points if self.before else None) or NOTHING)


def terms_fields() -> list[str]:
    """The columns that make a ``TermsRow``, in its order."""
    elsewhere = {"month": "effective_from", "notice": "change_notice__reference"}
    return [elsewhere.get(name, name) for name in TermsRow._fields]


def changes_of(
    terms: Iterable[TermsRow], kpis: Iterable[MeasuredKpi], first: Month, last: Month, *, start: Month
) -> tuple[ChangeRow, ...]:
    """The changes from one month to another, by month and reference.

    Args:
        start: the contract's first month: KPIs in service from then on are not new.
    """
    steps = [step for step in _steps(terms, kpis) if first <= step.row.month <= last]
    shared: dict[tuple[Month, str | None, str], list[Step]] = defaultdict(list)
    others: dict[tuple[Month, str | None, str], list[Step]] = defaultdict(list)
    for step in steps:
        key = (step.row.month, step.row.notice, step.kpi.area)
        if step.row.change == Change.REDISTRIBUTION:
            shared[key].append(step)
        elif _is_told(step, start):
            others[key].append(step)
    rows = [row for key in {**others, **shared} for row in _rows(others.get(key, []), shared.get(key, []))]
    return tuple(sorted(rows, key=lambda row: (row.effective_from, row.kpi)))


def _steps(terms: Iterable[TermsRow], kpis: Iterable[MeasuredKpi]) -> Iterator[Step]:
    by_key = {kpi.pk: kpi for kpi in kpis}
    before: TermsRow | None = None
    for row in terms:
        if row.kpi in by_key:
            same = before is not None and before.kpi == row.kpi
            yield Step(by_key[row.kpi], before if same else None, row)
        before = row


def _is_told(step: Step, start: Month) -> bool:
    if step.row.change == Change.INITIAL:
        return step.row.month > start
    return step.row.change != Change.GLIDE


def _rows(others: list[Step], shared: list[Step]) -> Iterator[ChangeRow]:
    """The rows of an area, month and notice, the redistribution inside the one that caused it."""
    cause = _cause_of(others)
    if cause is None and shared:
        cause = min(shared, key=lambda step: (-abs(step.moved), step.kpi.reference))
        others = [*others, cause]
    for step in others:
        inside = [each for each in shared if each is not cause] if step is cause else []
        yield _row(step, inside)


def _cause_of(steps: list[Step]) -> Step | None:
    """The likeliest cause of a redistribution among the changes of its area, month and notice."""
    found = [
        (UNDER_A_NOTICE.index(Change(step.row.change)), step.moved, step.kpi.reference, step)
        for step in steps
        if step.row.change in (UNDER_A_NOTICE if step.row.notice else BY_THEMSELVES)
    ]
    return min(found, key=lambda each: each[:3])[3] if found else None


def _row(step: Step, shared: Iterable[Step]) -> ChangeRow:
    return ChangeRow(
        kpi=step.kpi.reference,
        area=step.kpi.area,
        description=step.kpi.description,
        previous=levels_of(step.before, step.kpi),
        revised=levels_of(step.row, step.kpi),
        effective_from=step.row.month,
        change=Change(step.row.change),
        change_notice=step.row.notice or "",
        said=step.row.description,
        reason=step.row.reason,
        status=step.row.status,
        redistributed=tuple(
            MovedPoints(
                kpi=each.kpi.reference,
                points_before=(each.before.points if each.before else None) or NOTHING,
                points_after=each.row.points or NOTHING,
            )
            for each in sorted(shared, key=lambda each: each.kpi.reference)
        ),
    )


def levels_of(row: TermsRow | None, kpi: MeasuredKpi) -> Levels:
    """The terms of a row as a change shows them; none of any where there is no row."""
    unit = Unit(kpi.unit)
    if row is None:
        return Levels(points=None, tsl=None, msl=None, unit=unit)
    return Levels(
        points=row.points,
        tsl=_to_decimals(row.tsl, kpi),
        msl=_to_decimals(row.msl, kpi),
        unit=unit,
    )


def _to_decimals(figure: Decimal | None, kpi: MeasuredKpi) -> Decimal | None:
    return None if figure is None else to_decimals(figure, kpi.decimals)
