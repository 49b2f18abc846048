"""``manage.py verify_publications``: proves that everything published is still what it was."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reports.models import Publication
from reports.publications.verifying import faults_of


class Command(BaseCommand):
    help = (
        "Compare every text and file of every publication with its fingerprint; says what is missing or "
        "differs, and then exits with 1."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("reference", nargs="?", help="the one contract to look at, for example LCC-CSS")
        parser.add_argument(
            "--remake",
            action="store_true",
            help="also make every document again from the frozen texts, and compare it byte by byte",
        )

    def handle(self, *args: Any, reference: str | None, remake: bool, **options: Any) -> None:
        publications = Publication.objects.select_related("contract").order_by(
            "contract__reference", "number"
        )
        if reference:
            publications = publications.filter(contract__reference=reference)
        faults = 0
        for faults, fault in enumerate(faults_of(publications, remake=remake), 1):  # noqa: B007 - counted
            self.stderr.write(fault)
        if faults:
            raise CommandError(
                f"{faults} of what is published {'is' if faults == 1 else 'are'} not what it was."
            )
        checked = publications.count()
        self.stdout.write(f"{checked} publication{'' if checked == 1 else 's'} checked: all is as it was.")
