"""``manage.py load_contract PATH``: a contract from a bundle, all of it or nothing."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from contracts.models import User
from contracts.recording import Recorded
from kpis.bundles.errors import BundleError, Problem
from kpis.bundles.load import load
from kpis.bundles.writing import Loaded
from kpis.management.people import account_of, add_by
from kpis.management.progress import Progress

MOST_REMARKS = 10


class Command(BaseCommand):
    help = "Load a contract from a bundle, a folder of CSV files. Loading it again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", help="the bundle's folder")
        add_by(parser, "the account of who loads it; required to change a contract that is there already")

    def handle(self, *args: Any, path: str, by: str | None, **options: Any) -> None:
        user = account_of(by)
        progress = Progress(self.stderr)
        try:
            loaded = _load(path, user, progress)
        except BundleError as error:
            self.stderr.write("\n".join(error.sentences))
            count = len(error.sentences)
            raise CommandError(f"Nothing was loaded: {count:,} error{'' if count == 1 else 's'}.") from error
        finally:
            progress.end()
        self.stdout.write("\n".join(_summary(loaded)))


@transaction.atomic
def _load(path: str, by: User | None, progress: Progress) -> Loaded:
    """Load the bundle, unless it would change what is there and nobody answers for that."""
    loaded = load(path, by=by, watch=progress.show)
    if by is None and not (loaded.is_new or loaded.nothing):
        raise CommandError(
            f"Nothing was loaded: {loaded.contract.reference} is there already and would be changed, so say "
            "who changes it with --by and the e-mail address of their account."
        )
    return loaded


def _summary(loaded: Loaded) -> list[str]:
    """What was done, in words."""
    contract = loaded.contract
    if loaded.nothing:
        return [f"{contract.reference}: nothing changed, the record holds all of this bundle already."]
    lines = [f"{contract.reference}, {contract}:"]
    for verb, rows in (("added", loaded.added), ("changed", loaded.changed)):
        if rows:
            lines.append(f"  {verb} {_counted(rows)}")
    return [*lines, *_remarks(loaded.remarks)]


def _remarks(remarks: Sequence[Problem]) -> list[str]:
    more = len(remarks) - MOST_REMARKS
    return [*map(str, remarks[:MOST_REMARKS]), *([f"… and {more:,} more like these"] if more > 0 else [])]


def _counted(rows: Counter[type[Recorded]]) -> str:
    return ", ".join(f"{count:,} {_kind(model, count)}" for model, count in rows.items())


def _kind(model: type[Recorded], count: int) -> str:
    return str(model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural)
