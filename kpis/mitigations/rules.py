"""Which steps a mitigation can take, and who may take them when.

``proposed -> agreed`` or ``declined`` by a manager who neither proposed nor changed it; ``proposed ->
withdrawn`` by those who may propose. An agreed one can be given an end.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from contracts.access import ABILITIES, Ability
from contracts.models import User
from kpis.models import Mitigation, MitigationState


class MitigationStep(StrEnum):
    """What can be done with a mitigation once it is proposed."""

    CHANGE = "change"
    WITHDRAW = "withdraw"
    AGREE = "agree"
    DECLINE = "decline"
    END = "end"
    ATTACH = "attach"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """In which states a step can be taken, by whom, whether by a second person, and what it is called."""

    states: Collection[MitigationState]
    ability: Ability
    done: str
    by_another: bool = False


PROPOSED, AGREED = MitigationState.PROPOSED, MitigationState.AGREED
RULES = {
    MitigationStep.CHANGE: Rule(states=(PROPOSED,), ability=Ability.PROPOSE_MITIGATION, done="changed"),
    MitigationStep.WITHDRAW: Rule(states=(PROPOSED,), ability=Ability.PROPOSE_MITIGATION, done="withdrawn"),
    MitigationStep.AGREE: Rule(
        states=(PROPOSED,), ability=Ability.DECIDE_MITIGATION, done="agreed", by_another=True
    ),
    MitigationStep.DECLINE: Rule(
        states=(PROPOSED,), ability=Ability.DECIDE_MITIGATION, done="declined", by_another=True
    ),
    MitigationStep.END: Rule(states=(AGREED,), ability=Ability.DECIDE_MITIGATION, done="ended"),
    MitigationStep.ATTACH: Rule(
        states=(PROPOSED, AGREED), ability=Ability.PROPOSE_MITIGATION, done="given evidence"
    ),
    MitigationStep.REMOVE: Rule(states=(PROPOSED,), ability=Ability.PROPOSE_MITIGATION, done="changed"),
}


def refusal(step: MitigationStep, mitigation: Mitigation, by: User, abilities: Collection[str]) -> str:
    """Why a person may not take a step, in one sentence; empty if they may."""
    rule = RULES[step]
    if rule.ability not in abilities:
        roles = [role.label.lower() for role, can in ABILITIES.items() if rule.ability in can]
        return f"A mitigation is {rule.done} by a {' or a '.join(roles)}, which you are not."
    if mitigation.state not in rule.states:
        return _too_late(mitigation, rule)
    if rule.by_another and (done := _part_in(mitigation, by)):
        return f"You {done} {mitigation}, so someone else must decide on it."
    return ""


def _part_in(mitigation: Mitigation, by: User) -> str:
    """What a person did to make a proposal what it is, in a word; empty for nothing.

    Whoever puts KPIs or months into the proposal of another would otherwise agree to their own words.
    """
    if mitigation.proposed_by_id == by.pk:
        return "proposed"
    return "changed" if mitigation.history.filter(history_user=by).exists() else ""


def _too_late(mitigation: Mitigation, rule: Rule) -> str:
    state = MitigationState(mitigation.state).label.lower()
    if mitigation.decided_by is None:
        return f"{mitigation} is {state}, so it cannot be {rule.done}."
    return f"{mitigation} was {state} by {mitigation.decided_by}, so it cannot be {rule.done}."
