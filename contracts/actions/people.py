"""Changes of who may do what on a contract."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction

from contracts.actions import remove
from contracts.models import Contract, Membership, Role, User
from contracts.recording import record_new


class LastAdministratorError(ValueError):
    """A contract that nobody could administer any more; the message says so in plain words."""


@dataclass(frozen=True, kw_only=True)
class Added:
    """What came of adding a person.

    Attributes:
        roles: the roles they did not have before, in the order of ``Role``.
        is_new: whether an account was made for them.
    """

    user: User
    roles: tuple[Role, ...]
    is_new: bool


@transaction.atomic
def add_person(*, contract: Contract, email: str, name: str, roles: Collection[Role], by: User) -> Added:
    """Give someone roles on a contract, and an account if they have none.

    The name is for a new account only: nobody is renamed by being added to another contract.
    """
    known = User.objects.filter(email__iexact=email).first()
    user = known or User.objects.create_user(email, name=name)
    held = set(contract.memberships.filter(user=user).values_list("role", flat=True))
    gained = tuple(role for role in Role if role in roles and role not in held)
    rows = [Membership(contract=contract, user=user, role=role) for role in gained]
    record_new(rows, contract=contract, by=by, reason="Added on the People page")
    return Added(user=user, roles=gained, is_new=known is None)


@transaction.atomic
def remove_role(*, membership: Membership, by: User) -> None:
    """Take a role away from someone.

    Raises:
        LastAdministratorError: nobody would be left to administer the contract.
    """
    keep_an_administrator(membership)
    remove(membership, by=by, reason="Removed on the People page")


def keep_an_administrator(membership: Membership) -> None:
    """Refuse to let go of a role without which nobody could administer its contract any more.

    Raises:
        LastAdministratorError: it is the last administrator's.
    """
    # Two administrators who remove each other at the same moment wait for one another here.
    contract = Contract.objects.select_for_update().get(pk=membership.contract_id)
    administrators = contract.memberships.filter(role=Role.ADMINISTRATOR, user__is_active=True)
    others = administrators.exclude(pk=membership.pk)
    if membership.role == Role.ADMINISTRATOR and not others.exists():
        raise LastAdministratorError(
            "This is the last administrator of the contract: add another one first, then remove this role."
        )
