"""The vocabulary of a contract's people, in words."""

from __future__ import annotations

from contracts.models import Role

ROLE_MEANINGS = {
    Role.MEMBER: "reads the dashboard and every page of the contract",
    Role.OFFICER: "enters the month’s results, explains exceptions, proposes mitigations, "
    "and submits the month",
    Role.MANAGER: "does what an officer does, signs off months that others entered and submitted, "
    "and decides on mitigations that others proposed",
    Role.ADMINISTRATOR: "gives and takes away roles, and changes definitions and terms",
}
