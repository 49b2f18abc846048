"""A contract with as much governance as ten years of it may leave."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from contracts.models import Assurance, Commitment, Contract, Highlight, Issue, Objective, ObjectiveAssessment

ROWS = 60
"""So many rows in each register: more than a page of a list shows."""
DAY = date(2021, 12, 1)


@transaction.atomic
def govern(contract: Contract) -> None:
    """Add the rows of every register that grows, unless they are there."""
    if contract.issues.exists():
        return
    for number in range(1, ROWS + 1):
        for row in _rows(contract, f"BENCH-{number}"):
            row.save()


def _rows(contract: Contract, reference: str) -> list:
    named = {"contract": contract, "reference": reference}
    standing = {"under_control": "partly", "status": "open"}
    asked = {"meeting": "Overview and Scrutiny Management Board", "requested": DAY, "owner": "provider"}
    text = "What was said of it takes a sentence or two, as in the papers of a committee."
    objective = Objective(**named, horizon="contract", text=text)
    views = [
        ObjectiveAssessment(objective=objective, as_at=DAY, view=view, rating="mixed", narrative=text)
        for view in ("client", "provider")
    ]
    return [
        *(objective, *views),
        Highlight(contract=contract, as_at=DAY, text=text),
        Issue(**named, title=reference, kind="substantive", raised=DAY, cause=text, **standing),
        Commitment(**named, text=text, kind="service", status="open"),
        Assurance(**named, text=text, status="open", **asked),
    ]
