"""The vocabulary of a contract's people, in words."""

from __future__ import annotations

from contracts.models import Role

ROLE_MEANINGS = {
    Role.MEMBER: "reads the dashboard and every page of the contract",
    Role.OFFICER: "enters the month’s results, explains exceptions, and submits the month",
    Role.MANAGER: "does what an officer does, and signs off months that others entered and submitted",
    Role.ADMINISTRATOR: "gives and takes away roles, and changes definitions and terms",
}
