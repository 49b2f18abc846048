"""A database of many contracts, made by copying one inside the database."""

from __future__ import annotations

from django.db import connection, models, transaction

from contracts.models import Contract, CreditTerms, Membership, RecordVersion, ServiceArea
from kpis.models import Kpi, KpiTerms, MitigatedKpi, Mitigation, Period, PeriodSummary, Result, ServiceCredit

COPIED = (
    Contract,
    RecordVersion,
    ServiceArea,
    Membership,
    CreditTerms,
    Kpi,
    KpiTerms,
    Mitigation,
    MitigatedKpi,
    Period,
    PeriodSummary,
    Result,
    ServiceCredit,
)
APART = 10_000_000
"""How far apart the primary keys of one copy and the next lie: more than one contract has rows."""


def clone(contract: Contract, copies: int) -> None:
    """Add copies of a contract with all its rows; their references end in -2, -3 and so on.

    Tidied up afterwards, lest PostgreSQL do it by itself while pages are measured.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        for number in range(2, copies + 2):
            for model in COPIED:
                cursor.execute(*copy_statement(model, contract, number))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def copy_statement(model: type[models.Model], contract: Contract, number: int) -> tuple[str, list]:
    """The statement that copies one model's rows of a contract, keys and references shifted."""
    shift = (number - 1) * APART
    quote = connection.ops.quote_name
    columns, values = [], []
    for field in model._meta.local_concrete_fields:
        name = quote(field.column)
        columns.append(name)
        moved = field.primary_key or (field.is_relation and field.related_model in COPIED)
        unique_text = model is Contract and field.name == "reference"
        values.append(f"{name} + {shift}" if moved else f"{name} || '-{number}'" if unique_text else name)
    path = "pk" if model is Contract else getattr(model, "contract_path", "contract")
    keys = model._base_manager.filter(**{path: contract.pk}).values("pk").query
    sql, parameters = keys.sql_with_params()
    table, key = quote(model._meta.db_table), quote(model._meta.pk.column)
    return (
        f"INSERT INTO {table} ({', '.join(columns)})"  # noqa: S608 - our own names
        f" SELECT {', '.join(values)} FROM {table} WHERE {key} IN ({sql})",
        list(parameters),
    )
