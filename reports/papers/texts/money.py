"""Points and credits in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from kpis.figures import unpadded, with_thousands
from reports.papers.source import Occasion, Source
from reports.papers.words import named_months
from reports.statements.money import CreditRow, sum_of
from reports.statements.money_words import number_of_points, pounds, suspended_months
from reports.statements.words import listed


def points_text(source: Source, occasion: Occasion) -> list[str]:
    if not source.material.credits:
        return ["The contract has no credit terms, so failures have incurred no abatement points."]
    distributed = source.statement.points_distributed[-1].total
    shown = (
        "{points} below shows the total number of abatement points the contract has attracted in each month "
        f"since it began. A total of {number_of_points(distributed)} is currently distributed amongst the "
        "KPIs."
    )
    return [f"{shown} {_incurred(source)}"]


def _incurred(source: Source) -> str:
    """How many points the failures of the months incurred, and when."""
    months = [row for row in source.statement.points if row.total]
    if not months:
        return "None were incurred in the period."
    total = number_of_points(sum_of(row.total for row in months))
    if len(months) == 1:
        return f"In the period {total} {_was(months[0].total)} incurred, in {months[0].month.name}."
    parts = listed([f"{with_thousands(row.total)} in {row.month.name}" for row in months])
    return f"In the period {total} were incurred: {parts}."


def _was(number: Decimal) -> str:
    return "was" if number == 1 else "were"


def credits_text(source: Source, occasion: Occasion) -> list[str]:
    if not source.statement.credits:
        return ["No credit terms applied in the period, so nothing was payable for failures."]
    payable = " ".join([_payable(source), *_lost(source)])
    return [*_capped(source.material.cap_percent), payable, *_told(source)]


def _capped(percent: Decimal | None) -> list[str]:
    if percent is None:
        return []
    return [
        "The maximum service credits payable by each service area is capped at "
        f"{unpadded(percent)}% of that area's payment for that month."
    ]


def _payable(source: Source) -> str:
    """What is payable, and for which months."""
    by_month = _by_month(source.statement.credits, lambda row: row.payable)
    if not by_month:
        return "No service credits are payable for the period."
    total = pounds(sum_of(amount for _, amount in by_month))
    if len(by_month) == 1:
        return f"Service credits of {total} are payable for the period, all for {by_month[0][0]}."
    parts = listed([f"{pounds(amount)} for {month}" for month, amount in by_month])
    return f"Service credits of {total} are payable for the period: {parts}."


def _by_month(
    credits: Iterable[CreditRow], amount: Callable[[CreditRow], Decimal | None]
) -> list[tuple[str, Decimal]]:
    """The months with a sum above nothing, in words, and the sums."""
    sums: dict[str, Decimal] = {}
    for row in credits:
        sums[row.month.name] = sums.get(row.month.name, Decimal(0)) + (amount(row) or 0)
    return [(month, total) for month, total in sums.items() if total]


def _lost(source: Source) -> list[str]:
    lost = sum_of(row.lost_to_cap for row in source.statement.credits)
    return [f"The cap kept back a further {pounds(lost)}."] if lost else []


def _told(source: Source) -> list[str]:
    """Suspensions, and what cannot be worked out yet."""
    texts = []
    if months := suspended_months(source.statement):
        texts.append(
            f"Service credits were suspended in {named_months(months)}: points counted, nothing was payable."
        )
    if waiting := sorted({row.month for row in source.statement.credits if row.is_waiting}):
        texts.append(f"Credits for {named_months(waiting)} wait for payments to be recorded.")
    return texts
