"""The local demonstration: two example contracts, an open month, and an account for each role."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from contracts.calculations.months import Month
from contracts.models import Contract, Membership, Role, User
from contracts.recording import record_new
from kpis.actions.periods import next_month, open_next_month
from kpis.bundles.load import load_bundle

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
LINCOLNSHIRE, BARNET = "LCC-CSS", "LBB-CSG"
FOLDERS = {LINCOLNSHIRE: "lincolnshire", BARNET: "barnet"}
OPEN_MONTH = Month(2022, 1)
PASSWORD = "every month, end to end"
"""For everyone: the demonstration runs on one's own machine only."""
OFFICER = "officer@example.org"
NAMES = {
    OFFICER: "Olivia Hart",
    "officer2@example.org": "Oscar Bell",
    "manager@example.org": "Maya Singh",
    "member@example.org": "Martin Reed",
    "administrator@example.org": "Ada Wells",
}
ROLES = {
    LINCOLNSHIRE: {
        OFFICER: Role.OFFICER,
        "officer2@example.org": Role.OFFICER,
        "manager@example.org": Role.MANAGER,
        "member@example.org": Role.MEMBER,
        "administrator@example.org": Role.ADMINISTRATOR,
    },
    BARNET: {
        "officer2@example.org": Role.OFFICER,
        "manager@example.org": Role.MANAGER,
        "member@example.org": Role.MEMBER,
    },
}
"""Who is what on which contract: some see one contract, some a portfolio of two.

What an officer says of Barnet's objectives the manager can approve, who cannot approve their own words.
"""
REASON = "set up for the demonstration"


def set_up_demo() -> None:
    """Bring about what of the demonstration is not there; what people entered since is kept."""
    contracts = {reference: _example(reference) for reference in FOLDERS}
    people = {email: _person(email) for email in NAMES}
    for reference, roles in ROLES.items():
        _give_roles(contracts[reference], {people[email]: role for email, role in roles.items()})
    if next_month(contracts[LINCOLNSHIRE]) == OPEN_MONTH:
        open_next_month(contract=contracts[LINCOLNSHIRE], by=people[OFFICER])


def _example(reference: str) -> Contract:
    stored = Contract.objects.filter(reference=reference).first()
    return stored or load_bundle(EXAMPLES / FOLDERS[reference])


def _person(email: str) -> User:
    """The account; its password is set only when it is made, so that a changed one stays."""
    stored = User.objects.filter(email=email).first()
    return stored or User.objects.create_user(email, PASSWORD, name=NAMES[email])


@transaction.atomic
def _give_roles(contract: Contract, roles: dict[User, Role]) -> None:
    there = set(Membership.objects.filter(contract=contract).values_list("user", "role"))
    missing = [
        Membership(contract=contract, user=user, role=role)
        for user, role in roles.items()
        if (user.pk, role) not in there
    ]
    record_new(missing, contract=contract, reason=REASON)
