"""The aims of the contract, its money, what went well and what did not, in words.

Rows are counted and never named: one that is not public is left out of its table, and must not stand here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

from contracts.calculations.objectives import Agreement
from contracts.models.assurances import AssuranceStatus
from contracts.models.commitments import CommitmentStatus
from contracts.models.issues import IssueKind, IssueStatus, UnderControl
from contracts.models.objectives import Rating
from reports.governance.values import Assessed, AssuranceRow, CommitmentRow, IssueRow, ObjectiveRow, SavingRow
from reports.papers.markdown import as_typed
from reports.papers.source import Occasion, Source
from reports.papers.words import counted, day_words
from reports.round.words import better_sentence, compared_sentence
from reports.statements.money_words import short_pounds
from reports.statements.words import listed


def objectives_text(source: Source, occasion: Occasion) -> list[str]:
    rows = source.statement.objectives
    if not rows:
        return []
    shown = (
        "What the contract is to achieve, and how each side sees it, is set out in {objectives:all} below."
    )
    views = [_rated("The client", rows, lambda row: row.client)]
    views.append(_rated("The provider", rows, lambda row: row.provider))
    return [f"{shown} {' '.join(views)} {_compared(rows)}"]


def _rated(side: str, rows: Sequence[ObjectiveRow], view: Callable[[ObjectiveRow], Assessed | None]) -> str:
    """How many objectives a side gave which rating."""
    views = [view(row) for row in rows]
    ratings: Counter[Rating] = Counter(
        said.rating for said in views if said and said.rating is not Rating.NOT_ASSESSED
    )
    if not ratings:
        return f"{side} has rated none of them."
    found = [f"{counted(ratings[each])} as {each.label.lower()}" for each in Rating if ratings[each]]
    return f"{side} rates {listed(found)}."


def _compared(rows: Sequence[ObjectiveRow]) -> str:
    both = [row for row in rows if row.agreement in (Agreement.AGREE, Agreement.DIFFER)]
    if not both:
        return "No objective has been rated by both."
    differing = sum(row.differs for row in both)
    agree = f"differ on {'it' if len(both) == 1 else counted(differing)}" if differing else "agree"
    return f"Both have rated {counted(len(both))} of them, and {agree}."


def savings_text(source: Source, occasion: Occasion) -> list[str]:
    rows = source.statement.savings
    if not rows:
        return []
    latest = rows[-1]
    if latest.cumulative_contracted is None or latest.cumulative_delivered is None:
        return ["{savings} below sets out savings by financial year. No year is fully known yet."]
    return [
        f"By {latest.financial_year}, savings of {short_pounds(latest.cumulative_delivered)} were delivered "
        f"of {short_pounds(latest.cumulative_contracted)} contracted{_variance(latest)}. {{savings}} below "
        "sets them out by financial year."
    ]


def _variance(latest: SavingRow) -> str:
    variance = latest.cumulative_variance
    if not variance:
        return ""
    return f", {short_pounds(abs(variance))} {'more' if variance > 0 else 'less'} than contracted"


def baselines_text(source: Source, occasion: Occasion) -> list[str]:
    rows = source.material.baselines
    if not rows:
        return []
    said = [as_typed(text) for text in (compared_sentence(rows), better_sentence(rows)) if text]
    shown = "Performance is compared with what it was before the contract in {baselines:all} below."
    return [shown, *(f"{text}." for text in said)]


def highlights_text(source: Source, occasion: Occasion) -> list[str]:
    """Says no number: the writers of a report leave highlights out after its text was proposed."""
    if not source.statement.highlights:
        return []
    return ["What went well is set out in {highlights} below."]


def issues_text(source: Source, occasion: Occasion) -> list[str]:
    rows = source.statement.issues
    if not rows:
        return []
    standing = [row for row in rows if row.is_open]
    said = [_open(standing, source), *_controlled(standing), *_moved(standing), *_resolved(rows)]
    shown = "Cause, impact and response, and how each side sees them, are set out in {issues:all} below."
    return [f"{' '.join(said)} {shown}"]


def _open(rows: Sequence[IssueRow], source: Source) -> str:
    on = f"On {_day(source)}"
    if not rows:
        return f"{on} no issue was open."
    kinds = Counter(row.kind for row in rows)
    found = [f"{counted(kinds[kind])} {kind.label.lower()}" for kind in _KINDS if kinds[kind]]
    if len(rows) == 1:
        return f"{on} one issue was open, a {rows[0].kind.label.lower()} one."
    return f"{on} {counted(len(rows))} issues were open: {listed(found)}."


_KINDS = (IssueKind.SUBSTANTIVE, IssueKind.SNAGGING)
CONTROLLED = {
    UnderControl.YES: "under control",
    UnderControl.PARTLY: "partly under control",
    UnderControl.NO: "not under control",
}


def _controlled(rows: Sequence[IssueRow]) -> list[str]:
    """How many open issues are under control, partly and not."""
    if not rows:
        return []
    control = Counter(row.under_control for row in rows)
    found = [(number, words) for each, words in CONTROLLED.items() if (number := control[each])]
    if len(found) == 1:
        return [f"{_all_of(len(rows))} {found[0][1]}."]
    parts = [f"{counted(number)} {'is' if number == 1 else 'are'} {words}" for number, words in found]
    return [f"{_capital(listed(parts))}."]


def _moved(rows: Sequence[IssueRow]) -> list[str]:
    """How many came back, were escalated or wait longer than was said."""
    told = (
        (sum(row.recurrences > 0 for row in rows), "had been resolved and came back"),
        (sum(row.escalated_on is not None for row in rows), "began as snagging"),
        (sum(row.is_overdue for row in rows), "should have been resolved by then"),
    )
    return [f"{_capital(counted(number))} {words}." for number, words in told if number]


def _resolved(rows: Sequence[IssueRow]) -> list[str]:
    number = sum(row.status is IssueStatus.RESOLVED for row in rows)
    return [f"{_capital(counted(number))} {'was' if number == 1 else 'were'} resolved."] if number else []


def commitments_text(source: Source, occasion: Occasion) -> list[str]:
    rows = source.statement.commitments
    if not rows:
        return []
    return [
        f"{_settled(rows)} {{commitments}} below sets them out." if len(rows) > 1 else f"{_settled(rows)}"
    ]


def _settled(rows: Sequence[CommitmentRow]) -> str:
    """How many commitments were delivered, missed, and are still open."""
    words = {
        CommitmentStatus.DELIVERED: ("has been delivered", "have been delivered"),
        CommitmentStatus.MISSED: ("was missed", "were missed"),
        CommitmentStatus.OPEN: ("is open", "are open"),
    }
    numbers = Counter(row.status for row in rows)
    late = sum(row.is_overdue for row in rows)
    parts = [f"{counted(number)} {words[each][number > 1]}" for each in words if (number := numbers[each])]
    overdue = f", {counted(late)} of them overdue" if late else ""
    if len(rows) == 1:
        return f"The one commitment {words[rows[0].status][0]}{' and overdue' if late else ''}."
    if len(parts) == 1:
        which = "Both" if len(rows) == 2 else f"All {counted(len(rows))}"  # noqa: PLR2004 - both is two
        return f"{which} commitments {words[rows[0].status][1]}{overdue}."
    return f"Of {counted(len(rows))} commitments, {listed(parts)}{overdue}."


def assurances_text(source: Source, occasion: Occasion) -> list[str]:
    rows = source.statement.assurances
    if not rows:
        return []
    waiting = [row for row in rows if row.status is AssuranceStatus.OPEN]
    return [f"{_asked(rows)} {_answered(rows, waiting)}{_dates(waiting)} {{assurances}} below sets them out."]


def _asked(rows: Sequence[AssuranceRow]) -> str:
    """How much was asked for, and when."""
    days = sorted({row.requested for row in rows})
    when = f"on {day_words(days[0])}" if len(days) == 1 else f"between {day_words(days[0])} and {_last(days)}"
    if len(rows) == 1:
        return f"One thing was asked for {when};"
    return f"{_capital(counted(len(rows)))} things were asked for {when};"


def _last(days: Sequence[date]) -> str:
    return day_words(days[-1])


def _answered(rows: Sequence[AssuranceRow], waiting: Sequence[AssuranceRow]) -> str:
    if not waiting:
        return "it has been answered" if len(rows) == 1 else "all have been answered"
    if len(waiting) == len(rows):
        return "it is open" if len(rows) == 1 else "all are open"
    return f"{counted(len(waiting))} {'is' if len(waiting) == 1 else 'are'} open"


def _dates(waiting: Sequence[AssuranceRow]) -> str:
    """How many of what is open are late, or have no date to be late by."""
    dateless = sum(row.due is None for row in waiting)
    late = sum(row.is_overdue for row in waiting)
    parts = []
    if late:
        parts.append(f"{counted(late)} {'is' if late == 1 else 'are'} overdue")
    if dateless and dateless == len(waiting):
        parts.append("none has a date" if dateless > 1 else "it has no date")
    elif dateless:
        parts.append(f"{counted(dateless)} {'has' if dateless == 1 else 'have'} no date")
    return f", {', '.join(parts)}." if parts else "."


def _day(source: Source) -> str:
    """The day at whose end the registers stand as they are told."""
    as_at = source.statement.governed_as_at
    return day_words(as_at) if as_at else source.last.name


def _all_of(number: int) -> str:
    return {1: "It is", 2: "Both are"}.get(number, f"All {counted(number)} are")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
