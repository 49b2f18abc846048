"""Starting a report, saying where it goes and of which months it tells, and deleting it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from contracts.access import Ability, abilities_of
from contracts.actions import hold_contract, remove
from contracts.models import Contract, User
from contracts.recording import record_changes, record_new
from contracts.refusals import NotAllowed
from reports.actions import EditedMeanwhile, permitted
from reports.drafts.beginnings import fresh_sections, source_of, texts_of
from reports.drafts.details import CHECKED, DETAILS, Details, what_is_wrong
from reports.drafts.rules import ReportStep
from reports.models import Report


@transaction.atomic
def start(*, contract: Contract, details: Details, by: User, at: datetime) -> Report:
    """Begin a report, with the usual sections and their texts from the figures.

    Raises:
        NotAllowed: the person may not, or there is no such range of months.
    """
    if Ability.WRITE_REPORT not in abilities_of(by, contract):
        raise NotAllowed("A report is started by a contract officer or a contract manager.")
    contract = hold_contract(contract)
    _check(contract, details)
    report = Report(
        contract=contract, number=_next_number(contract), created_by=by, created_at=at, **details.as_columns()
    )
    record_new([report], contract=contract, by=by)
    sections = fresh_sections(report, today=timezone.localdate(at))
    record_new(list(sections), contract=contract, by=by)
    return report


@transaction.atomic
def change_details(*, report: Report, details: Details, by: User, seen: int, today: date) -> Report:
    """Change what a draft is about or where it goes; texts that nobody edited follow the figures of today.

    Args:
        seen: the report's version that the person saw.

    Raises:
        NotAllowed: it is no draft, the person may not, or there is no such range of months.
        EditedMeanwhile: somebody changed the details since.
    """
    report = permitted(ReportStep.CHANGE, report, by)
    if report.version != seen:
        theirs = Details.of(report).as_columns()
        raise EditedMeanwhile(report.history, called="the details", fields=theirs, version=report.version)
    _check(report.contract, details)
    for name, value in details.as_columns().items():
        setattr(report, name, value)
    report.version += 1
    record_changes([report], [*DETAILS, "version"], contract=report.contract, by=by)
    _follow(report, by=by, today=today)
    return report


@transaction.atomic
def follow_the_figures(*, report: Report, by: User, today: date) -> list[str]:
    """Write anew, from the figures of today, each text of a draft that nobody edited since it was taken.

    Returns:
        the titles of the sections whose texts are others now.

    Raises:
        NotAllowed: it is no draft, or the person may not.
    """
    return _follow(permitted(ReportStep.CHANGE, report, by), by=by, today=today)


@transaction.atomic
def delete(*, report: Report, by: User) -> None:
    """Delete a draft; its number stays its own.

    Raises:
        NotAllowed: it is no draft, or the person may not.
    """
    report = permitted(ReportStep.DELETE, report, by)
    reason = f"{report} was deleted"
    parts = (report.exempt_rows.all(), report.left_out_highlights.all(), report.sections.all())
    for row in [*(row for rows in parts for row in rows), report]:
        remove(row, by=by, reason=reason)


def _follow(report: Report, *, by: User, today: date) -> list[str]:
    source = source_of(report, today=today)
    texts = texts_of(report, source.statement, source.material)
    moved = []
    for section in report.sections.order_by("position"):
        if section.text == section.filled != texts[section.kind]:
            section.text = section.filled = texts[section.kind]
            section.version += 1
            moved.append(section)
    fields = ("text", "filled", "version")
    reason = "Written anew from the figures"
    record_changes(moved, fields, contract=report.contract, by=by, reason=reason)
    return [section.title for section in moved]


def _check(contract: Contract, details: Details) -> None:
    days = {name: getattr(details, name) for name in CHECKED}
    for _, sentence in what_is_wrong(contract, **days):
        raise NotAllowed(sentence)


def _next_number(contract: Contract) -> int:
    """The number after the highest that the contract ever had: that of a deleted report stays its own."""
    highest = Report.history.filter(contract=contract).order_by().aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1
