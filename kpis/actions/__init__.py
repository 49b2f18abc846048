"""Writes that touch more than one row: keyword-only, atomic, and refused in one sentence.

An action locks its period first, so that what it decides by is still so when it writes.
"""

from __future__ import annotations

from contracts.calculations.months import Month
from contracts.models import Contract
from kpis.models import Period


def locked(period: Period) -> Period:
    """The period as it stands now, held until the transaction ends: others wait.

    SQLite has no locks on rows; there the transaction itself has been alone since it began.
    """
    rows = Period.objects.select_for_update(of=("self",))
    return rows.select_related("contract", "submitted_by", "signed_off_by").get(pk=period.pk)


def outside(contract: Contract, month: Month) -> str:
    """Why nothing of a contract can begin in a month before or after it, in a sentence; empty if it can."""
    if contract.first_month <= month <= contract.last_month:
        return ""
    return f"The contract runs from {contract.first_month.name} to {contract.last_month.name}."
