"""``manage.py demo``: what a newcomer needs to look around."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from kpis.actions.demo import NAMES, PASSWORD, ROLES, set_up_demo


class Command(BaseCommand):
    help = "Load the example contracts, open January 2022 and make an account for each role."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.LOCAL_DEMO:
            raise CommandError(
                "The demonstration makes accounts whose password everybody knows, so it runs only on a "
                "machine of one's own: set LOCAL_DEMO=true to say that this is one."
            )
        if connection.vendor != "sqlite":
            raise CommandError(
                "The demonstration makes accounts whose password everybody knows, so it never touches a "
                "database server: take DATABASE_URL away to use SQLite in the folder var."
            )
        set_up_demo()
        self.stdout.write("\n".join(_sign_ins()))


def _sign_ins() -> list[str]:
    """Who can sign in, as what, on which contracts: a small table."""
    rows = [("Sign in as", "Who is", "On")]
    for email in NAMES:
        roles = {reference: people[email] for reference, people in ROLES.items() if email in people}
        rows.append((email, str(next(iter(roles.values())).label), ", ".join(roles)))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    return [*(line.rstrip() for line in lines), f"Password, unless it was changed since: {PASSWORD}"]
