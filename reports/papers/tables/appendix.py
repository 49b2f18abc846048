"""The status of every KPI in each month of a year."""

from __future__ import annotations

from collections.abc import Sequence

from contracts.calculations.months import Month
from reports.grid import LETTERS, WORDS
from reports.papers.blocks import Column, Row, Table
from reports.papers.making import cell, row, table
from reports.papers.material import GridRow


def status_table(months: Sequence[Month], rows: Sequence[GridRow]) -> Table | None:
    """The KPIs down, the months across, a letter for the status in each place."""
    if not rows:
        return None
    columns = [Column(title="KPI", share=5), *(Column(title=month.short_name, share=1) for month in months)]
    caption = f"Status of every KPI, {months[0].short_name} to {months[-1].short_name}"
    return table(caption, columns, [_kpi(each) for each in rows], notes=[_key(rows)])


def _kpi(each: GridRow) -> Row:
    return row(each.kpi, *(cell(LETTERS.get(status, ""), status=status) for status in each.statuses))


def _key(rows: Sequence[GridRow]) -> str:
    """What the letters mean that occur, in the order in which they are known."""
    occurring = {status for each in rows for status in each.statuses}
    meant = (f"{LETTERS[status]}: {WORDS[status].lower()}" for status in LETTERS if status in occurring)
    return f"{'; '.join(meant)}. An empty place: not in service."
