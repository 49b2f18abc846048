"""From the record to a bundle: equal records make equal files, byte for byte."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction

from contracts.meetings import meetings_without_saying
from contracts.models import Contract, Meeting, RecordVersion
from kpis.bundles.errors import BundleError
from kpis.bundles.package import PACKAGE_FILE, describes, package_text
from kpis.bundles.records import CONTRACT, KEEPINGS, RESULTS, Keeping
from kpis.bundles.schema import FILES
from kpis.bundles.values import Bundle, Row, Table

DUMPED = {keeping.name: keeping for keeping in (CONTRACT, *KEEPINGS, RESULTS)}
"""The model whose rows are the rows of a file: of mitigations, the KPIs they cover."""


class FolderInUse(BundleError):
    """There is something where the bundle should go that may not be replaced."""


def dump_bundle(contract: Contract, path: str | Path, *, replace: bool = False) -> list[Path]:
    """Write a contract as a bundle into a folder, which is made if need be; returns the files written.

    Args:
        replace: whether the files of a bundle of the contract that is already there may be replaced.

    Raises:
        FolderInUse: there is something else, or it may not be replaced.
        OSError: the folder cannot be written; while the files are made, what was there stands.
    """
    folder = Path(path)
    if why_not := _in_use(folder, contract, replace=replace):
        raise FolderInUse([why_not])
    return _write_folder(bundle_of(contract), folder)


def _in_use(folder: Path, contract: Contract, *, replace: bool) -> str:
    """Why a bundle may not be written into a folder, in a sentence; empty if it may."""
    if folder.exists() and not folder.is_dir():
        return f"{folder} is a file: name a folder for the bundle."
    if not folder.is_dir() or not any(folder.iterdir()):
        return ""
    if not replace:
        return f"{folder} is not empty: name a new folder, or say --force to replace a bundle."
    if not describes(folder / PACKAGE_FILE, contract.reference):
        return (
            f"{folder} holds no bundle of {contract.reference}, so nothing in it is replaced: "
            "name a new folder."
        )
    return ""


@transaction.atomic
def bundle_of(contract: Contract) -> Bundle:
    """What the record holds of a contract, as of one moment: who would write meanwhile waits."""
    list(RecordVersion.objects.select_for_update().filter(contract=contract))
    tables = [_table(DUMPED[file.name], contract) for file in FILES]
    return Bundle({table.file.name: table for table in tables if table.rows or table.file.required})


def _table(keeping: Keeping, contract: Contract) -> Table:
    columns = keeping.file.columns
    rows = []
    unsaid = meetings_without_saying(contract) if keeping.model is Meeting else frozenset()
    said = (row for row in keeping.rows_of(contract) if row.pk not in unsaid)
    for line, instance in enumerate(said, 2):
        cells = {column.name: keeping.cell(instance, column) for column in columns}
        rows.append(Row(line, cells, {}))
    used = (
        column.name
        for column in columns
        if not column.omissible or any(row.cells[column.name] != column.when_left_out for row in rows)
    )
    return Table(keeping.file, tuple(used), rows)


def _write_folder(bundle: Bundle, folder: Path) -> list[Path]:
    """Write all files beside those that are there, and only then replace and remove these.

    They are written below the folder itself, which may be the only place on its disk.
    """
    texts = {table.file.file_name: csv_text(table) for table in bundle.tables.values()}
    texts[PACKAGE_FILE] = package_text(bundle)
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder, prefix=".writing-") as written:
        for name, text in texts.items():
            Path(written, name).write_text(text, encoding="utf-8", newline="\n")
        for name in texts:
            Path(written, name).replace(folder / name)
    for file in FILES:
        if file.file_name not in texts:
            (folder / file.file_name).unlink(missing_ok=True)
    return [folder / name for name in texts]


def csv_text(table: Table) -> str:
    """A table as comma-separated values: a header row, then its rows, lines ended by a line feed."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([row.cells[column] for column in table.columns] for row in table.rows)
    return text.getvalue()
