"""Issues as tests raise them and add to their logs, all by the actions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from contracts.models import Contract, Issue, IssueUpdate, User
from kpis.actions import issues
from kpis.forms.issues import new_update
from kpis.issues.steps import IssueStep
from kpis.models import Kpi

RAISED = date(2021, 7, 1)
TODAY = date(2021, 9, 30)


def day(number: int) -> date:
    """The day so many days after issues are raised here."""
    return RAISED + timedelta(days=number)


def at(name: str, contract: Contract, issue: Issue | None = None) -> str:
    """The address of a page about issues, or about one of them."""
    return reverse(f"issue_{name}", args=[contract.reference, *([issue.reference] if issue else [])])


def raised(contract: Contract, by: User, *kpis: Kpi, **columns: Any) -> Issue:
    """A snagging issue, partly under control, of 1 July 2021, in which nobody acts yet."""
    said = {"title": "Calls are lost", "kind": "snagging", "under_control": "partly", "status": "open"}
    issue = Issue(contract=contract, **{**said, "raised": RAISED, **columns})
    issues.raise_issue(issue=issue, kpis=kpis, by=by, today=TODAY)
    return issue


def noted(
    issue: Issue, by: User, step: IssueStep = IssueStep.UPDATE, on: int = 10, **columns: Any
) -> IssueUpdate:
    """An entry in the log, of a day that is so many days after the issue was raised."""
    update = new_update(issue, step)
    update.as_at, update.text = day(on), f"{step} on day {on}"
    for name, value in columns.items():
        setattr(update, name, value)
    issues.add_update(update=update, seen=issues.version_of(issue), by=by, today=TODAY)
    return update
