"""What is told of issues, in words."""

from __future__ import annotations

from datetime import date

from contracts.calculations.issues import Control, Course, Entry, Kind, Status
from contracts.calculations.lateness import days_late

KIND_WORDS = {Kind.SNAGGING: "Snagging", Kind.SUBSTANTIVE: "Substantive"}
CONTROL_WORDS = {Control.YES: "yes", Control.PARTLY: "partly", Control.NO: "no"}
UNDER_CONTROL_WORDS = {
    Control.YES: "Under control",
    Control.PARTLY: "Partly under control",
    Control.NO: "Not under control",
}
AGAIN = {Status.OPEN: "Came back: open again", Status.MONITORING: "Came back: monitored again"}
MOVED = {Status.OPEN: "Open again after monitoring", Status.MONITORING: "Monitored from now on"}


def days(number: int) -> str:
    """A number of days, in words.

    >>> days(1), days(1040)
    ('1 day', '1,040 days')
    """
    return f"{number:,} day{'' if number == 1 else 's'}"


def times(number: int) -> str:
    """How often something was, in words.

    >>> times(1), times(2), times(3)
    ('once', 'twice', '3 times')
    """
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def age_of(course: Course) -> str:
    """How old an issue is, or how long it took; a dash where nobody wrote down when it was resolved."""
    if course.age is None:
        return "–"
    return f"Took {days(course.age)}" if course.standing.is_resolved else days(course.age)


def flags_of(course: Course, due: date | None, as_at: date) -> tuple[str, ...]:
    """What asks for attention in an issue on a day, the most pressing first."""
    flags = []
    if course.is_overdue(due, as_at):
        flags.append(f"Overdue by {days(days_late(due, as_at))}")
    if course.recurrences:
        flags.append(f"Came back {times(course.recurrences)}")
    if course.escalation:
        flags.append("Escalated")
    if course.is_quiet:
        flags.append(f"No update for {days(course.quiet_days or 0)}")
    return tuple(flags)


def changes_of(entry: Entry) -> tuple[str, ...]:
    """What an entry in the log changed; nothing where it only tells."""
    changes = [_of_kind(entry), _of_status(entry)]
    if entry.was.under_control != entry.now.under_control:
        was, now = (CONTROL_WORDS[each.under_control] for each in (entry.was, entry.now))
        changes.append(f"Under control: {was} before, {now} now")
    return tuple(change for change in changes if change)


def _of_kind(entry: Entry) -> str:
    if entry.escalates:
        return "Snagging became substantive"
    return "Substantive became snagging" if entry.steps_back else ""


def _of_status(entry: Entry) -> str:
    if entry.resolves:
        return "Resolved"
    if entry.recurs:
        return AGAIN[entry.now.status]
    return MOVED[entry.now.status] if entry.was.status != entry.now.status else ""
