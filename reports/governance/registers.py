"""What went wrong, what was undertaken and what was asked for, as it stood at the end of a day.

An issue stands where its log had left it by then; what was settled or answered on a later day was still open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from contracts.models import Assurance, Commitment, Contract, Issue
from contracts.models.assurances import AssuranceStatus
from contracts.models.commitments import CommitmentKind, CommitmentStatus
from contracts.models.issues import IssueKind, IssueStatus, UnderControl
from contracts.models.sides import Owner
from kpis.models import IssueKpi
from reports.governance.values import AssuranceRow, CommitmentRow, IssueRow


def issues_as_at(contract: Contract, as_at: date, since: date) -> tuple[IssueRow, ...]:
    """The issues that had been raised, but for those resolved by the report before, in three queries."""
    raised = contract.issues.filter(raised__lte=as_at).order_by("pk")
    rows, kpis = raised.select_related("service_area").prefetch_related("updates"), _kpis(contract)
    found = [_issue(row, kpis[row.pk], as_at) for row in rows]
    return tuple(row for row in found if _is_told(row.resolved_on, since))


def _is_told(ended: date | None, since: date) -> bool:
    """Whether something that has not ended, or ended on a day, belongs in a report.

    What ended on a day that nobody wrote down does: better told twice than never.
    """
    return ended is None or ended > since


def _kpis(contract: Contract) -> dict[int, list[str]]:
    """The references of the KPIs in which each issue shows."""
    kpis: dict[int, list[str]] = defaultdict(list)
    links = IssueKpi.objects.filter(issue__contract=contract).order_by("kpi__reference")
    for issue, kpi in links.values_list("issue", "kpi__reference"):
        kpis[issue].append(kpi)
    return kpis


def _issue(row: Issue, kpis: Iterable[str], as_at: date) -> IssueRow:
    course = row.course(as_at)
    return IssueRow(
        reference=row.reference,
        title=row.title,
        kind=IssueKind(course.standing.kind),
        service_area=row.service_area.code if row.service_area else "",
        area_name=row.service_area.name if row.service_area else "",
        raised=row.raised,
        cause=row.cause,
        impact=row.impact,
        response=row.response,
        under_control=UnderControl(course.standing.under_control),
        status=IssueStatus(course.standing.status),
        provider_view=row.provider_view,
        client_view=row.client_view,
        owner=Owner(row.owner) if row.owner else None,
        lead=row.lead,
        due=row.due,
        resolved_on=course.resolved_on,
        kpis=tuple(kpis),
        recurrences=course.recurrences,
        escalated_on=course.escalation.on if course.escalation else None,
        age=course.age,
        is_overdue=course.is_overdue(row.due, as_at),
    )


def commitments_as_at(contract: Contract, as_at: date, since: date) -> tuple[CommitmentRow, ...]:
    """The commitments, but for those settled by the report before, in one query."""
    found = (_commitment(row, as_at) for row in contract.commitments.order_by("pk"))
    return tuple(row for row in found if _is_told(row.settled_on, since))


def _commitment(row: Commitment, as_at: date) -> CommitmentRow:
    is_open = row.status == CommitmentStatus.OPEN or _is_later(row.settled_on, as_at)
    return CommitmentRow(
        reference=row.reference,
        text=row.text,
        kind=CommitmentKind(row.kind),
        owner=Owner(row.owner),
        due=row.due,
        status=CommitmentStatus.OPEN if is_open else CommitmentStatus(row.status),
        settled_on=None if is_open else row.settled_on,
        evidence="" if _is_later(row.settled_on, as_at) else row.evidence,
        is_overdue=is_open and row.due is not None and row.due < as_at,
    )


def _is_later(day: date | None, as_at: date) -> bool:
    return day is not None and day > as_at


def assurances_as_at(contract: Contract, as_at: date, since: date) -> tuple[AssuranceRow, ...]:
    """What had been asked for, but for what was answered by the report before, in one query."""
    rows = contract.assurances.filter(requested__lte=as_at).order_by("requested", "pk")
    found = (_assurance(row, as_at) for row in rows)
    return tuple(row for row in found if _is_told(row.answered_on, since))


def _assurance(row: Assurance, as_at: date) -> AssuranceRow:
    is_open = row.status == AssuranceStatus.OPEN or _is_later(row.answered_on, as_at)
    return AssuranceRow(
        reference=row.reference,
        meeting=row.meeting,
        requested=row.requested,
        text=row.text,
        owner=Owner(row.owner),
        due=row.due,
        status=AssuranceStatus.OPEN if is_open else AssuranceStatus(row.status),
        answered_on=None if is_open else row.answered_on,
        response="" if _is_later(row.answered_on, as_at) else row.response,
        is_overdue=is_open and row.due is not None and row.due < as_at,
    )
