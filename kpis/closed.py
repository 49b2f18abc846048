"""Months that are no longer open: what was judged in them stands until they are sent back or reopened."""

from __future__ import annotations

from collections.abc import Sequence

from contracts.calculations.months import Month, printed_months
from contracts.models import Contract
from kpis.models import Period, PeriodState


def closed_months(contract: Contract, first: Month | None = None, last: Month | None = None) -> list[Month]:
    """The submitted and signed-off months of a contract in a range, earliest first; None: no end."""
    periods = Period.objects.filter(contract=contract).exclude(state=PeriodState.OPEN)
    if first is not None:
        periods = periods.filter(month__gte=first)
    if last is not None:
        periods = periods.filter(month__lte=last)
    return list(periods.order_by("month").values_list("month", flat=True))


def why_not(months: Sequence[Month]) -> str:
    """Why a change that touches closed months is refused, in a sentence."""
    return (
        f"This would change {in_words(months)}: "
        "date the change later, or have the month sent back or reopened first"
    )


def in_words(months: Sequence[Month]) -> str:
    """Closed months, and that they are: ``Nov-Dec 2021, which are submitted or signed off``."""
    years = {month.year for month in months}
    printed = f"{printed_months(months)} {years.pop()}" if len(years) == 1 else printed_months(months)
    return f"{printed}, which {'is' if len(months) == 1 else 'are'} submitted or signed off"
