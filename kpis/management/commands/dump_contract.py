"""``manage.py dump_contract REF PATH``: a contract as a bundle."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from contracts.models import Contract
from kpis.bundles.dump import FolderInUse, dump_bundle


class Command(BaseCommand):
    help = "Write a contract as a bundle: CSV files and a datapackage.json. Equal records make equal files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("reference", help="the contract's reference, as LCC-CSS")
        parser.add_argument("path", help="the folder to write, new or empty")
        parser.add_argument(
            "--force", action="store_true", help="replace the bundle that is in the folder already"
        )

    def handle(self, *args: Any, reference: str, path: str, force: bool, **options: Any) -> None:
        contract = Contract.objects.filter(reference=reference).first()
        if contract is None:
            known = ", ".join(Contract.objects.order_by("reference").values_list("reference", flat=True))
            raise CommandError(f"There is no contract {reference}. There is: {known or 'none yet'}.")
        try:
            files = dump_bundle(contract, path, replace=force)
        except FolderInUse as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            reason = error.strerror or error
            raise CommandError(f"The bundle could not be written to {path}: {reason}.") from error
        self.stdout.write(f"{reference}: wrote {len(files)} files to {path}")
