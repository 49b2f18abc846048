"""What a report is about and where it goes, apart from its sections: checked, and suggested for a new one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Self

from contracts.calculations.months import Month
from contracts.models import Contract, User
from kpis.models import Period, PeriodState
from reports.models import Report, ReportState

MONTHS_OF_A_FIRST_REPORT = 6
"""As many as the summary table of a report usually shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """The columns of a report that people type; see ``Report`` for what each is."""

    title: str
    month_from: Month
    month_to: Month
    compared_with: Month | None
    meeting: str
    held_on: date
    author: str
    officer: str

    @classmethod
    def of(cls, report: Report) -> Self:
        return cls(**{name: getattr(report, name) for name in DETAILS})

    def as_columns(self) -> dict[str, Any]:
        return asdict(self) | {
            "month_from": self.month_from,
            "month_to": self.month_to,
            "compared_with": self.compared_with,
        }


DETAILS = tuple(Details.__dataclass_fields__)
CHECKED = ("month_from", "month_to", "compared_with", "held_on")
"""Those that are held against each other and the contract."""


def what_is_wrong(
    contract: Contract,
    *,
    month_from: Month,
    month_to: Month,
    compared_with: Month | None,
    held_on: date | None,
) -> Iterator[tuple[str, str]]:
    """What keeps a report from being about these months, for that day: the field, and why in a sentence."""
    if month_to < month_from:
        yield "month_to", f"The last month cannot come before the first, {month_from.name}."
        return
    if month_from < contract.first_month:
        yield "month_from", f"The contract begins in {contract.first_month.name}."
    opened = Period.objects.filter(contract=contract).order_by("-month").first()
    if opened is None:
        yield "month_to", "No month of this contract has been opened yet."
    elif month_to > opened.month:
        yield "month_to", f"{month_to.name} has not been opened yet: the last month is {opened}."
    if compared_with is not None and compared_with >= month_to:
        yield "compared_with", "The previous report must have ended before the last month of this one."
    if held_on is not None and held_on < month_to.first_day:
        yield "held_on", f"The meeting cannot come before the last month of the report, {month_to.name}."


def suggested(contract: Contract, by: User) -> dict[str, Any]:
    """What a new report would most likely be: the months since the last, for the same meeting."""
    reports = Report.objects.filter(contract=contract)
    latest = reports.order_by("-number").first()
    published = reports.filter(state=ReportState.PUBLISHED).order_by("-month_to", "-number").first()
    return {
        "title": latest.title if latest else f"Performance of the {contract.title}",
        "meeting": latest.meeting if latest else "",
        "author": latest.author if latest else "",
        "officer": by.name,
        **_months(contract, published.month_to if published else None),
    }


def _months(contract: Contract, reported: Month | None) -> dict[str, Month | None]:
    """From the month after the last that was reported to the last that is no longer open."""
    periods = list(contract.periods.order_by("-month").values_list("month", "state"))
    if not periods:
        return {}
    last = next((month for month, state in periods if state != PeriodState.OPEN), periods[0][0])
    first = reported + 1 if reported else last + (1 - MONTHS_OF_A_FIRST_REPORT)
    return {
        "month_from": min(max(first, contract.first_month), last),
        "month_to": last,
        "compared_with": reported if reported and reported < last else None,
    }
