"""Objectives as each side sees them, what went well and what did not, what was undertaken and asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from contracts.models.issues import IssueKind
from contracts.models.objectives import Horizon
from contracts.objectives import AGREEMENT_WORDS
from reports.governance.values import (
    Assessed,
    AssuranceRow,
    CommitmentRow,
    HighlightRow,
    IssueRow,
    ObjectiveRow,
)
from reports.papers.blocks import Cell, Column, Line, Row, Run, Table
from reports.papers.making import cell, line, row, sentences, table
from reports.papers.words import day_words, number_of
from reports.statements import Statement

NOTHING = "–"


def objectives_tables(statement: Statement) -> Iterator[Table]:
    """How each side sees the objectives: those of the whole contract, and those of its first year."""
    captions = {
        Horizon.CONTRACT: "Objectives of the whole contract, and how each side sees them",
        Horizon.YEAR_ONE: "Objectives of year one, and how each side sees them",
    }
    for horizon, caption in captions.items():
        rows = [row for row in statement.objectives if row.horizon is horizon]
        if rows:
            yield _objectives(caption, rows)


def _objectives(caption: str, rows: Iterable[ObjectiveRow]) -> Table:
    columns = [
        Column(title="Objective", share=5),
        Column(title="Provider's view", share=4),
        Column(title="Client's view", share=4),
        Column(title="Compared", share=2),
    ]
    return table(caption, columns, [_objective(each) for each in rows])


def _objective(each: ObjectiveRow) -> Row:
    compared = AGREEMENT_WORDS[each.agreement]
    return row(
        _led_by(each.reference, *sentences(each.text)),
        _assessed(each.provider),
        _assessed(each.client),
        Cell(lines=((Run(text=compared, is_strong=each.differs),),)),
        key=each.reference,
    )


def _assessed(said: Assessed | None) -> Cell:
    if said is None:
        return cell(NOTHING)
    return _led_by(said.rating.label, f"as at {day_words(said.as_at)}", *sentences(said.narrative))


def _led_by(strong: str, *texts: str) -> Cell:
    """A cell whose first line stands out."""
    return Cell(lines=((Run(text=strong, is_strong=True),), *(line(text) for text in texts if text)))


def highlights_table(statement: Statement) -> Table | None:
    """What went well, earliest first."""
    if not statement.highlights:
        return None
    columns = [
        Column(title="Date", share=2),
        Column(title="Service area", share=2),
        Column(title="What went well", share=9),
    ]
    return table("Highlights", columns, [_highlight(each) for each in statement.highlights])


def _highlight(each: HighlightRow) -> Row:
    area = each.area_name or "Whole contract"
    return row(day_words(each.as_at), area, cell(*sentences(each.text)), key=each.key)


def issues_tables(statement: Statement) -> Iterator[Table]:
    """Substantive issues, then snagging: why, with what effect, what is done, and how each side sees it."""
    captions = {IssueKind.SUBSTANTIVE: "Substantive issues", IssueKind.SNAGGING: "Snagging issues"}
    for kind, caption in captions.items():
        rows = [row for row in statement.issues if row.kind is kind]
        if rows:
            yield _issues(caption, rows)


def _issues(caption: str, rows: Iterable[IssueRow]) -> Table:
    columns = [
        Column(title="Issue", share=4),
        Column(title="Cause, impact and response", share=7),
        Column(title="Under control?", share=3),
        Column(title="Provider's view", share=4),
        Column(title="Client's view", share=4),
    ]
    return table(caption, columns, [_issue(each) for each in rows])


def _issue(each: IssueRow) -> Row:
    told = {"Cause": each.cause, "Impact": each.impact, "Response": each.response}
    return row(
        _led_by(f"{each.reference} {each.title}", *_facts(each)),
        Cell(lines=tuple(_labelled(told)) or (line(NOTHING),)),
        _led_by(each.under_control.label, *_standing(each)),
        cell(*(sentences(each.provider_view) or [NOTHING])),
        cell(*(sentences(each.client_view) or [NOTHING])),
        key=each.reference,
    )


def _facts(each: IssueRow) -> Iterator[str]:
    """Where an issue shows, since when, and who sees to it."""
    if each.area_name:
        yield each.area_name
    if each.kpis:
        yield f"Shows in: {', '.join(each.kpis)}"
    yield f"Raised: {day_words(each.raised)}"
    acting = [*([each.owner.label] if each.owner else []), *([each.lead] if each.lead else [])]
    if acting:
        yield f"Acts: {', '.join(acting)}"


def _labelled(told: dict[str, str]) -> Iterator[Line]:
    for label, text in told.items():
        for place, said in enumerate(sentences(text)):
            yield line(said) if place else (Run(text=f"{label}: ", is_strong=True), Run(text=said))


def _standing(each: IssueRow) -> Iterator[str]:
    """Where an issue stands: open or not, for how long, and what its log tells."""
    if each.is_open:
        yield f"{each.status.label}, {number_of(each.age or 0, 'day')} old"
    else:
        yield _ended("Resolved", each.resolved_on)
    yield from _due(each.due, is_overdue=each.is_overdue, is_open=each.is_open)
    if each.escalated_on:
        yield f"Escalated from snagging: {day_words(each.escalated_on)}"
    if each.recurrences:
        back = "once" if each.recurrences == 1 else f"{each.recurrences} times"
        yield f"Came back after being resolved: {back}"


def _due(due: date | None, *, is_overdue: bool, is_open: bool) -> Iterator[str]:
    if due and is_open:
        yield f"{'Overdue: was due' if is_overdue else 'Due:'} {day_words(due)}"


def _ended(word: str, day: date | None) -> str:
    return f"{word} on {day_words(day)}" if day else word


def commitments_table(statement: Statement) -> Table | None:
    """What was undertaken besides the service, whether it was delivered, and what shows it."""
    if not statement.commitments:
        return None
    columns = [
        Column(title="Commitment", share=6),
        Column(title="Kind", share=2),
        Column(title="By whom", share=2),
        Column(title="Where it stands", share=3),
        Column(title="Evidence", share=4),
    ]
    return table("Commitments", columns, [_commitment(each) for each in statement.commitments])


def _commitment(each: CommitmentRow) -> Row:
    due = _due(each.due, is_overdue=each.is_overdue, is_open=each.is_open)
    return row(
        _led_by(each.reference, *sentences(each.text)),
        each.kind.label,
        each.owner.label,
        _led_by(_ended(each.status.label, each.settled_on), *due),
        cell(*(sentences(each.evidence) or [NOTHING])),
        key=each.reference,
    )


def assurances_table(statement: Statement) -> Table | None:
    """What a committee asked for and when, from whom, and what came of it."""
    if not statement.assurances:
        return None
    columns = [
        Column(title="Assurance", share=6),
        Column(title="Asked for by", share=4),
        Column(title="From whom", share=2),
        Column(title="Where it stands", share=3),
        Column(title="Answer", share=5),
    ]
    return table("What was asked for", columns, [_assurance(each) for each in statement.assurances])


def _assurance(each: AssuranceRow) -> Row:
    due: Sequence[str] = list(_due(each.due, is_overdue=each.is_overdue, is_open=each.is_open))
    return row(
        _led_by(each.reference, *sentences(each.text)),
        cell(each.meeting, day_words(each.requested)),
        each.owner.label,
        _led_by(_ended(each.status.label, each.answered_on), *(due or _no_date(each))),
        cell(*(sentences(each.response) or [NOTHING])),
        key=each.reference,
    )


def _no_date(each: AssuranceRow) -> list[str]:
    return ["No date is set"] if each.is_open else []
