"""A contract's governance as JSON knows values: tables of a statement, by their documented names.

Decimals travel as text, months as ``YYYY-MM``, dates as ISO 8601; what is not known is null.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from reports.statements import Statement

POUNDS = (
    *("contracted", "delivered", "variance"),
    *("cumulative_contracted", "cumulative_delivered", "cumulative_variance"),
)
ISSUE_TEXTS = ("cause", "impact", "response", "provider_view", "client_view", "lead")


def governance_data(statement: Statement) -> dict[str, Any]:
    """What a statement tells of governance, its keys in the documented order."""
    return {
        "objectives": [_objective(row) for row in statement.objectives],
        "savings": [_saving(row) for row in statement.savings],
        "highlights": [_highlight(row) for row in statement.highlights],
        "issues": [_issue(row) for row in statement.issues],
        "commitments": [_commitment(row) for row in statement.commitments],
        "assurances": [_assurance(row) for row in statement.assurances],
        "programme": [_workstream(row) for row in statement.programme],
    }


def _objective(row: ObjectiveRow) -> dict[str, Any]:
    return {
        "reference": row.reference,
        "horizon": row.horizon.value,
        "text": row.text,
        "provider": _assessed(row.provider),
        "client": _assessed(row.client),
        "differs": row.differs,
    }


def _assessed(said: Assessed | None) -> dict[str, str] | None:
    if said is None:
        return None
    return {"as_at": said.as_at.isoformat(), "rating": said.rating.value, "narrative": said.narrative}


def _saving(row: SavingRow) -> dict[str, Any]:
    pounds = {name: _text(getattr(row, name)) for name in POUNDS}
    return {"financial_year": row.financial_year, **pounds, "note": row.note}


def _highlight(row: HighlightRow) -> dict[str, Any]:
    return {"as_at": row.as_at.isoformat(), "service_area": row.service_area or None, "text": row.text}


def _issue(row: IssueRow) -> dict[str, Any]:
    return {
        "reference": row.reference,
        "title": row.title,
        "kind": row.kind.value,
        "service_area": row.service_area or None,
        "raised": row.raised.isoformat(),
        "status": row.status.value,
        "under_control": row.under_control.value,
        **{name: getattr(row, name) for name in ISSUE_TEXTS},
        "owner": row.owner.value if row.owner else None,
        "due": _day(row.due),
        "overdue": row.is_overdue,
        "resolved_on": _day(row.resolved_on),
        "kpis": list(row.kpis),
        "recurrences": row.recurrences,
        "escalated_on": _day(row.escalated_on),
        "age": row.age,
    }


def _commitment(row: CommitmentRow) -> dict[str, Any]:
    return {
        "reference": row.reference,
        "text": row.text,
        "kind": row.kind.value,
        "owner": row.owner.value,
        "due": _day(row.due),
        "status": row.status.value,
        "overdue": row.is_overdue,
        "settled_on": _day(row.settled_on),
        "evidence": row.evidence,
    }


def _assurance(row: AssuranceRow) -> dict[str, Any]:
    return {
        "reference": row.reference,
        "meeting": row.meeting,
        "requested": row.requested.isoformat(),
        "text": row.text,
        "owner": row.owner.value,
        "due": _day(row.due),
        "status": row.status.value,
        "overdue": row.is_overdue,
        "answered_on": _day(row.answered_on),
        "response": row.response,
    }


def _workstream(row: ProgrammeRow) -> dict[str, Any]:
    return {
        "workstream": row.workstream,
        "stages": [
            {"stage": each.name, "month_from": str(each.first), "month_to": str(each.last)}
            for each in row.stages
        ],
        "status": row.status.value if row.status else None,
        "as_at": _day(row.as_at),
        "narrative": row.narrative,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:f}"
