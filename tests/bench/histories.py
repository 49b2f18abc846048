"""Contracts of a chosen length, made from the published example, to show what does not grow."""

from __future__ import annotations

import csv
from itertools import cycle
from pathlib import Path

from contracts.calculations.months import Month, months_between

EXAMPLE = Path(__file__).resolve().parents[2] / "kpis" / "examples" / "lincolnshire"
LAST = Month(2021, 12)

Row = dict[str, str]


def read(name: str) -> list[Row]:
    with (EXAMPLE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(folder: Path, name: str, rows: list[Row]) -> None:
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def write_history(folder: Path, *, months: int, kpis: int = 40) -> str:
    """Write a bundle of that many months up to December 2021 and that many KPIs; return its reference."""
    folder.mkdir(parents=True)
    first = LAST + (1 - months)
    reference = f"BENCH-{kpis}-{months}"
    definitions = [
        {**row, "in_service_from": str(first), "in_service_to": ""} for row in read("kpis.csv")[:kpis]
    ]
    write(folder, "contract.csv", [_contract(reference, first)])
    write(folder, "service_areas.csv", read("service_areas.csv"))
    write(
        folder,
        "credit_terms.csv",
        [{**row, "effective_from": str(first)} for row in read("credit_terms.csv")],
    )
    write(
        folder,
        "service_payments.csv",
        [row for row in read("service_payments.csv") if row["month"] >= str(first)],
    )
    write(folder, "kpis.csv", definitions)
    write(folder, "kpi_terms.csv", _terms(definitions, first))
    write(
        folder, "periods.csv", [{"month": str(m), "state": "signed_off"} for m in months_between(first, LAST)]
    )
    write(folder, "results.csv", _results(definitions, first))
    return reference


def _contract(reference: str, first: Month) -> Row:
    [row] = read("contract.csv")
    return {
        **row,
        "reference": reference,
        "commencement": first.first_day.isoformat(),
        "trend_from": str(first),
    }


def _terms(definitions: list[Row], first: Month) -> list[Row]:
    wanted = {row["ref"] for row in definitions}
    latest = {row["kpi"]: row for row in read("kpi_terms.csv") if row["tsl"] and row["kpi"] in wanted}
    return [
        {**row, "effective_from": str(first), "change": "initial", "change_notice": ""}
        for row in latest.values()
    ]


def _results(definitions: list[Row], first: Month) -> list[Row]:
    measured: dict[str, list[Row]] = {row["ref"]: [] for row in definitions}
    for row in read("results.csv"):
        if row["outcome"] == "measured" and row["kpi"] in measured:
            measured[row["kpi"]].append(row)
    some = next(rows for rows in measured.values() if rows)
    results = []
    for reference, rows in measured.items():
        values = cycle(rows or some)
        results += [{**next(values), "kpi": reference, "month": str(m)} for m in months_between(first, LAST)]
    return results
