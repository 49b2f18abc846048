"""Rules of what was measured, and remarks on figures that disagree."""

from __future__ import annotations

from decimal import Decimal

from kpis.bundles.checks.common import Problems, kpis_of, problem
from kpis.bundles.schema import FILE_NAMED
from kpis.bundles.values import Bundle, Row
from kpis.calculations.rag import (
    Better,
    Measure,
    Measurement,
    Outcome,
    Unit,
    computed_value,
    round_half_up,
)
from kpis.calculations.schedule import in_service

FIGURES = ("numerator", "denominator", "value")


def figures_fit_the_outcome(bundle: Bundle) -> Problems:
    """Measured results have figures that make a value; others have none."""
    kpis = kpis_of(bundle)
    for row in bundle.rows("results"):
        if row.knows("outcome", *FIGURES):
            if row["outcome"] == Outcome.MEASURED:
                yield from _measured(row, kpis.get(row.cells.get("kpi", "").strip()))
            else:
                yield from _not_measured(row)


def _not_measured(row: Row) -> Problems:
    for column in FIGURES:
        if row[column] is not None:
            yield problem("results", row, column, f"nothing, since the outcome is {row['outcome']}")


def _measured(row: Row, kpi: Row | None) -> Problems:
    numerator, denominator, value = (row[column] for column in FIGURES)
    if numerator is None and denominator is not None:
        yield problem("results", row, "numerator", "a numerator, since there is a denominator")
    elif numerator is not None and denominator is None:
        yield problem("results", row, "denominator", "a denominator, since there is a numerator")
    elif numerator is None and value is None:
        expected = "a value, or a numerator and a denominator, since the outcome is measured"
        yield problem("results", row, "value", expected)
    elif numerator is not None and kpi is not None and kpi.knows("unit", "better", "decimals"):
        yield from _computed_value_fits(row, kpi)


def _computed_value_fits(row: Row, kpi: Row) -> Problems:
    """The value that numerator and denominator make can be kept."""
    column = FILE_NAMED["results"].column("value")
    most = column.digits - column.decimals
    value = _computed(row, kpi)
    if value is not None and abs(value) >= Decimal(10) ** most:
        expected = f"a numerator that makes a value of at most {most} digits before the point"
        yield problem("results", row, "numerator", expected)


def _computed(row: Row, kpi: Row) -> Decimal | None:
    """What the numerator and denominator of a result make, by the rule that judges it."""
    measure = Measure(unit=Unit(kpi["unit"]), better=Better(kpi["better"]), decimals=kpi["decimals"])
    figures = Measurement(numerator=row["numerator"], denominator=row["denominator"])
    return computed_value(figures, measure)


def remarks(bundle: Bundle) -> Problems:
    """Stated values that differ, rounded, from what numerator and denominator make, which counts instead."""
    kpis = kpis_of(bundle)
    for row in bundle.rows("results"):
        if row["value"] is not None and row["numerator"] is not None:
            kpi = kpis[row["kpi"]]
            computed = _computed(row, kpi)
            if computed not in (None, round_half_up(row["value"], kpi["decimals"])):
                counts = f"{computed}, which the numerator and denominator make and which counts"
                yield problem("results", row, "value", counts)


def results_in_service(bundle: Bundle) -> Problems:
    """A KPI has results only for months in which it was in service."""
    kpis = kpis_of(bundle)
    for row in bundle.rows("results"):
        kpi = kpis.get(row.cells.get("kpi", "").strip())
        if kpi is None or not row.knows("month") or not kpi.knows("in_service_from", "in_service_to"):
            continue
        first, last = kpi["in_service_from"], kpi["in_service_to"]
        if not in_service(row["month"], first, last):
            until = f"to {last}" if last else "on"
            expected = f"a month in which {kpi.cells['ref'].strip()} was in service, {first} {until}"
            yield problem("results", row, "month", expected)
