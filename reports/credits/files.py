"""Credits as a file for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from contracts.calculations.months import Month
from contracts.downloads import csv_text
from contracts.models import Contract
from kpis.figures import unpadded
from kpis.models import ServiceCredit

COLUMNS = (
    *("month", "contract_month", "state", "area", "area_name", "points", "payment"),
    *("uncapped", "cap", "payable", "lost_to_cap", "suspended", "waiting_for_payment"),
)
STORED = (
    *("month", "period__state", "service_area__code", "service_area__name", "points", "payment"),
    *("uncapped", "cap", "payable", "lost_to_cap", "is_suspended"),
)


def credits_csv(contract: Contract, first: Month, last: Month) -> str:
    """The credits of all areas from one month to another, one row each, in one query."""
    rows = ServiceCredit.objects.filter(
        contract=contract, month__gte=first.first_day, month__lte=last.first_day
    )
    ordered = rows.order_by("month", "service_area__position", "service_area__code")
    return csv_text(COLUMNS, _rows(contract, ordered.values_list(*STORED)))


def _rows(contract: Contract, stored: Any) -> Iterator[tuple[Any, ...]]:
    for month, state, code, name, points, *pounds, is_suspended in stored:
        number = contract.month_number(month)
        is_waiting = pounds[3] is None
        flags = ("yes" if flag else "no" for flag in (is_suspended, is_waiting))
        yield (str(month), number, state, code, name, unpadded(points), *pounds, *flags)
