"""Every action that writes issues, with who takes it and what must be there first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from contracts.models import Issue, IssueUpdate
from kpis.actions import issues
from tests.kpis.issuing import TODAY, noted, raised
from tests.kpis.ways_of_writing import OFFICER, World, after, at_once


def an_issue(world: World) -> Issue:
    return raised(world.contract, world.officer, world.kpi)


def an_update(world: World) -> IssueUpdate:
    return noted(an_issue(world), world.officer)


def corrected(world: World, update: IssueUpdate) -> None:
    update.text = "As it should have been"
    seen = issues.version_of(update.issue)
    issues.correct_update(update=update, seen=seen, by=world.officer, today=TODAY, reason="A slip")


WAYS: dict[Callable[..., Any], tuple[str, Callable[[World], Callable[[], Any]]]] = {
    issues.raise_issue: (OFFICER, at_once(an_issue)),
    issues.change_issue: (
        OFFICER,
        after(
            an_issue,
            lambda w, issue: issues.change_issue(
                issue=issue, fields=(), kpis=[], seen=issues.version_of(issue), by=w.officer, today=TODAY
            ),
        ),
    ),
    issues.add_update: (OFFICER, after(an_issue, lambda w, issue: noted(issue, w.officer))),
    issues.correct_update: (OFFICER, after(an_update, corrected)),
    issues.take_back_update: (
        OFFICER,
        after(
            an_update,
            lambda w, update: issues.take_back_update(
                update=update, seen=issues.version_of(update.issue), by=w.officer, reason="A slip"
            ),
        ),
    ),
    issues.remove_issue: (
        OFFICER,
        after(
            an_update,
            lambda w, update: issues.remove_issue(
                issue=update.issue, seen=issues.version_of(update.issue), by=w.officer, reason="A slip"
            ),
        ),
    ),
}
