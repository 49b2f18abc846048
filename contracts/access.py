"""Who may do what on which contract. Nothing is allowed that is not listed here."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum, auto

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from contracts.models import Contract, Membership, Role, User


class SignedInRequest(HttpRequest):
    """A request that the login middleware let through: for the type checker, its user is an account."""

    user: User


class Ability(StrEnum):
    """Something a role can let a person do on a contract."""

    VIEW = auto()
    ENTER_RESULTS = auto()
    SIGN_OFF = auto()
    PROPOSE_MITIGATION = auto()
    DECIDE_MITIGATION = auto()
    MANAGE_PEOPLE = auto()
    CHANGE_DEFINITIONS = auto()
    WRITE_REPORT = auto()
    PUBLISH_REPORT = auto()
    KEEP_GOVERNANCE = auto()
    APPROVE_ASSESSMENT = auto()


ABILITIES: dict[Role, frozenset[Ability]] = {
    Role.MEMBER: frozenset({Ability.VIEW}),
    Role.OFFICER: frozenset(
        {
            *(Ability.VIEW, Ability.ENTER_RESULTS, Ability.PROPOSE_MITIGATION),
            *(Ability.WRITE_REPORT, Ability.KEEP_GOVERNANCE),
        }
    ),
    Role.MANAGER: frozenset(
        {
            *(Ability.VIEW, Ability.ENTER_RESULTS, Ability.SIGN_OFF),
            *(Ability.PROPOSE_MITIGATION, Ability.DECIDE_MITIGATION),
            *(Ability.WRITE_REPORT, Ability.PUBLISH_REPORT),
            *(Ability.KEEP_GOVERNANCE, Ability.APPROVE_ASSESSMENT),
        }
    ),
    Role.ADMINISTRATOR: frozenset({Ability.VIEW, Ability.MANAGE_PEOPLE, Ability.CHANGE_DEFINITIONS}),
}


def abilities_of(user: User | AnonymousUser, contract: Contract) -> frozenset[Ability]:
    """All that a person's roles on a contract let them do."""
    roles = Membership.objects.filter(user=user.pk, contract=contract).order_by()
    return _allowed(roles.values_list("role", flat=True))


def contract_for(user: User | AnonymousUser, reference: str, ability: Ability = Ability.VIEW) -> Contract:
    """The contract with a reference, if the person may do that on it, in one query.

    ``abilities`` is set on it, and its record's version read with it.

    Raises:
        Http404: there is no such contract, or the person has no role on it: they are not told which.
        PermissionDenied: the person may see the contract but not do that.
    """
    memberships = Membership.objects.filter(user=user.pk, contract__reference=reference).order_by()
    found = list(memberships.select_related("contract__record_version")) if user.is_active else []
    if not found:
        raise Http404("There is no such contract among yours.")
    contract = found[0].contract
    contract.abilities = _allowed(membership.role for membership in found)
    if ability not in contract.abilities:
        raise PermissionDenied("Your role on this contract does not allow that.")
    return contract


def _allowed(roles: Iterable[str]) -> frozenset[Ability]:
    return frozenset().union(*(ABILITIES[Role(role)] for role in roles))
