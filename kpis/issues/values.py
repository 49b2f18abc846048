"""What the page of an issue shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from contracts.calculations.issues import Course
from contracts.calculations.months import Month
from contracts.models import Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """An entry in the log: the day, what it changed in words, what was said, and who wrote it down.

    Attributes:
        is_last: whether it is the latest entry, which alone can be put right.
    """

    on: date
    changes: tuple[str, ...]
    text: str
    by: str
    is_last: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownIn:
    """A KPI in which an issue shows, with its latest result; no month without any."""

    reference: str
    description: str
    month: Month | None
    status: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLink:
    """A step that the issue can take, and where it is asked for."""

    word: str
    address: str
    is_main: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuePage:
    """An issue as it stands on a day, with its log, latest entry first.

    Attributes:
        age: in words, and ``flags`` what asks for attention.
        log: the day it was raised is its last line.
        steps: what the reader may do about it; empty for who only reads.
    """

    issue: Issue
    course: Course
    age: str
    flags: tuple[str, ...]
    under_control: str
    log: tuple[LogLine, ...]
    kpis: tuple[ShownIn, ...]
    steps: tuple[StepLink, ...]
