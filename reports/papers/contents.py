"""What each section of a paper shows of the figures: its tables and charts, not yet numbered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from contracts.calculations.months import Month
from reports.charts.values import Chart
from reports.papers.blocks import Block, Figure
from reports.papers.material import Material
from reports.papers.sections import SectionKind
from reports.papers.tables.appendix import status_table
from reports.papers.tables.changes import changes_table
from reports.papers.tables.money import credits_table, points_since_start
from reports.papers.tables.performance import amber_table, mitigations_table, red_table, summary_table
from reports.papers.tables.programme import programme_table
from reports.statements import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What sections are made of."""

    statement: Statement
    material: Material

    @property
    def first(self) -> Month:
        return self.statement.periods[0].month

    @property
    def last(self) -> Month:
        return self.statement.periods[-1].month


def contents_of(kind: SectionKind, source: Source) -> tuple[Block, ...]:
    """The tables and figures of a section, in their order; none where there is nothing to show."""
    made = CONTENTS[kind](source) if kind in CONTENTS else []
    return tuple(block for block in made if block is not None)


def _performance(source: Source) -> list[Block | None]:
    return [summary_table(source.material.overview, source.statement)]


def _exceptions(source: Source) -> list[Block | None]:
    return [red_table(source.statement), amber_table(source.statement)]


def _mitigations(source: Source) -> list[Block | None]:
    return [mitigations_table(source.statement)]


def _changes(source: Source) -> list[Block | None]:
    return [changes_table(source.statement)]


def _programme(source: Source) -> list[Block | None]:
    return [_figure(source, "programme"), programme_table(source.material.programme, source.last)]


def _points(source: Source) -> list[Block | None]:
    return [_figure(source, "points_by_area"), points_since_start(source.material.points)]


def _credits(source: Source) -> list[Block | None]:
    return [credits_table(source.statement)]


def _appendix(source: Source) -> list[Block | None]:
    return [status_table(source.material.grid_months, source.material.grid)]


CONTENTS: Mapping[SectionKind, Callable[[Source], list[Block | None]]] = {
    SectionKind.PERFORMANCE: _performance,
    SectionKind.EXCEPTIONS: _exceptions,
    SectionKind.MITIGATIONS: _mitigations,
    SectionKind.CHANGES: _changes,
    SectionKind.PROGRAMME: _programme,
    SectionKind.POINTS: _points,
    SectionKind.CREDITS: _credits,
    SectionKind.APPENDIX: _appendix,
}


def _figure(source: Source, key: str) -> Figure | None:
    chart: Chart | None = source.material.charts.get(key)
    return Figure(number=0, caption=chart.title, chart=chart) if chart else None
