"""Writing issues, their logs and their links to KPIs.

An entry in the log and what it changes of the issue are one action, and the issue carries what its
latest entry left.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction

from contracts.actions import hold_contract, remove
from contracts.actions.records import MEANWHILE, next_reference
from contracts.calculations.issues import Standing, course_of
from contracts.models import Contract, Issue, IssueUpdate, User
from contracts.recording import record_changes, record_new
from contracts.refusals import ChangedMeanwhile, NotAllowed
from kpis.models import IssueKpi, Kpi

LETTER = "I"
"""What the references of issues begin with."""
STANDS = ("kind", "status", "under_control", "resolved_on")
SAID = ("as_at", "text", "kind", "status", "under_control")


def version_of(issue: Issue) -> int:
    """A number that moves with every change of an issue, its log or its links to KPIs; 0 for a new one."""
    if issue.pk is None:
        return 0
    lines = (
        Issue.history.filter(id=issue.pk),
        IssueUpdate.history.filter(issue=issue.pk),
        IssueKpi.history.filter(issue=issue.pk),
    )
    latest = (rows.order_by("-history_id").values_list("history_id", flat=True).first() for rows in lines)
    return sum(number or 0 for number in latest)


@transaction.atomic
def raise_issue(*, issue: Issue, kpis: Collection[Kpi], by: User, today: date) -> None:
    """Write down a new issue, with the KPIs in which it shows; it gets the next reference.

    Raises:
        NotAllowed: it was raised in the future, or a KPI is another contract's.
    """
    contract = hold_contract(issue.contract)
    _refuse(wrong_raising(issue.raised, None, today))
    issue.reference = next_reference(contract, Issue, LETTER)
    record_new([issue], contract=contract, by=by)
    _link(issue, kpis, by)


@transaction.atomic
def change_issue(
    *, issue: Issue, fields: Collection[str], kpis: Collection[Kpi], seen: int, by: User, today: date
) -> None:
    """Write what is said of an issue, and the KPIs in which it shows. Where it stands is for its log.

    Raises:
        ChangedMeanwhile: somebody changed it, its log or its links since.
        NotAllowed: one of the fields is for its log, its day or a KPI is wrong.
    """
    contract = _held(issue, seen)
    if set(fields) & {*STANDS, "reference"}:
        raise NotAllowed("Where an issue stands changes by an entry in its log.")
    _refuse(wrong_raising(issue.raised, first_word(issue), today))
    if fields:
        record_changes([issue], fields, contract=contract, by=by)
    _link(issue, kpis, by)


@transaction.atomic
def add_update(*, update: IssueUpdate, seen: int, by: User, today: date) -> None:
    """Add an entry to the log of an issue, and leave the issue where the entry says.

    Raises:
        ChangedMeanwhile: somebody changed the issue, its log or its links since.
        NotAllowed: its day is in the future or before the last entry's.
    """
    issue = update.issue
    contract = _held(issue, seen)
    last = last_update(issue)
    _refuse(wrong_day(update.as_at, last.as_at if last else issue.raised, today))
    update.number = last.number + 1 if last else 1
    update.recorded_by = by
    record_new([update], contract=contract, by=by)
    _stand(issue, update.plain.now, _resolution(issue, update), contract=contract, by=by, why=update.text)


@transaction.atomic
def correct_update(*, update: IssueUpdate, seen: int, by: User, today: date, reason: str) -> None:
    """Write the last entry of a log as it should have been, and leave the issue where it says then.

    Raises:
        ChangedMeanwhile: somebody changed the issue, its log or its links since.
        NotAllowed: it is not the last, its day is wrong, or no reason is given.
    """
    issue = update.issue
    contract = _held(issue, seen)
    before = _is_last(update, reason)
    _refuse(wrong_day(update.as_at, before.as_at if before else issue.raised, today))
    record_changes([update], SAID, contract=contract, by=by, reason=reason)
    _stand(issue, update.plain.now, _resolution(issue, update), contract=contract, by=by, why=reason)


@transaction.atomic
def take_back_update(*, update: IssueUpdate, seen: int, by: User, reason: str) -> None:
    """Remove the last entry of a log, and leave the issue where it stood before; history keeps the entry.

    Raises:
        ChangedMeanwhile: somebody changed the issue, its log or its links since.
        NotAllowed: it is not the last, or no reason is given.
    """
    issue = update.issue
    contract = _held(issue, seen)
    _is_last(update, reason)
    was, resolved_on = update.plain.was, _resolved_before(update)
    remove(update, by=by, reason=reason)
    _stand(issue, was, resolved_on, contract=contract, by=by, why=reason)


@transaction.atomic
def remove_issue(*, issue: Issue, seen: int, by: User, reason: str) -> None:
    """Delete an issue that was a mistake, with its log and its links to KPIs; history keeps all of it.

    Raises:
        ChangedMeanwhile: somebody changed it, its log or its links since.
        NotAllowed: no reason is given.
    """
    _held(issue, seen)
    _because(reason)
    rows: list[Any] = [*issue.kpi_links.all(), *issue.updates.order_by("-number"), issue]
    for row in rows:
        remove(row, by=by, reason=reason)


def last_update(issue: Issue) -> IssueUpdate | None:
    """The latest entry in the log of an issue, which alone can be corrected or taken back."""
    return issue.updates.select_related("recorded_by").order_by("-number").first()


def first_word(issue: Issue) -> date | None:
    """The earliest day in the log of an issue."""
    return issue.updates.order_by("as_at").values_list("as_at", flat=True).first() if issue.pk else None


def wrong_raising(raised: date, first: date | None, today: date) -> str:
    """Why an issue cannot have been raised on a day, in a sentence; empty if it can."""
    if raised > today:
        return "The day it was raised is in the future."
    if first is not None and raised > first:
        return f"Its log begins on {in_words(first)}: it cannot have been raised after that."
    return ""


def wrong_day(day: date, earliest: date, today: date) -> str:
    """Why an entry cannot be of a day, in a sentence; empty if it can."""
    if day > today:
        return "The day is in the future."
    if day < earliest:
        return f"The day must not be before {in_words(earliest)}, the last of which the log tells."
    return ""


def in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _held(issue: Issue, seen: int) -> Contract:
    """The issue's contract, held; the issue is as the person saw it."""
    contract = hold_contract(issue.contract)
    if version_of(issue) != seen or not Issue.objects.filter(pk=issue.pk).exists():
        raise ChangedMeanwhile(MEANWHILE)
    return contract


def _refuse(why: str) -> None:
    if why:
        raise NotAllowed(why)


def _because(reason: str) -> None:
    _refuse("" if reason.strip() else "Say why.")


def _is_last(update: IssueUpdate, reason: str) -> IssueUpdate | None:
    """The entry before the last one of a log; refuses to touch any other."""
    _because(reason)
    last, *before = [*update.issue.updates.order_by("-number")[:2], None]
    if last != update:
        raise NotAllowed("Only the last entry in the log can be put right.")
    return before[0]


def _stand(
    issue: Issue, now: Standing, resolved_on: date | None, *, contract: Contract, by: User, why: str
) -> None:
    """Leave an issue where its log says; nothing is written where it stands there already."""
    said = (str(now.kind), str(now.status), str(now.under_control), resolved_on)
    known = Issue.objects.get(pk=issue.pk)
    fields = [name for name, value in zip(STANDS, said, strict=True) if getattr(known, name) != value]
    for name, value in zip(STANDS, said, strict=True):
        setattr(issue, name, value)
    if fields:
        record_changes([issue], fields, contract=contract, by=by, reason=why)


def _resolution(issue: Issue, update: IssueUpdate) -> date | None:
    """The day on which an issue is resolved once an entry is in its log."""
    if update.plain.resolves:
        return update.as_at
    return issue.resolved_on if update.plain.now.is_resolved else None


def _resolved_before(update: IssueUpdate) -> date | None:
    """The day on which an issue was resolved before an entry: by its log, or by what history knows of it."""
    issue = update.issue
    written = update.history.order_by("history_id").values_list("history_date", flat=True).first()
    known = Issue.history.filter(id=issue.pk, history_date__lt=written).order_by("-history_id")
    return course_of(
        raised=issue.raised,
        standing=update.plain.was,
        resolved_on=known.values_list("resolved_on", flat=True).first(),
        log=[each.plain for each in issue.updates.exclude(pk=update.pk).order_by("number")],
        as_at=update.as_at,
    ).resolved_on


def _link(issue: Issue, kpis: Collection[Kpi], by: User) -> None:
    """Leave an issue with exactly these KPIs."""
    for kpi in kpis:
        _refuse("" if kpi.contract_id == issue.contract_id else f"{kpi} is no KPI of this contract.")
    links = {link.kpi_id: link for link in issue.kpi_links.all()}
    chosen = {kpi.pk for kpi in kpis}
    for pk in links.keys() - chosen:
        remove(links[pk], by=by, reason=f"{issue.reference} does not show in it")
    new = [IssueKpi(issue=issue, kpi=kpi) for kpi in kpis if kpi.pk not in links]
    record_new(new, contract=issue.contract, by=by)
