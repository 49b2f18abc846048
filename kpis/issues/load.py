"""Reading the page of an issue, and the issues of a KPI, from the record."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Case, OuterRef, Prefetch, QuerySet, Subquery, When, prefetch_related_objects
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracts.access import Ability
from contracts.calculations.issues import Standing
from contracts.models import Contract, Issue, IssueUpdate
from contracts.models.issues import IssueStatus
from kpis.calculations.rag import Status
from kpis.issues.steps import WORDS, IssueStep, steps_from
from kpis.issues.values import IssuePage, LogLine, ShownIn, StepLink
from kpis.issues.words import KIND_WORDS, UNDER_CONTROL_WORDS, age_of, changes_of, flags_of
from kpis.models import Kpi, Result
from kpis.words import AWAITING, NO_RESULT_YET, STATUS_WORDS

_WRITTEN = IssueUpdate.objects.select_related("recorded_by")
RESOLVED_LAST = Case(When(status=IssueStatus.RESOLVED, then=1), default=0)


def issues_of(contract: Contract) -> QuerySet[Issue]:
    """A contract's issues with their logs, in three queries however many they are."""
    return contract.issues.select_related("contract", "service_area").prefetch_related("updates")


def issue_of(contract: Contract, reference: str) -> Issue:
    """A contract's issue with its log and who wrote it, the contract being the same row, in three queries.

    Raises:
        Http404: the contract has none of that reference.
    """
    found = get_object_or_404(contract.issues.select_related("service_area"), reference=reference)
    found.contract = contract
    prefetch_related_objects([found], Prefetch("updates", _WRITTEN))
    return found


def read_again(issue: Issue) -> None:
    """Bring an issue fetched by ``issue_of`` to what it is now.

    Raises:
        Http404: it was removed meanwhile.
    """
    contract = issue.contract
    try:
        issue.refresh_from_db()
    except Issue.DoesNotExist as error:
        raise Http404("The issue was removed.") from error
    issue.contract = contract
    prefetch_related_objects([issue], Prefetch("updates", _WRITTEN))


def issues_in(kpi: Kpi) -> QuerySet[Issue]:
    """The issues that show in a KPI, those that are not resolved first, in one query."""
    return Issue.objects.filter(kpi_links__kpi=kpi).order_by(RESOLVED_LAST, "-raised", "-pk")


def load_page(issue: Issue, *, today: date) -> IssuePage:
    """The page of an issue fetched by ``issue_of``, in one query more however many KPIs it shows in."""
    course = issue.course(today)
    return IssuePage(
        issue=issue,
        course=course,
        age=age_of(course),
        flags=flags_of(course, issue.due, today),
        under_control=UNDER_CONTROL_WORDS[issue.standing.under_control],
        log=_log(issue),
        kpis=tuple(_shown_in(kpi) for kpi in _linked(issue)),
        steps=_steps(issue) if Ability.KEEP_GOVERNANCE in issue.contract.abilities else (),
    )


def _log(issue: Issue) -> tuple[LogLine, ...]:
    """The entries, latest first, and last how it was raised."""
    updates = sorted(issue.updates.all(), key=lambda update: update.number)
    first = updates[0].plain.was if updates else issue.standing
    lines = [_line(update, is_last=update is updates[-1]) for update in reversed(updates)]
    return (*lines, LogLine(on=issue.raised, changes=_raised(first), text="", by=""))


def _line(update: IssueUpdate, *, is_last: bool) -> LogLine:
    return LogLine(
        on=update.as_at,
        changes=changes_of(update.plain),
        text=update.text,
        by=str(update.recorded_by or ""),
        is_last=is_last,
    )


def _raised(first: Standing) -> tuple[str, ...]:
    how = f"{KIND_WORDS[first.kind].lower()}, {UNDER_CONTROL_WORDS[first.under_control].lower()}"
    return (f"Raised: {how}",)


def _linked(issue: Issue) -> QuerySet[Any]:
    latest = Result.objects.filter(kpi=OuterRef("pk")).order_by("-month")
    kpis = Kpi.objects.filter(issue_links__issue=issue).order_by("service_area__position", "reference")
    return kpis.annotate(
        latest_month=Subquery(latest.values("month")[:1]), latest_status=Subquery(latest.values("status")[:1])
    )


def _shown_in(kpi: Any) -> ShownIn:
    status = kpi.latest_status
    return ShownIn(
        reference=kpi.reference,
        description=kpi.description,
        month=kpi.latest_month,
        status=status or AWAITING,
        word=STATUS_WORDS[Status(status)] if status else NO_RESULT_YET,
    )


def _steps(issue: Issue) -> tuple[StepLink, ...]:
    args = [issue.contract.reference, issue.reference]
    taken = [
        StepLink(
            word=WORDS[step].button,
            address=reverse(f"issue_{step}", args=args),
            is_main=step == IssueStep.UPDATE,
        )
        for step in steps_from(issue.standing)
    ]
    rest = (("Change", "issue_change"), ("Remove", "issue_remove"))
    return (
        *taken,
        *(StepLink(word=word, address=reverse(name, args=args), is_main=False) for word, name in rest),
    )
