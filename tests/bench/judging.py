"""Judging a month of 40 KPIs, and all 108 months of a contract, beside writing the same rows without it.

The weight of every KPI alternates, so that each judging finds every result otherwise and writes it, with
history, counts and credits. The floors write the same columns of the same rows and nothing else: Django's
own bulk update, and one prepared statement sent for each row.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from decimal import Decimal
from itertools import cycle

from django.db import connection, transaction

from contracts.models import Contract, User
from kpis.actions.open_months import judge_open_months
from kpis.judging import JUDGED
from kpis.models import KpiTerms, Period, PeriodState, Result
from tests.bench.pages import reader_of
from tests.bench.timing import count_queries, in_turn

REFERENCE = "BENCH-40-108"
BATCH = 500


def judging_figures() -> dict:
    """The figures of one month, then of all."""
    contract = Contract.objects.get(reference=REFERENCE)
    officer = reader_of([contract], "judging")
    latest = Period.objects.filter(contract=contract).order_by("-month")[:1]
    return {
        "month": _figures(contract, [period.pk for period in latest], officer, rounds=5, block=3),
        "contract": _figures(
            contract, list(contract.periods.values_list("pk", flat=True)), officer, rounds=2, block=1
        ),
    }


def _figures(contract: Contract, periods: Collection[int], officer: User, *, rounds: int, block: int) -> dict:
    """Rows, queries, milliseconds of the three ways to write, and the ratios of ours to the others."""
    Period._base_manager.filter(pk__in=periods).update(state=PeriodState.OPEN)
    judge = judger(contract, officer)
    judge()
    rows = list(Result.objects.filter(period__in=periods))
    ours, bulk, statements = in_turn(
        judge, bulk_updater(rows), statement_updater(rows), rounds=rounds, block=block
    )
    return {
        "rows": len(rows),
        "queries": count_queries(judge),
        "milliseconds": {"judge": ours, "bulk update": bulk, "statements": statements},
        "ratio": ours / bulk,
        "ratio_to_statements": ours / statements,
    }


def judger(contract: Contract, officer: User) -> Callable[[], object]:
    """A call that changes the weight of every KPI and judges the open months by it."""
    weights = cycle([Decimal(7), Decimal(9)])

    def judge() -> None:
        terms = KpiTerms._base_manager.filter(kpi__contract=contract)
        with transaction.atomic():
            terms.update(points=next(weights))
            judge_open_months(contract=contract, by=officer, reason="For the benchmark")

    return judge


def bulk_updater(rows: list[Result]) -> Callable[[], object]:
    def update() -> None:
        with transaction.atomic():
            Result._base_manager.bulk_update(rows, JUDGED, batch_size=BATCH)

    return update


def statement_updater(rows: list[Result]) -> Callable[[], object]:
    fields = [Result._meta.get_field(name) for name in JUDGED]
    columns = ", ".join(f"{connection.ops.quote_name(field.column)} = %s" for field in fields)
    statement = f"UPDATE {Result._meta.db_table} SET {columns} WHERE id = %s"  # noqa: S608 - our own names

    def update() -> None:
        values = [
            [*(field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields), row.pk]
            for row in rows
        ]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(statement, values)

    return update
