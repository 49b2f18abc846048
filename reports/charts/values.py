"""The values of charts: what is drawn, whoever draws it. Numbers are floats; months are texts as printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A named row of numbers, one for each label of its chart; ``tone`` names its colour and pattern."""

    name: str
    numbers: tuple[float | None, ...]
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StackedBars:
    """Bars of stacked bands, such as points by service area or KPIs by status, a label each.

    Attributes:
        key: names the chart on its page, for example ``points_by_area``.
        unit: what is counted: "points", "KPIs" or "pounds".
        line: a band drawn as a line above the bars, such as a cap; None without one.
    """

    key: str
    title: str
    unit: str
    labels: tuple[str, ...]
    bands: tuple[Band, ...]
    line: Band | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupedBars:
    """Bars beside one another, a group for each label, such as pounds contracted and delivered by year.

    Attributes:
        per: what a label is, for example "Financial year".
        unit: what is counted: "points", "KPIs" or "pounds".
    """

    key: str
    title: str
    unit: str
    per: str
    labels: tuple[str, ...]
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A point of an XmR chart that is marked, and why; ``kind`` is improvement or concern."""

    place: int
    kind: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class XmrChart:
    """A KPI's figures through time with their mean, limits, targets and special causes.

    Attributes:
        unit: a word of ``Unit``; ``decimals`` are those its figures are printed with.
        statuses: the word of each figure's status, in their order.
        tsl, msl: the target and minimum in force in each month, None where there is none.
        mean, lower, upper: None for fewer than two figures.
        mitigated: the places of months that are blue.
    """

    key: str
    title: str
    unit: str
    labels: tuple[str, ...]
    figures: tuple[float | None, ...]
    statuses: tuple[str, ...]
    tsl: tuple[float | None, ...]
    msl: tuple[float | None, ...]
    mean: float | None
    lower: float | None
    upper: float | None
    is_provisional: bool
    marks: tuple[Mark, ...]
    mitigated: tuple[int, ...]
    decimals: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusGrid:
    """KPIs down, months across, a status in each place: the report's appendix as a picture.

    Attributes:
        rows: reference and service area of each KPI.
        statuses: for each KPI, the word of its status in each month; empty where it was not in service.
    """

    key: str
    title: str
    labels: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]
    statuses: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stage of a workstream, from one place among the labels to another, both included."""

    name: str
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Workstream:
    """A workstream with its stages in order, and how it stands, for example "On plan"."""

    name: str
    standing: str
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A programme through time; ``now`` is the place of the month it is told of, None if outside.

    A label may stand for many months in which nothing changes, for example "Oct 22 to Mar 24".
    """

    key: str
    title: str
    labels: tuple[str, ...]
    workstreams: tuple[Workstream, ...]
    now: int | None


Chart: TypeAlias = StackedBars | GroupedBars | XmrChart | StatusGrid | Timeline
