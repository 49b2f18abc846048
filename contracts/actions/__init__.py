"""Writes that touch more than one row: keyword-only, atomic, and refused in one sentence."""

from __future__ import annotations

from contracts.models import Contract, User
from contracts.recording import Recorded


def hold_contract(contract: Contract) -> Contract:
    """The contract as it stands now, held: of two people who change its record one waits for the other."""
    return Contract.objects.select_for_update(no_key=True).get(pk=contract.pk)


def remove(row: Recorded, *, by: User, reason: str) -> None:
    """Delete a row, with the history that says who did and why."""
    # What simple-history writes beside a deletion; its types do not know of it.
    row._history_user = by  # type: ignore[attr-defined]
    row._change_reason = reason  # type: ignore[attr-defined]
    row.delete()
