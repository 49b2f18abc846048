"""Points since the contract began, and what the credits of the months came to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from contracts.calculations.months import NAMES
from contracts.calculations.years import FinancialYear
from kpis.figures import NO_FIGURE, with_thousands
from reports.papers.blocks import Column, Row, Table
from reports.papers.making import number_columns, row, table
from reports.papers.words import months_words
from reports.statements import Statement
from reports.statements.money import PointsRow, sum_of
from reports.statements.money_words import MoneyLine, credit_lines, credit_notes

MONTHS = (*NAMES[3:], *NAMES[:3])
"""The months of a financial year."""


def points_since_start(points: Sequence[PointsRow]) -> Table | None:
    """Table 6: the points of all areas in every month, a financial year in each row."""
    if not points:
        return None
    columns = [
        Column(title="Year", share=2),
        *number_columns([name[:3] for name in MONTHS], share=2),
        *number_columns(["Year"], share=2),
    ]
    caption = f"Total monthly abatement points from contract start to {points[-1].month.short_name}"
    by_year = groupby(points, lambda each: FinancialYear.of(each.month))
    return table(caption, columns, [_year(year, rows) for year, rows in by_year])


def _year(year: FinancialYear, rows: Iterable[PointsRow]) -> Row:
    found = {each.month.number: each.total for each in rows}
    order = [4 + place if place < 9 else place - 8 for place in range(12)]
    months = [with_thousands(found[number]) if number in found else NO_FIGURE for number in order]
    return row(str(year), *months, with_thousands(sum_of(found.values())))


def credits_table(statement: Statement) -> Table | None:
    """What is payable by service area and month, before the cap and after."""
    if not statement.credits:
        return None
    columns = [
        Column(title="Service area", share=2),
        *number_columns([period.month.short_name for period in statement.periods], share=2),
    ]
    caption = f"Service credits payable, {months_words(statement)}"
    lines = [_money(each) for each in credit_lines(statement)]
    return table(caption, columns, lines, notes=credit_notes(statement))


def _money(each: MoneyLine) -> Row:
    return row(each.label, *each.figures, is_total=each.is_total)
