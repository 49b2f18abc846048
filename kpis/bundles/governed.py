"""What a bundle may not leave behind in the record: logs that end otherwise, rules that no longer hold.

A bundle may have fewer rows and columns than the record. What it brings must agree with what it leaves alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint

from contracts.models import Issue, IssueUpdate
from contracts.recording import Recorded
from kpis.bundles.checks.governance import LOGGED
from kpis.bundles.merging import Merged
from kpis.bundles.records import Keeping
from kpis.bundles.values import Row

LEFT_OUT_EVERYWHERE = "source"


def logs_that_end_otherwise(issues: Iterable[Issue], updates: Iterable[IssueUpdate]) -> Iterator[str]:
    """A sentence for each issue that does not stand as its latest update leaves it, all as they would be."""
    latest = {update.issue.reference: update for update in sorted(updates, key=lambda update: update.number)}
    for issue in issues:
        end = latest.get(issue.reference)
        if end is not None and any(getattr(issue, name) != getattr(end, name) for name in LOGGED):
            yield (
                f"{issue.reference} would not stand as the latest update of its log leaves it, number "
                f"{end.number} of {end.as_at}: add an update to issue_updates.csv that says so."
            )


def rules_broken(keeping: Keeping, merged: Merged) -> Iterator[str]:
    """A sentence for each rule of the database that a changed row would break.

    Only what a column says that the bundle leaves out can make it so; whole rows were checked before.
    """
    places = [row for row, columns in merged.differing if columns]
    for row, instance in zip(places, merged.changed, strict=True):
        if _leaves_out(keeping, row):
            place = f"{keeping.file.file_name} line {row.line}"
            for rule in _broken_by(instance):
                yield f"{place}: with what the record has besides, a rule would be broken: {rule}."


def _leaves_out(keeping: Keeping, row: Row) -> bool:
    return any(not row.knows(name) for name in keeping.kept_columns if name != LEFT_OUT_EVERYWHERE)


def _broken_by(instance: Recorded) -> Iterator[str]:
    for rule in instance._meta.constraints:
        if isinstance(rule, CheckConstraint):
            try:
                rule.validate(type(instance), instance)
            except ValidationError:
                yield _in_words(rule)


def _in_words(rule: CheckConstraint) -> str:
    """What a rule says: its own sentence, or its name, which is one."""
    if rule.violation_error_message == rule.default_violation_error_message:
        return rule.name.replace("_", " ")
    sentence = str(rule.violation_error_message)
    return sentence[:1].lower() + sentence[1:]
