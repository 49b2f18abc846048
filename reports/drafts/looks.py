"""How one section of a report will look, as it does in the whole paper."""

from __future__ import annotations

from dataclasses import replace

from reports.drafts.whole import Whole
from reports.papers.blocks import Row, Table
from reports.papers.notices import plain
from reports.papers.page import drawn_lightly
from reports.papers.sections import SectionKind
from reports.papers.shown import SectionShown, sections_of


def section_looks(whole: Whole, kind: SectionKind) -> SectionShown | None:
    """A section with the numbers that it has in the whole paper; None where it is left out."""
    sections = tuple(section for section in whole.paper.sections if section.kind == kind)
    shown = sections_of(replace(whole.paper, sections=sections), drawn_lightly, with_figures=True)
    return shown[0] if shown else None


def rows_of(whole: Whole, kind: SectionKind) -> dict[str, str]:
    """What each row of a section's tables is called that can be left out, by its key, in their order.

    Rows that are marked as not public, and are no longer there, come last.
    """
    tables = (
        block
        for section in whole.paper.sections
        if section.kind == kind
        for block in section.blocks
        if isinstance(block, Table)
    )
    found = {row.key: _called(table, row) for table in tables for row in table.rows if row.key}
    lost = {key: f"{key}, which no table has any more" for of, key in whole.lost_rows if of is kind}
    return found | lost


def _called(table: Table, row: Row) -> str:
    """The first two cells of a row, which say of which KPI and what it counts."""
    cells = (" ".join(plain(line) for line in cell.lines) for cell in row.cells[:2])
    return f"Table {table.number}: {', '.join(cells)}"
