"""Rows whose every change is kept: who, when, from what to what, and why.

A model that inherits ``Recorded`` has a history table of its own. Single rows are recorded by
``save()`` and ``delete()``; many at once by ``record_new`` and ``record_changes``. The bulk methods
that would leave no trace refuse to work.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import connection, models, transaction
from django.db.models import F
from django.utils import timezone
from simple_history.models import HistoricalRecords

if TYPE_CHECKING:
    from contracts.models import Contract, User

ROWS_PER_STATEMENT = 500


class RecordVersion(models.Model):
    """A number that goes up with every change of a contract's record.

    Pages carry it, so that a reader's browser learns with one short query whether anything changed.
    It stands in a row of its own because saving a contract must never set it back.
    """

    contract = models.OneToOneField(
        "contracts.Contract",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="record_version",
    )
    number = models.PositiveBigIntegerField(default=1)

    def __str__(self) -> str:
        return str(self.number)


class UnrecordedWriteError(RuntimeError):
    """A write that would have escaped history."""


def _refuse(method: str) -> UnrecordedWriteError:
    return UnrecordedWriteError(f"{method}() leaves no history: use record_new() or record_changes()")


class RecordedQuerySet(models.QuerySet):
    """Reads as usual; refuses the bulk writes that leave no history."""

    def update(self, **values: Any) -> int:
        raise _refuse("update")

    def bulk_create(self, *args: Any, **kwargs: Any) -> list:
        raise _refuse("bulk_create")

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        raise _refuse("bulk_update")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise UnrecordedWriteError(
            "delete() of many rows leaves readers with old pages: delete them one by one"
        )

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


class Recorded(models.Model):
    """A row of a contract's record.

    ``contract_path`` is the way from the row to its contract, in the ORM's notation.
    """

    contract_path = "contract"
    history = HistoricalRecords(inherit=True, history_change_reason_field=models.TextField(null=True))
    objects = RecordedQuerySet.as_manager()

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        note_change(self.owner_id)

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        note_change(self.owner_id)
        return super().delete(*args, **kwargs)

    @property
    def owner_id(self) -> int:
        """The primary key of the contract the row belongs to."""
        owner: Any = self
        *steps, last = self.contract_path.split("__")
        for step in steps:
            owner = getattr(owner, step)
        return getattr(owner, f"{last}_id")


def note_change(contract_id: int) -> None:
    """Move a contract's record to its next version, so that no reader is told that nothing changed."""
    moved = RecordVersion.objects.filter(contract=contract_id).update(number=F("number") + 1)
    if not moved:
        RecordVersion.objects.create(contract_id=contract_id)


@transaction.atomic
def record_new(
    rows: Sequence[Recorded],
    *,
    contract: Contract,
    by: User | None = None,
    reason: str = "",
    at: datetime | None = None,
) -> None:
    """Insert rows of one model, with the history that says who added them and why.

    All of them get one time in history, which tells that they came together: ``at``, from
    ``moment()``, for rows that come together in several strokes.
    """
    if rows:
        model = type(rows[0])
        model._base_manager.bulk_create(rows, batch_size=ROWS_PER_STATEMENT)
        _record(rows, update=False, by=by, reason=reason, at=at)
        note_change(contract.pk)


@transaction.atomic
def record_changes(
    rows: Sequence[Recorded],
    fields: Collection[str],
    *,
    contract: Contract,
    by: User | None = None,
    reason: str = "",
    at: datetime | None = None,
) -> None:
    """Write some fields of rows of one model, with the history that says who changed them and why.

    Their time in history is one, as with ``record_new``.
    """
    if rows:
        _update(rows, fields)
        _record(rows, update=True, by=by, reason=reason, at=at)
        note_change(contract.pk)


def _update(rows: Sequence[Recorded], names: Collection[str]) -> None:
    """Write some fields of rows, in one prepared statement that is sent for each row.

    Django's ``bulk_update`` builds a case for every cell, which takes ten times as long.
    """
    meta: Any = type(rows[0])._meta
    quoted = connection.ops.quote_name
    fields = [meta.get_field(name) for name in names]
    assignments = ", ".join(f"{quoted(field.column)} = %s" for field in fields)
    values = [
        [*(field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields), row.pk]
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {quoted(meta.db_table)} SET {assignments} WHERE {quoted(meta.pk.column)} = %s", values
        )


def moment() -> datetime:
    """The time that history gives to what is written now."""
    return timezone.now()


def _record(
    rows: Sequence[Recorded], *, update: bool, by: User | None, reason: str, at: datetime | None
) -> None:
    type(rows[0]).history.bulk_history_create(
        rows,
        batch_size=ROWS_PER_STATEMENT,
        update=update,
        default_user=by,
        default_change_reason=reason,
        default_date=at or moment(),
    )
