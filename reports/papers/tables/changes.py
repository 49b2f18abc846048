"""What changed in what is measured: Table 4."""

from __future__ import annotations

from reports.papers.blocks import Column, Row, Table
from reports.papers.making import cell, number_columns, row, sentences, table
from reports.papers.words import months_words
from reports.statements import Statement
from reports.statements.changes import ChangeRow, Levels

LEVELS = ("Points", "TSL", "MSL")


def changes_table(statement: Statement) -> Table | None:
    """Table 4: the terms of each changed KPI before and after, and where its points went."""
    if not statement.changes:
        return None
    columns = [
        Column(title="KPI", share=5),
        *number_columns(LEVELS, group="Previous", share=2),
        *number_columns(LEVELS, group="Revised", share=2),
        Column(title="Change, reason and current status", share=7),
    ]
    caption = f"Details of KPI changes, {months_words(statement)}"
    return table(caption, columns, [_change(each) for each in statement.changes])


def _change(each: ChangeRow) -> Row:
    return row(
        cell(each.kpi, each.description),
        *_levels(each.previous),
        *_levels(each.revised),
        cell(*_said(each)),
        key=f"{each.kpi} {each.effective_from}",
    )


def _levels(levels: Levels) -> tuple[str, str, str]:
    return levels.printed_points, levels.printed_tsl, levels.printed_msl


def _said(each: ChangeRow) -> list[str]:
    """What changed and when, why, how it stands, and where the points went."""
    notice = f", {each.change_notice}" if each.change_notice else ""
    change = f"{each.word} from {each.effective_from.name}{notice}."
    moved = ", ".join(f"{kpi.kpi} {kpi.printed_before} to {kpi.printed_after}" for kpi in each.redistributed)
    return [
        *sentences(f"{change} {each.said}"),
        *sentences(each.reason and f"Reason: {each.reason}"),
        *sentences(each.status and f"Status: {each.status}"),
        *sentences(moved and f"Abatement points redistributed: {moved}."),
    ]
