"""What the log of an issue tells: how long it has stood, whether it came back, when it became substantive.

Pure values. The words are those in which issues are kept; days are whole days between two dates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """How grave an issue is."""

    SNAGGING = "snagging"
    SUBSTANTIVE = "substantive"


class Status(StrEnum):
    """Where an issue is in its life."""

    OPEN = "open"
    MONITORING = "monitoring"
    RESOLVED = "resolved"


class Control(StrEnum):
    """Whether an issue is under control."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


QUIET_DAYS = 60
"""After so many days without a word an unresolved issue asks for one; docs/decisions/0024 says why."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an issue stands: what only its log can move."""

    kind: Kind
    status: Status
    under_control: Control

    @property
    def is_resolved(self) -> bool:
        return self.status == Status.RESOLVED


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry in the log: the day, where the issue stood before and after, and what was said."""

    on: date
    was: Standing
    now: Standing
    text: str = ""

    @property
    def escalates(self) -> bool:
        return (self.was.kind, self.now.kind) == (Kind.SNAGGING, Kind.SUBSTANTIVE)

    @property
    def steps_back(self) -> bool:
        return (self.was.kind, self.now.kind) == (Kind.SUBSTANTIVE, Kind.SNAGGING)

    @property
    def resolves(self) -> bool:
        return self.now.is_resolved and not self.was.is_resolved

    @property
    def recurs(self) -> bool:
        """Whether the issue had been resolved and came back."""
        return self.was.is_resolved and not self.now.is_resolved


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How an issue has gone until a day.

    Attributes:
        age: days from the day it was raised to the one it was resolved on, or else until the day; None
            where it is resolved and nobody wrote down when.
        resolved_on: None while it is not resolved, or where nobody wrote down when it was.
        recurrences: how often it was resolved and came back.
        escalation: the entry that made it substantive last; None while it is snagging, and where it was
            substantive from the start.
        last_word: the day of the latest entry, or else the one it was raised on.
        quiet_days: days from the last word until the day; None once it is resolved.
    """

    standing: Standing
    age: int | None
    resolved_on: date | None
    recurrences: int
    escalation: Entry | None
    last_word: date
    quiet_days: int | None

    @property
    def is_quiet(self) -> bool:
        """Whether it is not resolved and nothing was said of it for too long."""
        return self.quiet_days is not None and self.quiet_days >= QUIET_DAYS

    def is_overdue(self, due: date | None, as_at: date) -> bool:
        """Whether the day by which it was to be resolved has passed in vain; on that day it is not late."""
        return due is not None and due < as_at and not self.standing.is_resolved


def course_of(
    *, raised: date, standing: Standing, resolved_on: date | None, log: Sequence[Entry], as_at: date
) -> Course:
    """How an issue has gone until a day; what its log says of later days is left out.

    Args:
        standing, resolved_on: as the issue stands after the whole of its log.
        log: its entries, in their order.
        as_at: not before the day it was raised.
    """
    heard = [entry for entry in log if entry.on <= as_at]
    then = _standing(standing, resolved_on, log, heard, as_at)
    ended = _resolution(resolved_on, heard, as_at) if then.is_resolved else None
    last_word = max([raised, *(entry.on for entry in heard)])
    until = ended if then.is_resolved else as_at
    return Course(
        standing=then,
        age=None if until is None else (until - raised).days,
        resolved_on=ended,
        recurrences=sum(entry.recurs for entry in heard),
        escalation=_escalation(heard) if then.kind == Kind.SUBSTANTIVE else None,
        last_word=last_word,
        quiet_days=None if then.is_resolved else (as_at - last_word).days,
    )


def _standing(
    latest: Standing, resolved_on: date | None, log: Sequence[Entry], heard: Sequence[Entry], as_at: date
) -> Standing:
    """Where it stood on the day: after the last entry until then, or before the first one after it."""
    if heard:
        return heard[-1].now
    if log:
        return log[0].was
    if resolved_on is not None and resolved_on > as_at:
        return Standing(latest.kind, Status.OPEN, latest.under_control)
    return latest


def _resolution(resolved_on: date | None, heard: Sequence[Entry], as_at: date) -> date | None:
    """The day of a resolution: of the entry since which it is resolved, or what is kept beside the log."""
    for entry in reversed(heard):
        if entry.resolves:
            return entry.on
        if entry.recurs:
            break
    return resolved_on if resolved_on is not None and resolved_on <= as_at else None


def _escalation(heard: Sequence[Entry]) -> Entry | None:
    """The entry that made it substantive last."""
    return next((entry for entry in reversed(heard) if entry.escalates), None)
