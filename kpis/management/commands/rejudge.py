"""``manage.py rejudge [REF] [--check | --fill]``: is what is stored what the rules derive?"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from contracts.models import Contract, User
from kpis.actions.filling import fill_unpriced
from kpis.actions.rejudging import Difference, differences_of, rejudge
from kpis.management.people import account_of, add_by


class Command(BaseCommand):
    help = "Judge every result again and mend what differs in open months; with --check, only list it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("reference", nargs="?", help="one contract; all unless given")
        either = parser.add_mutually_exclusive_group()
        either.add_argument("--check", action="store_true", help="list the differences and change nothing")
        either.add_argument(
            "--fill",
            action="store_true",
            help="first give closed months that were never priced their points and credits, once, as after "
            "an upgrade from a version that kept none; statuses stay",
        )
        add_by(parser, "the account of who mends, kept in the history of what is mended")

    def handle(
        self, *args: Any, reference: str | None, check: bool, fill: bool, by: str | None, **options: Any
    ) -> None:
        user = account_of(by)
        left = mended = 0
        for contract in _contracts(reference):
            if fill:
                self._fill(contract, user)
            for difference in differences_of(contract) if check else rejudge(contract=contract, by=user):
                is_mended = difference.mendable and not check
                mended, left = mended + is_mended, left + (not is_mended)
                self.stdout.write(f"{difference}{'' if check else _ending(difference)}")
        if left:
            raise CommandError(f"{left:,} stored figures are not what the rules derive.")
        self.stdout.write(f"Stored equals derived{f', after mending {mended:,} figures' if mended else ''}.")

    def _fill(self, contract: Contract, user: User | None) -> None:
        for month in fill_unpriced(contract=contract, by=user):
            self.stdout.write(f"{contract.reference} {month}: points and credits filled in")


def _contracts(reference: str | None) -> Iterable[Contract]:
    contracts = Contract.objects.order_by("reference")
    if reference is None:
        return contracts
    found = contracts.filter(reference=reference)
    if not found:
        raise CommandError(f"There is no contract {reference}.")
    return found


def _ending(difference: Difference) -> str:
    return ": mended" if difference.mendable else ": not mended, the month is not open"
