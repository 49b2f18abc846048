"""On whose account a command writes."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import CommandError

from contracts.models import User


def add_by(parser: ArgumentParser, help_text: str) -> None:
    """Let a command be told who writes: ``--by EMAIL``."""
    parser.add_argument("--by", metavar="EMAIL", help=help_text)


def account_of(email: str | None) -> User | None:
    """The active account with an e-mail address; None where none was named.

    Raises:
        CommandError: there is no such account.
    """
    if email is None:
        return None
    user = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if user is None:
        raise CommandError(f"There is no active account {email}.")
    return user
