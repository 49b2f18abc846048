"""The vocabulary of a contract's people, in words."""

from __future__ import annotations

from contracts.models import Role

ROLE_MEANINGS = {
    Role.MEMBER: "reads the dashboard and every page of the contract",
    Role.OFFICER: "enters the month’s results, explains exceptions, proposes mitigations, "
    "submits the month, keeps the registers of the contract in the round, and writes reports",
    Role.MANAGER: "does what an officer does, signs off months that others entered and submitted, "
    "decides on mitigations that others proposed, approves the client’s view of objectives that others "
    "wrote, and publishes reports that others submitted",
    Role.ADMINISTRATOR: "gives and takes away roles, and changes definitions and terms",
}
