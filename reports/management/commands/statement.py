"""``manage.py statement``: the committee's tables for a range of months, as a file or on the screen."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from contracts.calculations.months import Month
from contracts.models import Contract
from reports.export import FORMATS, as_data, write_whole
from reports.governance.load import day_reported
from reports.jobs.kinds import CONTENT_TYPES, CannotMake
from reports.jobs.writing import written
from reports.papers.assemble import statement_paper
from reports.papers.blocks import Paper
from reports.papers.material import statement_and_material
from reports.papers.page import to_file
from reports.statements import Statement, load_periods, statement_for
from reports.statements.files import TABLES

SUMMARY = "summary"
PAGE = "html"


class Command(BaseCommand):
    help = "Write a contract's statement for a range of months, from the record as it stands."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("reference", help="the contract's reference, for example LCC-CSS")
        parser.add_argument("--from", dest="first", required=True, metavar="YYYY-MM", help="the first month")
        parser.add_argument("--to", dest="last", required=True, metavar="YYYY-MM", help="the last month")
        formats = [*FORMATS, PAGE, *CONTENT_TYPES]
        parser.add_argument("--format", choices=formats, default="json", help="json unless given")
        tables = [SUMMARY, *TABLES]
        parser.add_argument("--table", choices=tables, default=SUMMARY, help="which table csv is to hold")
        parser.add_argument(
            "--as-at", metavar="YYYY-MM-DD", help="the day on which objectives, issues and the like stand"
        )
        parser.add_argument("--output", type=Path, metavar="FILE", help="a file to write to; else the screen")

    def handle(
        self,
        *args: Any,
        reference: str,
        first: str,
        last: str,
        format: str,  # noqa: A002 - the option's name
        table: str,
        as_at: str | None,
        output: Path | None,
        **options: Any,
    ) -> None:
        if table != SUMMARY and format != "csv":
            raise CommandError(f"--table goes with --format csv, not {format}.")
        contract = _contract(reference)
        months = _months(contract, _month(first, "--from"), _month(last, "--to"))
        day = _day(as_at) if as_at else day_reported(months[1], today=timezone.localdate())
        made = (
            _text(contract, months, day, format, table)
            if format in FORMATS
            else _document(contract, months, day, format)
        )
        if output:
            _write(output, made)
        elif isinstance(made, str):
            self.stdout.write(made, ending="")
        else:
            self.stdout.flush()
            _bytes_behind(self.stdout).write(made)


Months = tuple[Month, Month]


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


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"--as-at: {text!r} is not a day; give one as 2021-12-31.") from error


def _months(contract: Contract, first: Month, last: Month) -> Months:
    """A range within the contract of which it has opened at least a month."""
    if first > last:
        raise CommandError(f"--from {first} is after --to {last}.")
    if first < contract.first_month or last > contract.last_month:
        raise CommandError(
            f"{contract.reference} runs from {contract.first_month} to {contract.last_month}; "
            f"{first} to {last} reaches beyond it."
        )
    if not any(first <= period.month <= last for period in load_periods(contract)):
        raise CommandError(f"{contract.reference} has opened no month from {first} to {last}.")
    return first, last


def _text(contract: Contract, months: Months, as_at: date, form: str, table: str) -> str:
    statement = statement_for(contract, *months, as_at=as_at)
    return FORMATS[form](statement) if table == SUMMARY else TABLES[table].text(as_data(statement))


def _document(contract: Contract, months: Months, as_at: date, form: str) -> str | bytes:
    """The statement as a paper that bears today's date."""
    statement, material = statement_and_material(contract, *months, as_at=as_at)
    paper = statement_paper(statement, material, made_on=timezone.localdate())
    return to_file(paper) if form == PAGE else _made(paper, form, statement)


def _made(paper: Paper, form: str, statement: Statement) -> bytes:
    try:
        return written(paper, form, lambda said: None, data=as_data(statement))
    except CannotMake as why:
        raise CommandError(str(why)) from why


def _bytes_behind(stream: Any) -> Any:
    """Where bytes go that are no text.

    Raises:
        CommandError: a person would see them, or they would be read as text.
    """
    if stream.isatty() or not hasattr(stream, "buffer"):
        raise CommandError("A document is not for the screen: give --output FILE, or send it into one.")
    return stream.buffer


def _write(path: Path, content: str | bytes) -> None:
    try:
        write_whole(path, content)
    except OSError as error:
        raise CommandError(f"Cannot write {path}: {error.strerror or error}.") from error
