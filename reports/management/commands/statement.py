"""``manage.py statement``: the committee's tables for a range of months, as a file or on the screen."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from contracts.calculations.months import Month
from contracts.models import Contract
from reports.export import FORMATS, write_whole
from reports.statements import Statement, statement_for


class Command(BaseCommand):
    help = "Write a contract's statement for a range of months, from the record as it stands."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("reference", help="the contract's reference, for example LCC-CSS")
        parser.add_argument("--from", dest="first", required=True, metavar="YYYY-MM", help="the first month")
        parser.add_argument("--to", dest="last", required=True, metavar="YYYY-MM", help="the last month")
        parser.add_argument("--format", choices=FORMATS, default="json", help="json unless given")
        parser.add_argument("--output", type=Path, metavar="FILE", help="a file to write to; else the screen")

    def handle(
        self,
        *args: Any,
        reference: str,
        first: str,
        last: str,
        format: str,  # noqa: A002 - the option's name
        output: Path | None,
        **options: Any,
    ) -> None:
        contract = _contract(reference)
        statement = _statement(contract, _month(first, "--from"), _month(last, "--to"))
        text = FORMATS[format](statement)
        if output is None:
            self.stdout.write(text, ending="")
        else:
            _write(output, text)


def _contract(reference: str) -> Contract:
    contract = Contract.objects.filter(reference=reference).first()
    if contract is None:
        known = ", ".join(Contract.objects.order_by("reference").values_list("reference", flat=True)[:10])
        raise CommandError(f"There is no contract {reference!r}; there are: {known or 'none'}.")
    return contract


def _month(text: str, option: str) -> Month:
    try:
        return Month.parse(text)
    except ValueError as error:
        raise CommandError(f"{option}: {text!r} is not a month; give one as 2021-07.") from error


def _statement(contract: Contract, first: Month, last: Month) -> Statement:
    if first > last:
        raise CommandError(f"--from {first} is after --to {last}.")
    if first < contract.first_month or last > contract.last_month:
        raise CommandError(
            f"{contract.reference} runs from {contract.first_month} to {contract.last_month}; "
            f"{first} to {last} reaches beyond it."
        )
    statement = statement_for(contract, first, last)
    if not statement.periods:
        raise CommandError(f"{contract.reference} has opened no month from {first} to {last}.")
    return statement


def _write(path: Path, text: str) -> None:
    try:
        write_whole(path, text)
    except OSError as error:
        raise CommandError(f"Cannot write {path}: {error.strerror or error}.") from error
