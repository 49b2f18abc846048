"""``datapackage.json``: a bundle described for other programs, after the Frictionless Data Package.

See https://specs.frictionlessdata.io/tabular-data-package/ for the vocabulary.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from decimal import Decimal
from pathlib import Path
from typing import Any

from kpis.bundles.schema import FILE_NAMED, FILES, BundleFile, Column, Kind
from kpis.bundles.values import Bundle, Table

PACKAGE_FILE = "datapackage.json"
PROFILE = "tabular-data-package"
FILE_NAMES = frozenset(file.file_name for file in FILES)
TYPES = {Kind.TEXT: "string", Kind.WORD: "string", Kind.MONTH: "yearmonth", Kind.DATE: "date"}


def package_text(bundle: Bundle) -> str:
    """The description of a bundle's files as they are, columns in the order of their headers."""
    return json.dumps(_package(bundle), indent=2, ensure_ascii=False) + "\n"


def files_listed(folder: Path) -> set[str]:
    """The files that a bundle's description names; none where there is none that can be read."""
    package = _described(folder / PACKAGE_FILE)
    resources = package.get("resources")
    described = resources if isinstance(resources, list) else []
    paths = {str(resource.get("path")) for resource in described if isinstance(resource, dict)}
    return {path for path in paths if path in FILE_NAMES}


def describes(path: Path, reference: str) -> bool:
    """Whether a file describes a bundle of the contract with a reference."""
    package = _described(path)
    return (package.get("profile"), package.get("name")) == (PROFILE, _name(reference))


def _described(path: Path) -> dict[str, Any]:
    """What a file says of a bundle; nothing where it cannot be read."""
    try:
        package = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return package if isinstance(package, dict) else {}


def _name(reference: str) -> str:
    return reference.lower()


def _package(bundle: Bundle) -> dict[str, Any]:
    (contract,) = bundle.rows("contract")
    tables = [bundle.tables[file.name] for file in FILES if file.name in bundle.tables]
    return {
        "profile": PROFILE,
        "name": _name(contract.cells["reference"]),
        "title": contract.cells["title"],
        "resources": [_resource(table, bundle.tables) for table in tables],
    }


def _resource(table: Table, present: Collection[str]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.file.name,
        "title": table.file.title,
        "path": table.file.file_name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": _schema(table, present),
    }


def _schema(table: Table, present: Collection[str]) -> dict[str, Any]:
    known = {column.name: column for column in table.file.columns_in(table.columns)}
    columns = [known[name] for name in table.columns]
    schema: dict[str, Any] = {"fields": [_field(column) for column in columns], "missingValues": [""]}
    if _key_is_filled_in(table.file):
        schema["primaryKey"] = list(table.file.key)
    links = [column for column in columns if column.refers_to in present]
    if links:
        schema["foreignKeys"] = [_foreign_key(column) for column in links]
    return schema


def _key_is_filled_in(file: BundleFile) -> bool:
    return all(file.column(name).required for name in file.key)


def _foreign_key(column: Column) -> dict[str, Any]:
    other = FILE_NAMED[column.refers_to]
    return {"fields": column.name, "reference": {"resource": other.name, "fields": other.key[0]}}


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": _type(column)}
    if column.meaning:
        field["description"] = column.meaning
    constraints = {
        "required": column.required or None,
        "enum": list(column.words) or None,
        "pattern": column.pattern or None,
        "maxLength": column.longest,
        "minimum": _bound(column.least),
        "maximum": _bound(column.most),
    }
    given = {name: value for name, value in constraints.items() if value is not None}
    return {**field, "constraints": given} if given else field


def _type(column: Column) -> str:
    if column.kind is Kind.NUMBER:
        return "number" if column.decimals else "integer"
    return TYPES[column.kind]


def _bound(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
