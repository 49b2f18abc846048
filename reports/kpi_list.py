"""The KPIs of a contract with the terms that hold in its latest month, for a list."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, QueryDict
from django_tables2 import RequestConfig

from contracts.calculations.months import Month
from contracts.models import Contract
from kpis.models import Kpi, KpiTerms
from reports.drawn import drawn
from reports.filters import KpiFilter
from reports.tables import KpiTable
from reports.timeline import GRID_MONTHS
from reports.trends.figures import sparklines_of

KPIS_A_PAGE = 50


@drawn("reports/components/kpi_table.html")
def kpi_list_shown(contract: Contract, query: str) -> dict[str, Any]:
    """The list as an address's query asks for it: searched, filtered, sorted and paged."""
    asked = HttpRequest()
    asked.GET = QueryDict(query)
    month = latest_month(contract)
    kpis = kpis_with_terms(contract, month)
    filters = KpiFilter(asked.GET or None, queryset=kpis, contract=contract, month=month)
    found = filters.qs if not filters.is_bound or filters.is_valid() else kpis.none()
    table = KpiTable(found, month=month)
    RequestConfig(asked, paginate={"per_page": KPIS_A_PAGE}).configure(table)
    shown = [row.record for row in table.paginated_rows]
    table.lines = sparklines_of(contract, shown, month, GRID_MONTHS)
    return {"table": table, "filter": filters, "request": asked}


def latest_month(contract: Contract) -> Month:
    """The latest month that a contract has opened, or its first: what a list calls "now"."""
    opened = contract.periods.order_by("-month").values_list("month", flat=True).first()
    return opened or contract.first_month


def kpis_with_terms(contract: Contract, month: Month) -> QuerySet[Kpi]:
    """The KPIs of a contract, each with ``tsl``, ``msl`` and ``points`` as of a month, in list order."""
    rows = KpiTerms.objects.filter(kpi=OuterRef("pk"), effective_from__lte=month.first_day)
    held = rows.order_by("-effective_from")
    levels = {name: Subquery(held.values(name)[:1]) for name in ("tsl", "msl", "points")}
    kpis = contract.kpis.select_related("service_area", "contract").annotate(**levels)
    return kpis.order_by("service_area__position", "reference")
