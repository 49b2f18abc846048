"""What each section of a paper shows of the figures: its tables and charts, not yet numbered."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reports.charts.of_programme import programme
from reports.charts.of_record import credits_against_cap, points_by_area, status_grid
from reports.charts.of_savings import savings_chart
from reports.charts.values import Chart
from reports.papers.blocks import Block, Figure
from reports.papers.sections import SectionKind
from reports.papers.source import Source
from reports.papers.tables.baselines import baselines_table, volumes_table
from reports.papers.tables.changes import changes_table
from reports.papers.tables.governance import (
    assurances_table,
    commitments_table,
    highlights_table,
    issues_tables,
    objectives_tables,
)
from reports.papers.tables.money import credits_table, points_since_start
from reports.papers.tables.performance import amber_table, mitigations_table, red_table, summary_table
from reports.papers.tables.programme import programme_table
from reports.papers.tables.savings import savings_table


def contents_of(kind: SectionKind, source: Source) -> tuple[Block, ...]:
    """The tables and figures of a section, in their order; none where there is nothing to show."""
    made = CONTENTS[kind](source) if kind in CONTENTS else []
    return tuple(block for block in made if block is not None)


def _objectives(source: Source) -> list[Block | None]:
    return [*objectives_tables(source.statement)]


def _savings(source: Source) -> list[Block | None]:
    rows = source.statement.savings
    figure = _figure(savings_chart(rows)) if len(rows) > 1 else None
    return [figure, savings_table(source.statement)]


def _baselines(source: Source) -> list[Block | None]:
    rows = source.material.baselines
    return [baselines_table(rows), volumes_table(rows)]


def _highlights(source: Source) -> list[Block | None]:
    return [highlights_table(source.statement)]


def _issues(source: Source) -> list[Block | None]:
    return [*issues_tables(source.statement)]


def _commitments(source: Source) -> list[Block | None]:
    return [commitments_table(source.statement)]


def _assurances(source: Source) -> list[Block | None]:
    return [assurances_table(source.statement)]


def _performance(source: Source) -> list[Block | None]:
    return [summary_table(source.material.overview, source.statement)]


def _exceptions(source: Source) -> list[Block | None]:
    return [red_table(source.statement), amber_table(source.statement)]


def _mitigations(source: Source) -> list[Block | None]:
    return [mitigations_table(source.statement)]


def _changes(source: Source) -> list[Block | None]:
    return [changes_table(source.statement)]


def _programme(source: Source) -> list[Block | None]:
    rows = source.statement.programme
    has_stages = any(row.stages for row in rows)
    figure = _figure(programme(rows, source.last)) if has_stages else None
    return [figure, programme_table(rows, source.last)]


def _points(source: Source) -> list[Block | None]:
    points = source.material.points
    if not source.material.credits:
        return []
    return [_figure(points_by_area(points)), points_since_start(points)]


def _credits(source: Source) -> list[Block | None]:
    if not source.statement.credits:
        return []
    months = [row.month for row in source.material.points]
    figure = _figure(credits_against_cap(months, source.material.credits))
    return [figure, credits_table(source.statement)]


def _appendix(source: Source) -> list[Block | None]:
    months, rows = source.material.grid_months, source.material.grid
    return [_figure(status_grid(months, rows))] if rows else []


CONTENTS: Mapping[SectionKind, Callable[[Source], list[Block | None]]] = {
    SectionKind.OBJECTIVES: _objectives,
    SectionKind.SAVINGS: _savings,
    SectionKind.PERFORMANCE: _performance,
    SectionKind.BASELINES: _baselines,
    SectionKind.EXCEPTIONS: _exceptions,
    SectionKind.MITIGATIONS: _mitigations,
    SectionKind.CHANGES: _changes,
    SectionKind.HIGHLIGHTS: _highlights,
    SectionKind.ISSUES: _issues,
    SectionKind.COMMITMENTS: _commitments,
    SectionKind.ASSURANCES: _assurances,
    SectionKind.PROGRAMME: _programme,
    SectionKind.POINTS: _points,
    SectionKind.CREDITS: _credits,
    SectionKind.APPENDIX: _appendix,
}


def _figure(chart: Chart) -> Figure:
    return Figure(number=0, caption=chart.title, chart=chart)
