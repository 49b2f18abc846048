"""How a contract stands, in a sentence for each part of the page. They count what the page shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from contracts.models.commitments import CommitmentStatus
from contracts.models.issues import IssueKind, UnderControl
from contracts.models.objectives import Rating
from contracts.models.programme import WorkstreamStatus
from kpis.calculations.baseline import Movement
from reports.baselines import BaselineRow
from reports.governance.values import (
    Assessed,
    AssuranceRow,
    CommitmentRow,
    HighlightRow,
    IssueRow,
    ObjectiveRow,
    ProgrammeRow,
    SavingRow,
)
from reports.statements.money_words import short_pounds
from reports.statements.words import listed

MOST_NAMED = 4
"""More rows than this are counted instead of named."""
FEW_COMPARED = 2
"""So many figures stand beside those of before the contract in a sentence; more stand in the table alone."""


def objectives_sentence(rows: Sequence[ObjectiveRow]) -> str:
    """How each side rates the objectives, and where the two differ."""
    if not rows:
        return "No objectives are recorded"
    client = _ratings(row.client for row in rows)
    provider = _ratings(row.provider for row in rows)
    parts = [f"Of {_number(len(rows), 'objective')} the client rates {client}"]
    parts.append(f"the provider rates {provider}")
    if any(row.client and row.provider for row in rows):
        differing = [row.reference for row in rows if row.differs]
        parts.append(
            f"they differ on {_named(differing)}" if differing else "where both gave a view they agree"
        )
    unrated = sum(not _is_rated(row.client) and not _is_rated(row.provider) for row in rows)
    parts += [f"{_number(unrated, 'objective')} {_has(unrated)} no rating yet"] if unrated else []
    return "; ".join(parts)


def _is_rated(assessed: Assessed | None) -> bool:
    return assessed is not None and assessed.rating is not Rating.NOT_ASSESSED


def _ratings(assessed: Iterable[Assessed | None]) -> str:
    rated: Counter[Rating] = Counter(
        row.rating for row in assessed if row and row.rating is not Rating.NOT_ASSESSED
    )
    found = [f"{rated[rating]} {rating.label.lower()}" for rating in Rating if rated[rating]]
    return listed(found) or "none so far"


def money_sentence(rows: Sequence[SavingRow]) -> str:
    """The savings of all years together, against what was contracted."""
    latest = rows[-1] if rows else None
    if latest is None:
        return "No savings are recorded"
    if latest.cumulative_delivered is None:
        return f"Savings to {latest.financial_year} are not all known yet"
    delivered = f"{short_pounds(latest.cumulative_delivered)} saved to {latest.financial_year}"
    variance = latest.cumulative_variance
    if variance is None:
        return delivered
    if not variance:
        return f"{delivered}, as contracted"
    return f"{delivered}, {short_pounds(abs(variance))} {'more' if variance > 0 else 'less'} than contracted"


def better_sentence(rows: Sequence[BaselineRow], *, with_before: bool = True) -> str:
    """How many measures of performance are better than at the start, and than before the contract."""
    measures = [row for row in rows if not row.is_volume]
    with_figure = (row.against_baseline for row in measures if with_before)
    before = _better(with_figure, "than before the contract")
    first = _better((row.since_first for row in measures), "than in the first month")
    return "; ".join(filter(None, [before, first]))


def _better(found: Iterable[Movement | None], than: str) -> str:
    movements = [each for each in found if each is not None]
    better = movements.count(Movement.BETTER)
    return f"{better} of {_number(len(movements), 'KPI')} {_is(better)} better {than}" if movements else ""


def compared_sentence(rows: Sequence[BaselineRow]) -> str:
    """The figures themselves beside those of before the contract, where they are few."""
    found = [row for row in rows if row.has_baseline and not row.is_volume]
    if len(found) > FEW_COMPARED:
        return ""
    return ". ".join(f"{row.description}: {row.comparison}{_judged(row)}" for row in found)


def _judged(row: BaselineRow) -> str:
    return f", so {row.verdict.lower()} now" if row.verdict else ""


def highlights_sentence(rows: Sequence[HighlightRow], since: str) -> str:
    """How many highlights there are, and of which service areas."""
    if not rows:
        return f"No highlight is recorded since {since}"
    areas = list(dict.fromkeys(row.service_area for row in rows if row.service_area))
    of_areas = f", of {listed(areas)}" if areas else ""
    return f"{_number(len(rows), 'highlight')} since {since}{of_areas}"


def issues_sentence(rows: Sequence[IssueRow]) -> str:
    """How many issues are open, and which of them are not under control."""
    found = [row for row in rows if row.is_open]
    if not found:
        return "No issue is open"
    substantive = sum(row.kind is IssueKind.SUBSTANTIVE for row in found)
    parts = [
        f"{_number(len(found), 'issue')} {_is(len(found))} open, {substantive or 'none'} of them substantive"
    ]
    parts += _uncontrolled(found)
    returned = [_title(row) for row in found if row.recurrences]
    parts += [f"{_named(returned)} came back after being resolved"] if returned else []
    return "; ".join(parts)


def _uncontrolled(rows: Sequence[IssueRow]) -> list[str]:
    partly = [_title(row) for row in rows if row.under_control is UnderControl.PARTLY]
    loose = [_title(row) for row in rows if row.under_control is UnderControl.NO]
    if not partly and not loose:
        return ["all are under control"]
    said = [f"{_named(loose)} {_is(len(loose))} not under control"] if loose else []
    return said + ([f"{_named(partly)} {_is(len(partly))} only partly under control"] if partly else [])


def _title(row: IssueRow) -> str:
    return f"{row.reference} ({row.title})"


def commitments_sentence(rows: Sequence[CommitmentRow]) -> str:
    """How many commitments were kept, and which were not."""
    if not rows:
        return "No commitments are recorded"
    delivered = sum(row.status is CommitmentStatus.DELIVERED for row in rows)
    parts = [f"{delivered} of {_number(len(rows), 'commitment')} {_is(delivered)} delivered"]
    missed = [row.reference for row in rows if row.status is CommitmentStatus.MISSED]
    overdue = [row.reference for row in rows if row.is_overdue]
    parts += [f"{_named(missed)} {_was(len(missed))} missed"] if missed else []
    parts += [f"{_named(overdue)} {_is(len(overdue))} overdue"] if overdue else []
    return "; ".join(parts)


def assurances_sentence(rows: Sequence[AssuranceRow]) -> str:
    """How much of what was asked for has been answered."""
    if not rows:
        return "Nothing that was asked for is open"
    waiting = [row for row in rows if row.is_open]
    answered = len(rows) - len(waiting)
    open_ = f"{_number(len(waiting), 'assurance')} {_is(len(waiting))} open" if waiting else "None is open"
    parts = [open_, *_lateness(waiting)]
    parts += [f"{answered} {_was(answered)} answered since the report before"] if answered else []
    return "; ".join(parts)


def _lateness(waiting: Sequence[AssuranceRow]) -> list[str]:
    overdue = [row.reference for row in waiting if row.is_overdue]
    undated = sum(row.due is None for row in waiting)
    said = [f"{_named(overdue)} {_is(len(overdue))} overdue"] if overdue else []
    said += ["none is overdue"] if waiting and not overdue and undated < len(waiting) else []
    return said + ([f"{undated} without a day to be answered by"] if undated else [])


def programme_sentence(rows: Sequence[ProgrammeRow]) -> str:
    """How many workstreams are on plan, and how many are not."""
    if not rows:
        return "No programme is recorded"
    standing = Counter(row.status for row in rows if row.status)
    said = [f"{standing[status]} {status.label.lower()}" for status in WorkstreamStatus if standing[status]]
    of = _number(len(rows), "workstream")
    return f"Of {of}, {listed(said)}" if said else f"{of}, of which nothing has been said yet"


def _named(references: Sequence[str]) -> str:
    return listed(references) if len(references) <= MOST_NAMED else str(len(references))


def _number(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _has(number: int) -> str:
    return "has" if number == 1 else "have"


def _was(number: int) -> str:
    return "was" if number == 1 else "were"
