"""How KPIs stand against what performance was before the contract, and since their first month."""

from __future__ import annotations

from collections.abc import Sequence

from reports.baselines import BaselineRow
from reports.papers.blocks import Cell, Column, Row, Run, Table
from reports.papers.making import cell, line, row, table

NOTHING = "–"


def baselines_table(rows: Sequence[BaselineRow]) -> Table | None:
    """The KPIs with a baseline, each beside it and its first month."""
    measures = [each for each in rows if each.has_baseline and not each.is_volume]
    if not measures:
        return None
    return _table("KPIs compared with before the contract", measures)


def volumes_table(rows: Sequence[BaselineRow]) -> Table | None:
    """Volumes for information, which stand beside the rates: they say how much there was to do."""
    volumes = [each for each in rows if each.is_volume]
    return _table("Volumes, for information", volumes) if volumes else None


def _table(caption: str, rows: Sequence[BaselineRow]) -> Table:
    columns = [
        Column(title="KPI", share=4),
        Column(title="Before the contract", share=4),
        Column(title="Latest", share=3),
        Column(title="Against before", share=2),
        Column(title="Since its first month", share=5),
    ]
    return table(caption, columns, [_row(each) for each in rows])


def _row(each: BaselineRow) -> Row:
    note = each.note if each.baseline is not None else ""
    return row(
        Cell(lines=((Run(text=each.kpi, is_strong=True),), line(each.description))),
        cell(each.printed_baseline, note),
        cell(each.printed_latest, each.latest.month.name),
        each.verdict or NOTHING,
        each.trajectory or NOTHING,
        key=each.kpi,
    )
