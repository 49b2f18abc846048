"""Savings contracted and delivered, by financial year and since the contract began."""

from __future__ import annotations

from decimal import Decimal

from kpis.figures import NO_FIGURE
from reports.governance.values import SavingRow
from reports.papers.blocks import Column, Row, Table
from reports.papers.making import cell, number_columns, row, sentences, table
from reports.statements import Statement
from reports.statements.money_words import short_pounds

FIGURES = ("Contracted", "Delivered", "Variance")


def savings_table(statement: Statement) -> Table | None:
    """The savings of each year, what several come to, and why they are more or less than contracted.

    No row of it can be left out by itself: what the years come to would tell of it.
    """
    rows = statement.savings
    if not rows:
        return None
    groups = ("In the year", "Since the contract began") if len(rows) > 1 else ("",)
    columns = [
        Column(title="Financial year", share=2),
        *(column for group in groups for column in number_columns(FIGURES, group=group, share=3)),
        Column(title="Explanation", share=5),
    ]
    notes = ["A variance is what was delivered less what was contracted."]
    if len(rows) > 1 and any(each.variance is None for each in rows):
        notes.append("Only years of which both figures are known count since the contract began.")
    made = [_year(each, has_sums=len(rows) > 1) for each in rows]
    return table("Savings by financial year", columns, made, notes=notes)


def _year(each: SavingRow, *, has_sums: bool) -> Row:
    sums = (each.cumulative_contracted, each.cumulative_delivered, each.cumulative_variance)
    amounts = (each.contracted, each.delivered, each.variance, *(sums if has_sums else ()))
    explained = cell(*(sentences(each.note) or [NO_FIGURE]))
    return row(each.financial_year, *(_pounds(amount) for amount in amounts), explained)


def _pounds(amount: Decimal | None) -> str:
    return NO_FIGURE if amount is None else short_pounds(amount)
