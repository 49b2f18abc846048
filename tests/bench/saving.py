"""Saving a month of 40 results, beside the bare update of the same rows and columns.

There are two floors: Django's own bulk update, and one prepared statement sent for each row. Neither
judges, counts, checks versions or leaves history.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import count

from django.db import connection, transaction

from contracts.calculations.months import Month
from contracts.models import Contract, User
from kpis.actions.results import WRITTEN, Edit, save_results
from kpis.calculations.rag import Outcome
from kpis.entered import Entered
from kpis.models import Kpi, Period, Result
from tests.bench.pages import reader_of
from tests.bench.timing import count_queries, in_turn

REFERENCE = "BENCH-40-12"
MONTH = Month(2022, 1)
BLOCK = 5


def saving_figures() -> dict:
    """Milliseconds of the three ways to write, and the ratios of ours to the others."""
    contract = Contract.objects.get(reference=REFERENCE)
    period = Period(contract=contract, month=MONTH)
    period.save()
    officer = reader_of([contract], "saving")
    save = saver(period, officer)
    save()
    ours, bulk, statements = in_turn(save, bulk_updater(period), statement_updater(period), block=BLOCK)
    return {
        "rows": Result.objects.filter(period=period).count(),
        "milliseconds": {"save": ours, "bulk update": bulk, "statements": statements},
        "ratio": ours / bulk,
        "ratio_to_statements": ours / statements,
        "queries": count_queries(save),
    }


def saver(period: Period, officer: User) -> Callable[[], object]:
    """A call that changes every result of the month, as an officer's form would."""
    kpis = list(Kpi.objects.in_service_in(period.month).filter(contract=period.contract))
    hundredths = count(9000)

    def save() -> object:
        versions = dict(Result.objects.filter(period=period).values_list("kpi", "version"))
        value = Decimal(next(hundredths)).scaleb(-2)
        entered = Entered(outcome=Outcome.MEASURED, stated_value=value, comment="For the benchmark")
        edits = [Edit(kpi=kpi, version=versions.get(kpi.pk, 0), entered=entered) for kpi in kpis]
        saved = save_results(period=period, edits=edits, by=officer)
        if len(saved.written) != len(kpis):
            raise AssertionError(f"{len(saved.written)} of {len(kpis)} results were written")
        return saved

    return save


def bulk_updater(period: Period) -> Callable[[], object]:
    rows = list(Result.objects.filter(period=period))

    def update() -> None:
        with transaction.atomic():
            Result._base_manager.bulk_update(rows, WRITTEN)

    return update


def statement_updater(period: Period) -> Callable[[], object]:
    rows = list(Result.objects.filter(period=period))
    fields = [Result._meta.get_field(name) for name in WRITTEN]
    columns = ", ".join(f"{connection.ops.quote_name(field.column)} = %s" for field in fields)
    statement = f"UPDATE {Result._meta.db_table} SET {columns} WHERE id = %s"  # noqa: S608 - our own names
    values = [
        [*(field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields), row.pk]
        for row in rows
    ]

    def update() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(statement, values)

    return update
