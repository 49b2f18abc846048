"""Mitigations and assessments of objectives that wait for somebody's decision."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from contracts.access import ABILITIES, Ability
from contracts.models import Contract, ObjectiveAssessment, User
from contracts.models.objectives import AssessmentState
from kpis.models import Mitigation, MitigationState
from reports.statements.load import load_mitigated
from reports.timeline import Timeline

DECIDING_ROLES = [role for role, abilities in ABILITIES.items() if Ability.DECIDE_MITIGATION in abilities]
APPROVING_ROLES = [role for role, abilities in ABILITIES.items() if Ability.APPROVE_ASSESSMENT in abilities]


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


def assessments_on(contract: Contract, reader: User) -> list[ObjectiveAssessment]:
    """The client's views of a contract's objectives that a reader of its dashboard may approve."""
    if Ability.APPROVE_ASSESSMENT not in contract.abilities:
        return []
    return list(_proposed_to(reader).filter(objective__contract=contract))


def assessments_of(user: User) -> list[ObjectiveAssessment]:
    """The client's views of all contracts' objectives that a person may approve, in one query."""
    roles = user.memberships.filter(role__in=APPROVING_ROLES)
    return list(_proposed_to(user).filter(objective__contract__in=roles.values("contract")))


def _proposed_to(user: User) -> QuerySet[ObjectiveAssessment]:
    """What waits for approval and has none of the person's own words, oldest first, with its contract."""
    state = AssessmentState.PROPOSED
    own = ObjectiveAssessment.history.filter(id=OuterRef("pk"), state=state, history_user=user)
    rows = ObjectiveAssessment.objects.filter(~Exists(own), state=state).exclude(recorded_by=user)
    return rows.select_related("objective__contract").order_by("pk")
