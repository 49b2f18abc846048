"""Rules of KPIs and the terms they are judged by."""

from __future__ import annotations

from contracts.calculations.months import Month
from kpis.bundles.cells import write_cell
from kpis.bundles.checks.common import Problems, kpis_of, problem
from kpis.bundles.values import Bundle, Row
from kpis.calculations.rag import Better
from kpis.models import Change


def levels_in_order(bundle: Bundle) -> Problems:
    """The MSL is not better than the TSL, and comes with one."""
    kpis = kpis_of(bundle)
    for row in bundle.rows("kpi_terms"):
        if not row.knows("kpi", "tsl", "msl") or row["msl"] is None:
            continue
        kpi = kpis.get(row["kpi"])
        if row["tsl"] is None:
            yield problem("kpi_terms", row, "tsl", "a TSL, since there is an MSL")
        elif kpi is not None and kpi.knows("better"):
            yield from _msl_not_better(row, Better(kpi["better"]))


def _msl_not_better(row: Row, better: Better) -> Problems:
    tsl, msl = row["tsl"], row["msl"]
    if better is Better.HIGHER and msl > tsl:
        expected = f"an MSL of at most the TSL, {write_cell(tsl)}, as higher is better"
        yield problem("kpi_terms", row, "msl", expected)
    if better is Better.LOWER and msl < tsl:
        expected = f"an MSL of at least the TSL, {write_cell(tsl)}, as lower is better"
        yield problem("kpi_terms", row, "msl", expected)


def terms_from_the_first_month(bundle: Bundle) -> Problems:
    """A KPI has terms when it enters service."""
    first: dict[str, Month] = {}
    unsure = set()
    for row in bundle.rows("kpi_terms"):
        kpi = row.cells.get("kpi", "").strip()
        if row.knows("effective_from"):
            first[kpi] = min(first.get(kpi, row["effective_from"]), row["effective_from"])
        else:
            unsure.add(kpi)
    for kpi, row in kpis_of(bundle).items() if "kpi_terms" in bundle.tables else ():
        if kpi in unsure or not row.knows("in_service_from"):
            continue
        if kpi not in first or first[kpi] > row["in_service_from"]:
            expected = f"terms of {kpi} in kpi_terms.csv from that month or before"
            yield problem("kpis", row, "in_service_from", expected)


def replacements(bundle: Bundle) -> Problems:
    """A KPI takes the place of one that entered service before it."""
    kpis = kpis_of(bundle)
    for row in bundle.rows("kpis"):
        if not row.knows("replaces", "in_service_from") or row["replaces"] is None:
            continue
        replaced = kpis.get(row["replaces"])
        if replaced is None or not replaced.knows("in_service_from"):
            continue
        if replaced["in_service_from"] >= row["in_service_from"]:
            expected = f"a KPI that entered service before {row['in_service_from']}"
            yield problem("kpis", row, "replaces", expected)


def decommissions(bundle: Bundle) -> Problems:
    """Terms that decommission a KPI set no levels, weigh nothing and follow its last month in service."""
    kpis = kpis_of(bundle)
    for row in bundle.rows("kpi_terms"):
        if not row.knows("kpi", "change") or row["change"] != Change.DECOMMISSION:
            continue
        for column in ("tsl", "msl", "points"):
            if row.knows(column) and row[column]:
                yield problem("kpi_terms", row, column, "nothing, since the KPI is decommissioned")
        kpi = kpis.get(row["kpi"])
        if kpi is not None and kpi.knows("in_service_to") and row.knows("effective_from"):
            last = kpi["in_service_to"]
            if last is None or last >= row["effective_from"]:
                expected = f"a month after the last one in service, which kpis.csv gives as {last or 'open'}"
                yield problem("kpi_terms", row, "effective_from", expected)
