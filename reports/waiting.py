"""Mitigations that wait for somebody's decision."""

from __future__ import annotations

from contracts.access import ABILITIES, Ability
from contracts.models import Contract, User
from kpis.models import Mitigation, MitigationState
from reports.statements.load import load_mitigated
from reports.timeline import Timeline

DECIDING_ROLES = [role for role, abilities in ABILITIES.items() if Ability.DECIDE_MITIGATION in abilities]


def waiting_on(contract: Contract, timeline: Timeline, reader: User) -> list[str]:
    """The references of a contract's proposed mitigations that a reader of its dashboard may decide on.

    The contract says what the reader may do; nobody decides on what they proposed themselves.
    """
    if Ability.DECIDE_MITIGATION not in contract.abilities:
        return []
    _, waiting = load_mitigated(contract, timeline.first_of_grid, timeline.chosen.month)
    return [row.reference for row in waiting if row.proposed_by != reader.pk]


def decisions_of(user: User) -> list[Mitigation]:
    """The proposed mitigations of all contracts that a person may decide on, oldest first, in one query."""
    roles = user.memberships.filter(role__in=DECIDING_ROLES)
    proposed = Mitigation.objects.filter(
        state=MitigationState.PROPOSED, contract__in=roles.values("contract")
    )
    return list(proposed.exclude(proposed_by=user).select_related("contract").order_by("pk"))
