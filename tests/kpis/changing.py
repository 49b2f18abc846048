"""Changes for tests: those of the small contract, and Lincolnshire's contract as it stood before its own."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.apps import apps

from contracts.calculations.months import Month
from contracts.models import ChangeNotice, Contract, User
from kpis.actions.changes import Done, make_change, preview
from kpis.bundles.load import load_bundle
from kpis.calculations.rag import Terms
from kpis.changes.levels import NewTerms
from kpis.changes.service import NewKpi
from kpis.changes.values import Ask, Notice, Under
from kpis.models import Kpi, KpiReview, KpiTerms

JUNE, JULY, AUGUST, SEPTEMBER = (Month(2021, number) for number in (6, 7, 8, 9))
UNDER = Under(
    notice=Notice(reference="CCN1", date=date(2021, 7, 1), title="A change", is_new=True),
    reason="It was agreed.",
)
NO_NOTICE = Under(reason="It was agreed.")
DESCRIBED = {
    "description": "% of tickets closed",
    "unit": "percent",
    "better": "higher",
    "decimals": 2,
    "frequency": "monthly",
    "owner": "Head of IT",
}
EXAMPLE = Path(apps.get_app_config("kpis").path) / "examples" / "lincolnshire"
TERMS = ("kpi", "effective_from", "tsl", "msl", "points", "change", "change_notice")
COPY = "LCC-COPY"
Row = dict[str, str]
Edit = Callable[[Row], Row | None]


def bundle_rows(month: str, change: str = "") -> list[tuple[str, ...]]:
    """The rows of terms of the bundle that begin in a month, as tuples of ``TERMS``."""
    with (EXAMPLE / "kpi_terms.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["effective_from"] == month]
    return sorted(tuple(row[name] for name in TERMS) for row in rows if change in ("", row["change"]))


def written_rows(contract: Contract, month: str) -> list[tuple[str, ...]]:
    """The rows of terms of a contract that begin in a month, in the same shape."""
    rows = KpiTerms.objects.filter(kpi__contract=contract, effective_from=month)
    return sorted(_shown(row) for row in rows.select_related("kpi", "change_notice"))


def _shown(row: KpiTerms) -> tuple[str, ...]:
    figures = (
        "" if figure is None else f"{figure.normalize():f}" for figure in (row.tsl, row.msl, row.points)
    )
    notice = row.change_notice.reference if row.change_notice else ""
    return (row.kpi.reference, str(row.effective_from), *figures, row.change, notice)


def points_in(contract: Contract, area: str, month: str) -> dict[str, Decimal]:
    """The points in force in a month, by reference of the KPIs of an area in service then."""
    kpis = contract.kpis.filter(service_area__code=area)
    return {kpi.reference: points_of(kpi, month) for kpi in kpis if kpi.is_in_service_in(Month.parse(month))}


def points_of(kpi, month: str) -> Decimal | None:
    rows = kpi.terms.filter(effective_from__lte=month).order_by("-effective_from")
    return rows.values_list("points", flat=True).first()


def total(contract: Contract, month: str) -> Decimal:
    """The points of all KPIs of the contract in service in a month."""
    codes = contract.service_areas.values_list("code", flat=True)
    return sum(sum(filter(None, points_in(contract, code, month).values())) for code in codes)


def copy_before(month: str, folder: Path, *, keeps: str = "") -> Contract:
    """Lincolnshire's contract without what changed in a month and later; those months open, without results.

    Args:
        keeps: the kind of change of that month that was made already.
    """
    target = folder / COPY
    shutil.copytree(EXAMPLE, target)
    (target / "datapackage.json").unlink()

    def kept(row: Row) -> bool:
        return row["effective_from"] < month or (row["effective_from"] == month and row["change"] == keeps)

    _edit(target, "contract", lambda row: {**row, "reference": COPY})
    _edit(target, "kpi_terms", lambda row: row if kept(row) else None)
    _edit(target, "kpis", lambda row: {**row, "in_service_to": ""})
    _edit(target, "results", lambda row: row if "2021-04" < row["month"] < month else None)
    _edit(target, "periods", lambda row: {**row, "state": "open"} if row["month"] >= month else row)
    if month > "2021-07":
        (target / "change_notices.csv").unlink()
    return load_bundle(target)


def _edit(folder: Path, name: str, edit: Edit) -> None:
    path = folder / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        columns, rows = list(reader.fieldnames or ()), [edit(row) for row in reader]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(row for row in rows if row is not None)


def terms(tsl=None, msl=None, points=None) -> Terms:
    figures = {"tsl": tsl, "msl": msl, "points": points}
    return Terms(**{name: None if text is None else Decimal(text) for name, text in figures.items()})


def new_terms(tsl="96", msl="91", points="10", *, kpi="IMT_KPI_01", month=JULY, under=NO_NOTICE):
    return NewTerms(kpi=kpi, month=month, terms=terms(tsl, msl, points), under=under)


def new_kpi(reference="IMT_KPI_03", *, month=JULY, held=None, under=UNDER):
    return NewKpi(
        reference=reference,
        area="IMT",
        month=month,
        described=DESCRIBED,
        terms=held or terms("90", "80", "5"),
        under=under,
    )


def made(contract: Contract, ask: Ask, by: User) -> Done:
    """The change, looked at and confirmed."""
    return make_change(
        contract=contract, ask=ask, seen=preview(contract=contract, ask=ask).fingerprint, by=by
    )


def kpi_of(contract: Contract, reference="IMT_KPI_01") -> Kpi:
    return contract.kpis.get(reference=reference)


def rows_of(contract, reference="IMT_KPI_01") -> list[tuple]:
    rows = kpi_of(contract, reference).terms.order_by("effective_from")
    return [(str(row.effective_from), row.tsl, row.msl, row.points, row.change) for row in rows]


def everything(contract) -> list[tuple]:
    """All that a change could write, to tell that nothing was."""
    models = (Kpi, KpiTerms, ChangeNotice, KpiReview)
    return [tuple(model.objects.order_by("pk").values_list()) for model in models]
