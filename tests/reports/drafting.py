"""Reports of the small contract for tests: about May to July 2021, for a meeting in September."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from contracts.calculations.months import Month
from contracts.models import Contract, User
from reports.actions import drafts, review
from reports.drafts.details import Details
from reports.models import Report, ReportSection

AT = datetime(2021, 9, 1, 9, 30, tzinfo=UTC)
DETAILS = Details(
    title="How the provider did",
    month_from=Month(2021, 5),
    month_to=Month(2021, 7),
    compared_with=Month(2021, 4),
    meeting="Overview Board",
    held_on=date(2021, 9, 23),
    author="Ada Director",
    officer="Olive Officer",
)
TYPED = {
    "title": "How the provider did",
    "month_from": "2021-05",
    "month_to": "2021-07",
    "compared_with": "2021-04",
    "meeting": "Overview Board",
    "held_on": "23/09/2021",
    "author": "Ada Director",
    "officer": "Olive Officer",
}


def started(contract: Contract, by: User, **details: Any) -> Report:
    """A draft, as its writer would have started it."""
    return drafts.start(contract=contract, details=replace(DETAILS, **details), by=by, at=AT)


def in_review(contract: Contract, by: User, **details: Any) -> Report:
    return review.submit(report=started(contract, by, **details), by=by, at=AT).report


def section_of(report: Report, kind: str) -> ReportSection:
    return report.sections.get(kind=kind)
