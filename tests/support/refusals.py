"""Which constraint refused a row, as the two databases say it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, connection, models


def constraint_names(of: Iterable[type[models.Model]]) -> set[str]:
    return {constraint.name for model in of for constraint in model._meta.constraints}


def is_refused_by(error: IntegrityError, name: str, model: type[models.Model]) -> bool:
    """Whether the constraint with a name, and no other, refused the row.

    PostgreSQL gives the name. SQLite gives it for a check; for a rule of uniqueness it gives the columns.
    """
    if connection.vendor == "postgresql":
        cause: Any = error.__cause__
        return bool(cause.diag.constraint_name == name)
    said = str(error).partition("failed: ")[2]
    return said in (name, f"index '{name}'", _columns(name, model))


def _columns(name: str, model: type[models.Model]) -> str | None:
    found = next(constraint for constraint in model._meta.constraints if constraint.name == name)
    if not isinstance(found, models.UniqueConstraint):
        return None
    columns = (getattr(model._meta.get_field(field), "column", "") for field in found.fields)
    return ", ".join(f"{model._meta.db_table}.{column}" for column in columns)
