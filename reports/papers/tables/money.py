"""Points since the contract began, and what the credits of the months came to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from contracts.calculations.months import NAMES
from contracts.calculations.years import FinancialYear
from kpis.figures import NO_FIGURE, with_thousands
from reports.papers.blocks import Column, Row, Table
from reports.papers.making import number_columns, row, table
from reports.papers.words import months_words
from reports.statements import Statement
from reports.statements.money import PointsRow, sum_of
from reports.statements.money_words import MoneyLine, credit_lines, credit_notes

MONTHS = (*range(4, 13), *range(1, 4))
"""The months of a financial year."""


def points_since_start(points: Sequence[PointsRow]) -> Table | None:
    """Table 6: the points of all areas in every month, a column for each financial year."""
    if not points:
        return None
    years: dict[FinancialYear, dict[int, Decimal]] = {}
    for each in points:
        years.setdefault(FinancialYear.of(each.month), {})[each.month.number] = each.total
    columns = [Column(title="Month", share=2), *number_columns([str(year) for year in years], share=2)]
    caption = f"Total monthly abatement points from contract start to {points[-1].month.short_name}"
    totals = row("Year", *(with_thousands(sum_of(year.values())) for year in years.values()), is_total=True)
    return table(caption, columns, [*(_month(number, years.values()) for number in MONTHS), totals])


def _month(number: int, years: Iterable[Mapping[int, Decimal]]) -> Row:
    """What a month of the calendar had in each year; a dash for one before or after what is told."""
    found = (with_thousands(year[number]) if number in year else NO_FIGURE for year in years)
    return row(NAMES[number - 1], *found)


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
