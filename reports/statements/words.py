"""What a statement says in plain English."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from contracts.calculations.months import Month
from kpis.calculations.rag import Status
from kpis.calculations.summary import Counts
from kpis.words import AWAITING, NO_RESULT_YET
from reports.statements.values import Statement, TotalChange


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """A row of Table 1: its words, what colours it if anything, and a number for each month, as text."""

    label: str
    status: str
    numbers: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return set(self.numbers) <= {"0"}


LINES: tuple[tuple[str, str, Callable[[Counts], int]], ...] = (
    ("Target Service Level achieved", Status.GREEN, lambda counts: counts.green),
    ("Minimum Service Level achieved", Status.AMBER, lambda counts: counts.amber),
    ("Below Minimum Service Level", Status.RED, lambda counts: counts.red),
    ("Mitigation agreed", Status.BLUE, lambda counts: counts.blue),
)
FURTHER_LINES: tuple[tuple[str, str, Callable[[Counts], int]], ...] = (
    ("Not reported", Status.NOT_REPORTED, lambda counts: counts.said_not_reported),
    ("No activity to measure", Status.NO_ACTIVITY, lambda counts: counts.no_activity),
    (NO_RESULT_YET, AWAITING, lambda counts: counts.awaiting),
)
UNCOUNTED_LINES: tuple[tuple[str, str, Callable[[Counts], int]], ...] = (
    ("Not due that month (not counted)", Status.NOT_DUE, lambda counts: counts.not_due),
    ("For information (not counted)", Status.INFORMATION, lambda counts: counts.information),
)


def summary_lines(statement: Statement) -> list[SummaryLine]:
    """The rows of Table 1 above its total, in the report's words; those of no colour only where needed."""
    lines = [_line(statement, *line) for line in LINES]
    further = (_line(statement, *line) for line in FURTHER_LINES)
    return lines + [line for line in further if not line.is_empty]


def total_line(statement: Statement) -> SummaryLine:
    return _line(statement, "TOTAL", "", lambda counts: counts.total)


def uncounted_lines(statement: Statement) -> list[SummaryLine]:
    """What stands below the total, where there is any."""
    lines = (_line(statement, *line) for line in UNCOUNTED_LINES)
    return [line for line in lines if not line.is_empty]


def _line(statement: Statement, label: str, status: str, number: Callable[[Counts], int]) -> SummaryLine:
    return SummaryLine(label, str(status), tuple(str(number(row.counts)) for row in statement.summary))


def headline(counts: Counts, month: Month, *, of: str = "") -> str:
    """One sentence that says how a month went.

    Args:
        of: the name of a service area, if it is about one alone.
    """
    due = counts.total
    kpis = f"{of} KPI" if of else "KPI"
    if not due:
        return f"No {kpis} was due in {month.name}"
    if counts.awaiting == due:
        wait = f"{_number_of(due, kpis)} {_is(due)} waiting"
        return f"{wait} for {_its(due)} {month.name} {_plural(due, 'result')}"
    met = f"{counts.green or 'None'} of {_number_of(due, kpis)} met target in {month.name}"
    if counts.awaiting:
        met = f"{met} so far"
    return "; ".join([met, *_other_parts(counts)])


def _other_parts(counts: Counts) -> list[str]:
    silent = counts.said_not_reported
    parts = [
        (counts.amber, f"{counts.amber} met only the minimum"),
        (counts.blue, f"{counts.blue} {_is(counts.blue)} mitigated"),
        (1, f"{counts.red or 'none'} fell below the minimum"),
        (silent, f"{silent} {'was' if silent == 1 else 'were'} not reported"),
        (counts.no_activity, f"{counts.no_activity} had no activity to measure"),
        (counts.awaiting, f"{counts.awaiting} {_is(counts.awaiting)} waiting for a result"),
    ]
    return [words for number, words in parts if number]


def _plural(number: int, word: str) -> str:
    return word if number == 1 else f"{word}s"


def _number_of(number: int, word: str) -> str:
    return f"{number} {_plural(number, word)}"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _its(number: int) -> str:
    return "its" if number == 1 else "their"


def total_note(change: TotalChange) -> str:
    """Why the total of a month is not that of the month before."""
    moved = "fell" if change.after < change.before else "rose"
    reasons = []
    if change.left:
        reasons.append(f"{listed(change.left)} left service")
    if change.joined:
        reasons.append(f"{listed(change.joined)} came into service")
    because = " and ".join(reasons) or "quarterly and annual KPIs are not due every month"
    return f"The total {moved} from {change.before} to {change.after} in {change.month.name}: {because}."


def listed(words: Sequence[str]) -> str:
    """Words in a row: ``A, B and C``."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words)


def range_words(first: Month, last: Month) -> str:
    """A range of months in words: ``July to December 2021``.

    >>> range_words(Month(2021, 12), Month(2022, 1))
    'December 2021 to January 2022'
    """
    if first == last:
        return first.name
    begin = first.name.split()[0] if first.year == last.year else first.name
    return f"{begin} to {last.name}"
