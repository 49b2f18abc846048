"""History, and what is frozen, is only ever added to: the database itself refuses to change or delete a row.

Every historical table carries triggers, on both engines, and so does the table of every model that is
``Frozen``. They are put in place after every migration: SQLite makes a table anew to alter it, which loses
them, and a new model brings a new table. Whoever owns the database can take them away; no page of the
application does (docs/decisions/0010 and 0021).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

REFUSAL = "History can be added to, but not changed or deleted."
FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change_of_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME; END $$
"""
CREATE = {
    "postgresql": "CREATE OR REPLACE TRIGGER {name} BEFORE {change} ON {table} FOR EACH {each} "
    "EXECUTE FUNCTION refuse_change_of_history('{refusal}')",
    "sqlite": "CREATE TRIGGER IF NOT EXISTS {name} BEFORE {change} ON {table} "
    "BEGIN SELECT RAISE(ABORT, '{refusal}'); END",
}
DROP = {
    "postgresql": "DROP TRIGGER IF EXISTS {name} ON {table}",
    "sqlite": "DROP TRIGGER IF EXISTS {name}",
}
THERE = {
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'",
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
}
REFUSED = {
    "postgresql": {"UPDATE": "ROW", "DELETE": "ROW", "TRUNCATE": "STATEMENT"},
    "sqlite": {"UPDATE": "ROW", "DELETE": "ROW"},
}
"""By engine: each change that is refused, and whether it is of a row or of the table."""


class Frozen(models.Model):
    """A row that stays as it was written, for ever.

    ``frozen_because`` is the sentence with which the database refuses; it has no quotation marks.
    """

    frozen_because: str

    class Meta:
        abstract = True


def historical_models() -> list[type[models.Model]]:
    """The model of every historical table, of whatever app."""
    return [model for model in apps.get_models() if hasattr(model, "instance_type")]


def frozen_models() -> list[type[Frozen]]:
    """Every model whose rows stay as they were written."""
    return [model for model in apps.get_models() if issubclass(model, Frozen)]


def _refusals() -> dict[str, str]:
    """By guarded table, the sentence with which it refuses to be changed."""
    historical = {model._meta.db_table: REFUSAL for model in historical_models()}
    return {**historical, **{model._meta.db_table: model.frozen_because for model in frozen_models()}}


def keep_history(*, using: str = "default", **kwargs: Any) -> None:
    """Put the triggers on every table to be guarded that is there; doing so again changes nothing."""
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(FUNCTION)
        for table, refusal in _tables(connection).items():
            for trigger in _triggers(connection, table):
                cursor.execute(CREATE[connection.vendor].format(**trigger, refusal=refusal))


def release_history(*, using: str = "default") -> None:
    """Take the triggers away."""
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        _settle(connection)
        for table in _tables(connection):
            for trigger in _triggers(connection, table):
                cursor.execute(DROP[connection.vendor].format(**trigger))


@contextmanager
def history_set_aside(*, using: str = "default") -> Iterator[None]:
    """Let what is guarded be changed meanwhile, all or nothing: for a migration or a lawful erasure."""
    with transaction.atomic(using=using):
        release_history(using=using)
        yield
        _settle(connections[using])
        keep_history(using=using)


def unguarded_tables(*, using: str = "default") -> list[str]:
    """The tables that lack a trigger they should have."""
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(THERE[connection.vendor])
        there = {name for (name,) in cursor.fetchall()}
    return [
        table
        for table in _tables(connection)
        if not {trigger["name"] for trigger in _triggers(connection, table)} <= there
    ]


def _tables(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """The guarded tables that are there: not all, while only some migrations are applied."""
    there = set(connection.introspection.table_names())
    return {table: refusal for table, refusal in _refusals().items() if table in there}


def _triggers(connection: BaseDatabaseWrapper, table: str) -> list[dict[str, str]]:
    return [
        {
            "name": f"{table}_no_{change.lower()}",
            "table": connection.ops.quote_name(table),
            "change": change,
            "each": each,
        }
        for change, each in REFUSED[connection.vendor].items()
    ]


def _settle(connection: BaseDatabaseWrapper) -> None:
    """PostgreSQL alters no table while it has yet to check the foreign keys of rows just written."""
    if connection.vendor == "postgresql":
        connection.check_constraints()
