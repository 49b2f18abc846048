"""How the months went: Table 1, the KPIs that missed a level, and what was mitigated."""

from __future__ import annotations

from collections.abc import Iterable

from reports.papers.blocks import Cell, Column, Row, Table
from reports.papers.making import cell, number_columns, row, sentences, table
from reports.papers.words import months_words, total_words
from reports.statements import ExceptionRow, MitigationRow, Statement
from reports.statements.words import SummaryLine, summary_lines, total_line, uncounted_lines

NOTHING = "–"


def summary_table(overview: Statement, statement: Statement) -> Table:
    """Table 1: how many KPIs had each status in each month, the month before the range first."""
    months = [period.month.short_name for period in overview.periods]
    columns = [
        Column(title="Contract performance, all services", share=4),
        *number_columns(months, group="Number of KPIs"),
    ]
    lines = summary_lines(overview)
    rows = [*map(_summary_row, lines), _summary_row(total_line(overview), is_total=True)]
    below = [_summary_row(line) for line in uncounted_lines(overview)]
    notes = [total_words(change, statement.changes) for change in overview.total_changes]
    return table("Overall KPI summary performance", columns, [*rows, *below], notes=notes)


def _summary_row(line: SummaryLine, *, is_total: bool = False) -> Row:
    return row(cell(line.label, status=line.status), *line.numbers, is_total=is_total)


def red_table(statement: Statement) -> Table | None:
    """The KPIs that fell below the MSL, with what was said of each."""
    caption = f"KPIs which fell below the MSL, {months_words(statement)}"
    return _exceptions(caption, statement.reds) if statement.reds else None


def amber_table(statement: Statement) -> Table | None:
    """Table 2: the KPIs that missed the TSL and met the MSL, with what was said of each."""
    caption = f"KPIs which failed to meet the TSL but met the MSL, {months_words(statement)}"
    return _exceptions(caption, statement.ambers) if statement.ambers else None


def _exceptions(caption: str, rows: Iterable[ExceptionRow]) -> Table:
    columns = [
        Column(title="KPI", share=3),
        Column(title="Short description", share=4),
        Column(title="TSL", share=2, is_number=True),
        Column(title="MSL", share=2, is_number=True),
        Column(title="Actual", share=2, is_number=True),
        Column(title="Comment, impact, resolution", share=7),
    ]
    return table(caption, columns, [_exception(each) for each in rows])


def _exception(each: ExceptionRow) -> Row:
    said = (each.comment, each.impact and f"Impact: {each.impact}")
    told = (*said, each.resolution and f"Resolution: {each.resolution}")
    return row(
        f"{each.kpi} ({each.month.short_name})",
        each.description,
        each.printed_tsl,
        each.printed_msl,
        cell(each.printed_value, status=each.status),
        _texts(*told),
        key=f"{each.kpi} {each.month}",
    )


def _texts(*texts: str) -> Cell:
    """A cell with what was said, or with a dash where nobody said anything."""
    return cell(*([line for text in texts for line in sentences(text)] or [NOTHING]))


def mitigations_table(statement: Statement) -> Table | None:
    """Table 3: what was mitigated and in which months, why, with what impact, and how it becomes green."""
    if not statement.mitigations:
        return None
    columns = [
        Column(title="KPI (months mitigated)", share=4),
        Column(title="Short description", share=4),
        Column(title="Reason for granting mitigation", share=6),
        Column(title="Impact", share=3),
        Column(title="Path to green", share=4),
    ]
    caption = f"Details of KPI mitigation, {months_words(statement)}"
    return table(caption, columns, [_mitigation(each) for each in statement.mitigations])


def _mitigation(each: MitigationRow) -> Row:
    return row(
        cell(*(f"{kpi.kpi} ({kpi.printed_months})" for kpi in each.kpis)),
        cell(*dict.fromkeys(kpi.description for kpi in each.kpis)),
        _texts(each.reason or "No mitigation of these months is agreed any longer."),
        _texts(each.impact),
        _texts(each.path_to_green),
        key=" ".join(kpi.kpi for kpi in each.kpis),
    )
