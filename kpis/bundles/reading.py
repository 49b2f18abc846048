"""From a folder of CSV files to a bundle of plain values, with every error on the way."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from kpis.bundles.cells import UnreadableCell, Value, read_cell
from kpis.bundles.checks import cross_checks
from kpis.bundles.errors import BrokenBundle, Problem, quoted
from kpis.bundles.package import PACKAGE_FILE, files_listed
from kpis.bundles.schema import FILES, BundleFile, Column
from kpis.bundles.values import Bundle, Row, Table

NOT_UTF_8 = re.compile("[\udc80-\udcff]")
"""What ``surrogateescape`` makes of the bytes that are not UTF-8."""
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
WORKBOOK_MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b")
"""Workbooks of today, which are archives, workbooks of before 2007, and compressed files."""
POSITIONS = {file.file_name: position for position, file in enumerate(FILES)}


def read_bundle(path: Path) -> Bundle:
    """The whole bundle in a folder.

    Raises:
        BrokenBundle: anything is wrong with it; every error is named at once, by file and line.
    """
    if not path.is_dir():
        found = "a file" if path.exists() else "no such folder"
        raise BrokenBundle([Problem(file=str(path), found=found, expected="a folder of CSV files")])
    problems = list(_unknown_files(path))
    listed = files_listed(path)
    bundle = Bundle()
    for file in FILES:
        table = _read_file(path / file.file_name, file, problems, is_listed=file.file_name in listed)
        if table is not None:
            bundle.tables[file.name] = table
    problems.extend(cross_checks(bundle))
    if problems:
        raise BrokenBundle(sorted(problems, key=_place))
    return bundle


def _place(problem: Problem) -> tuple[int, str, int]:
    """By file in the order of the format, files of no format last, and by line."""
    return POSITIONS.get(problem.file, len(FILES)), problem.file, problem.line or 0


def _unknown_files(path: Path) -> Iterator[Problem]:
    for entry in sorted(path.iterdir()):
        is_table = entry.suffix.lower() == ".csv" and not entry.name.startswith(".")
        if is_table and entry.name not in POSITIONS:
            yield Problem(
                file=entry.name,
                found="a file that no bundle has",
                expected=f"only {', '.join(POSITIONS)}",
            )


def _read_file(path: Path, file: BundleFile, problems: list[Problem], *, is_listed: bool) -> Table | None:
    """The file's table, or None where it is not there, is no text or has no header."""
    if not path.is_file():
        problems.extend(_missing(file, is_listed))
        return None
    data = path.read_bytes()
    if not_text := _not_text(file, data):
        problems.append(not_text)
        return None
    records = _records(data.decode("utf-8-sig", errors="surrogateescape"), file, problems)
    header = next(records, None)
    if header is None:
        problems.append(Problem(file=file.file_name, found="an empty file", expected=_header_of(file)))
        return None
    names = tuple(name.strip() for name in header[1])
    problems.extend(_wrong_columns(file, names))
    columns = file.columns_in(names)
    rows = [_read_row(file, columns, names, line, cells, problems) for line, cells in records]
    return Table(file, names, rows)


def _missing(file: BundleFile, is_listed: bool) -> Iterator[Problem]:
    if file.required or is_listed:
        expected = "this file in every bundle" if file.required else f"this file, which {PACKAGE_FILE} lists"
        yield Problem(file=file.file_name, found="no such file", expected=expected)


def _not_text(file: BundleFile, data: bytes) -> Problem | None:
    """What is wrong with bytes that are no text of the format, as their beginning tells."""
    if data.startswith(UTF_16_MARKS):
        return Problem(file=file.file_name, line=1, found="text in UTF-16", expected="text in UTF-8")
    if data.startswith(WORKBOOK_MARKS):
        expected = "text with commas between cells: save a workbook's sheet as CSV UTF-8"
        return Problem(file=file.file_name, found="a workbook or an archive", expected=expected)
    return None


def _records(text: str, file: BundleFile, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """The records of a CSV text, each with the line on which it begins; blank lines are passed over."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            expected = "cells separated by commas, with quotation marks in pairs"
            problems.append(Problem(file=file.file_name, line=line, found=str(error), expected=expected))
            continue
        if cells:
            yield line, cells


def _header_of(file: BundleFile) -> str:
    return f"a header row with {', '.join(column.name for column in file.columns)}"


def _wrong_columns(file: BundleFile, names: Sequence[str]) -> Iterator[Problem]:
    known = {column.name for column in file.columns}
    times = Counter(names)
    if len(names) == 1 and ";" in names[0]:
        expected = "columns separated by commas, not by semicolons"
        yield Problem(file=file.file_name, line=1, found=quoted(names[0]), expected=expected)
        return
    for name in times:
        if name not in known:
            expected = f"one of the columns {', '.join(column.name for column in file.columns)}"
            yield Problem(file=file.file_name, line=1, column=name, found=quoted(name), expected=expected)
        elif times[name] > 1:
            found = f"the column {times[name]} times"
            yield Problem(file=file.file_name, line=1, column=name, found=found, expected="it once")
    for column in file.columns:
        if column.name not in times and not column.omissible:
            yield Problem(
                file=file.file_name, line=1, column=column.name, found="no such column", expected="the column"
            )


def _read_row(
    file: BundleFile,
    columns: Sequence[Column],
    names: Sequence[str],
    line: int,
    cells: Sequence[str],
    problems: list[Problem],
) -> Row:
    texts = dict(zip(names, cells, strict=False))
    if len(cells) != len(names):
        expected = f"{len(names)}, as in the header"
        problems.append(
            Problem(file=file.file_name, line=line, found=f"{len(cells)} cells", expected=expected)
        )
        return Row(line, texts, {})
    values: dict[str, Value] = {}
    for column in columns:
        try:
            values[column.name] = _read(column, texts[column.name])
        except UnreadableCell as error:
            problems.append(
                Problem(
                    file=file.file_name,
                    line=line,
                    column=column.name,
                    found=quoted(texts[column.name]),
                    expected=str(error),
                )
            )
    return Row(line, texts, values)


def _read(column: Column, text: str) -> Value:
    wrong = NOT_UTF_8.search(text)
    if wrong:
        byte = ord(wrong[0]) & 0xFF
        raise UnreadableCell(f"text in UTF-8, which byte 0x{byte:02X} is not: save the file as UTF-8")
    return read_cell(column, text)
