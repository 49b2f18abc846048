"""Rules of every file, and of the contract and its months."""

from __future__ import annotations

from contracts.calculations.months import Month
from kpis.bundles.cells import write_cell
from kpis.bundles.checks.common import Problems, problem
from kpis.bundles.errors import Problem, quoted
from kpis.bundles.schema import FILE_NAMED, FILES, BundleFile
from kpis.bundles.values import Bundle, Row

RANGES = (
    ("kpis", "in_service_from", "in_service_to"),
    ("mitigations", "month_from", "month_to"),
    ("credit_suspensions", "month_from", "month_to"),
    ("warning_rules", "month_from", "month_to"),
    ("workstream_stages", "month_from", "month_to"),
)


def rows_told_apart(bundle: Bundle) -> Problems:
    """No two rows of a file have the same key."""
    for file in FILES:
        first: dict[tuple[str, ...], int] = {}
        for row in bundle.rows(file.name):
            if row.knows(*file.key):
                key = tuple(write_cell(row[column]) for column in file.key)
                line = first.setdefault(key, row.line)
                if line != row.line:
                    yield _twice(file, row, line)


def _twice(file: BundleFile, row: Row, line: int) -> Problem:
    key = ", ".join(row.cells[column] for column in file.key)
    return Problem(
        file=file.file_name,
        line=row.line,
        column=file.key[-1],
        found=f"{quoted(key)} a second time",
        expected=f"one row for each {' and '.join(file.key)}; the first is on line {line}",
    )


def links_lead_somewhere(bundle: Bundle) -> Problems:
    """What names a row of another file names one that is there."""
    for file in FILES:
        for column in file.columns:
            if not column.refers_to:
                continue
            named = _named_in(bundle, column.refers_to)
            for row in bundle.rows(file.name):
                if named is not None and row.knows(column.name) and _missing(row, column.name, named):
                    other = FILE_NAMED[column.refers_to]
                    expected = f"{_article(other.key[0])} {other.key[0]} of {other.file_name}"
                    yield problem(file.name, row, column.name, expected)


def _article(word: str) -> str:
    return "an" if word[0] in "aeiou" else "a"


def _named_in(bundle: Bundle, name: str) -> set[str] | None:
    """The names that a file gives its rows, well written or not; None where that is not known."""
    file = FILE_NAMED[name]
    if bundle.has(name, file.key[0]):
        return {row.cells.get(file.key[0], "").strip() for row in bundle.rows(name)}
    return None if file.required or name in bundle.tables else set()


def _missing(row: Row, column: str, named: set[str]) -> bool:
    return row[column] is not None and write_cell(row[column]) not in named


def ranges_run_forward(bundle: Bundle) -> Problems:
    """A last month is not before its first."""
    for name, first, last in RANGES:
        for row in bundle.rows(name):
            if row.knows(first, last) and row[last] is not None and row[last] < row[first]:
                yield problem(name, row, last, f"a month not before {first}, {row[first]}")


def one_contract(bundle: Bundle) -> Problems:
    """There is one contract, and it ends after it begins."""
    rows = bundle.rows("contract")
    if "contract" in bundle.tables and len(rows) != 1:
        line = rows[1].line if rows else None
        found = f"{len(rows)} rows" if rows else "no row below the header"
        yield Problem(file="contract.csv", line=line, found=found, expected="one contract in each bundle")
    for row in rows:
        if row.knows("commencement", "end") and row["end"] <= row["commencement"]:
            yield problem("contract", row, "end", f"a day after commencement, {row['commencement']}")


def months_of_the_contract(bundle: Bundle) -> Problems:
    """Every period lies between commencement and end."""
    for contract in bundle.rows("contract")[:1]:
        if contract.knows("commencement", "end"):
            first, last = Month.of(contract["commencement"]), Month.of(contract["end"])
            for row in bundle.rows("periods"):
                if row.knows("month") and not first <= row["month"] <= last:
                    yield problem("periods", row, "month", f"a month of the contract, {first} to {last}")
