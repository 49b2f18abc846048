"""Rules of how the contract is governed: days that fit a status, and logs that fit their issue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from contracts.models.assurances import AssuranceStatus
from contracts.models.commitments import CommitmentStatus
from contracts.models.issues import IssueStatus
from contracts.models.objectives import AssessmentState
from contracts.models.sides import Owner
from kpis.bundles.checks.common import Problems, problem
from kpis.bundles.values import Bundle, Row

LOGGED = ("kind", "status", "under_control")
"""What an issue carries as its latest update left it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settling:
    """When a row of a file may say on which day it was settled.

    Attributes:
        column: the day.
        statuses: those in which it may be given.
        after: the column of the day before which it cannot be, if any.
    """

    name: str
    column: str
    statuses: tuple[str, ...]
    after: str = ""


SETTLINGS = (
    Settling(name="issues", column="resolved_on", statuses=(IssueStatus.RESOLVED,), after="raised"),
    Settling(
        name="commitments",
        column="settled_on",
        statuses=(CommitmentStatus.DELIVERED, CommitmentStatus.MISSED),
    ),
    Settling(
        name="assurances",
        column="answered_on",
        statuses=(AssuranceStatus.ANSWERED, AssuranceStatus.CLOSED),
        after="requested",
    ),
)


def days_fit_the_status(bundle: Bundle) -> Problems:
    """Only what is settled has a day on which it was, and none before it began."""
    for settling in SETTLINGS:
        for row in bundle.rows(settling.name):
            day = row.values.get(settling.column)
            if day is None:
                continue
            if row.knows("status") and row["status"] not in settling.statuses:
                expected = f"nothing, since the status is {row['status']}"
                yield problem(settling.name, row, settling.column, expected)
            if settling.after and row.knows(settling.after) and day < row[settling.after]:
                expected = f"a day not before {settling.after}, {row[settling.after]}"
                yield problem(settling.name, row, settling.column, expected)


def assessments_wait_for_a_reason(bundle: Bundle) -> Problems:
    """Only the client's assessments wait for approval, and one sent back says why."""
    for row in bundle.rows("objective_assessments"):
        if not row.knows("state") or row["state"] == AssessmentState.APPROVED:
            continue
        if row.knows("view") and row["view"] != Owner.CLIENT:
            expected = f"{AssessmentState.APPROVED}, since nobody approves the {row['view']}'s view"
            yield problem("objective_assessments", row, "state", expected)
        if row["state"] == AssessmentState.SENT_BACK and _says_nothing(row, "decision_note"):
            yield problem("objective_assessments", row, "decision_note", "why it was sent back")


def _says_nothing(row: Row, column: str) -> bool:
    """Whether a column is left out, or could be read and is empty."""
    return not row[column] if row.knows(column) else column not in row.cells


def another_kind_has_a_reason(bundle: Bundle) -> Problems:
    """An update after which an issue is of another kind says why."""
    for row in bundle.rows("issue_updates"):
        if row.knows("kind_was", "kind", "text") and row["kind_was"] != row["kind"] and not row["text"]:
            expected = f"why the issue is {row['kind']} now and no longer {row['kind_was']}"
            yield problem("issue_updates", row, "text", expected)


def issues_stand_as_their_log_ends(bundle: Bundle) -> Problems:
    """An issue is of the kind, the status and the control that its latest update left."""
    issues = {row["ref"]: row for row in bundle.rows("issues") if row.knows("ref")}
    updates = bundle.rows("issue_updates")
    if not all(row.knows("issue", "number") for row in updates):
        return  # Which update is the latest cannot be told.
    for update in _latest(updates):
        issue = issues.get(update["issue"])
        if issue is None:
            continue
        for column in LOGGED:
            if issue.knows(column) and update.knows(column) and issue[column] != update[column]:
                same = f"{update[column]}, as update {update['number']} on line {update.line} of "
                yield problem("issues", issue, column, f"{same}issue_updates.csv leaves it")


def _latest(updates: Iterable[Row]) -> Iterable[Row]:
    """The last update of each issue."""
    return {row["issue"]: row for row in sorted(updates, key=lambda row: row["number"])}.values()


def one_meeting_of_a_committee_on_a_day(bundle: Bundle) -> Problems:
    """No two meetings are of one committee and day."""
    first: dict[tuple[str, str], Row] = {}
    for row in bundle.rows("meetings"):
        if row.knows("committee", "held_on"):
            before = first.setdefault((row["committee"], row["held_on"]), row)
            if before is not row:
                expected = f"a day other than that of {row['committee']} on line {before.line}"
                yield problem("meetings", row, "held_on", expected)
