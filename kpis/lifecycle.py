"""The period's life: its steps, and who may take which when.

``open -> submitted -> signed off``; a submitted month can be sent back, a signed-off one reopened,
both with a reason. Who signs a month off is not one who entered or submitted it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from contracts.access import ABILITIES, Ability
from contracts.models import User
from kpis.missing import Missing, in_words
from kpis.models import Period, PeriodState


class Step(StrEnum):
    """What can be done with a month as a whole."""

    SUBMIT = "submit"
    SIGN_OFF = "sign_off"
    SEND_BACK = "send_back"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """When a step can be taken, where it leads, and what it asks for."""

    before: PeriodState
    after: PeriodState
    ability: Ability
    needs_reason: bool
    word: str
    done: str


RULES = {
    Step.SUBMIT: Rule(
        before=PeriodState.OPEN,
        after=PeriodState.SUBMITTED,
        ability=Ability.ENTER_RESULTS,
        needs_reason=False,
        word="Submit",
        done="submitted",
    ),
    Step.SIGN_OFF: Rule(
        before=PeriodState.SUBMITTED,
        after=PeriodState.SIGNED_OFF,
        ability=Ability.SIGN_OFF,
        needs_reason=False,
        word="Sign off",
        done="signed off",
    ),
    Step.SEND_BACK: Rule(
        before=PeriodState.SUBMITTED,
        after=PeriodState.OPEN,
        ability=Ability.SIGN_OFF,
        needs_reason=True,
        word="Send back",
        done="sent back",
    ),
    Step.REOPEN: Rule(
        before=PeriodState.SIGNED_OFF,
        after=PeriodState.OPEN,
        ability=Ability.SIGN_OFF,
        needs_reason=True,
        word="Reopen",
        done="reopened",
    ),
}
WANTS_ALL = (Step.SUBMIT, Step.SIGN_OFF)
"""The steps of a month in which nothing is missing. It may have come in submitted, with a bundle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known of a person and a month when a step is asked for.

    Attributes:
        entered: references of the month's KPIs that the person ever entered or cleared.
    """

    by: User
    abilities: Collection[str]
    missing: Sequence[Missing] = ()
    entered: Sequence[str] = ()


def refusal(step: Step, period: Period, standing: Standing) -> str:
    """Why a person may not take a step, in one sentence; empty if they may."""
    return (
        _without_ability(step, standing)
        or _in_another_state(step, period)
        or (_incomplete(step, period, standing) if step in WANTS_ALL else "")
        or (_not_a_second_person(period, standing) if step is Step.SIGN_OFF else "")
    )


def _without_ability(step: Step, standing: Standing) -> str:
    ability = RULES[step].ability
    if ability in standing.abilities:
        return ""
    roles = [role.label.lower() for role, can in ABILITIES.items() if ability in can]
    return f"A month is {RULES[step].done} by a {' or a '.join(roles)}, which you are not."


def _in_another_state(step: Step, period: Period) -> str:
    rule, state = RULES[step], PeriodState(period.state)
    if state is rule.before:
        return ""
    if state is rule.after:
        return f"{period} is already {state.label.lower()}."
    return f"{period} is {state.label.lower()}, so it cannot be {rule.done}."


def _incomplete(step: Step, period: Period, standing: Standing) -> str:
    if not standing.missing:
        return ""
    missing = f"with {in_words(standing.missing)} missing"
    if step is Step.SIGN_OFF:
        return f"{period} cannot be signed off, {missing}: send it back."
    return f"{period} cannot be submitted yet, {missing}."


def _not_a_second_person(period: Period, standing: Standing) -> str:
    if period.submitted_by_id == standing.by.pk:
        return "You submitted this month, so someone else must sign it off."
    if standing.entered:
        first, *others = standing.entered
        more = f" and {len(others)} more" if others else ""
        return f"You entered {first}{more}, so someone else must sign this month off."
    return ""
