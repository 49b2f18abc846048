"""The KPIs of a contract, and the changes of what they measure."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from contracts.access import SignedInRequest, contract_for
from contracts.calculations.months import Month
from contracts.models import Contract
from kpis.models import Kpi
from reports.change_log import ChangeFilter, change_log, matching
from reports.filters import KpiFilter
from reports.kpi_list import kpis_with_terms, latest_month
from reports.tables import KpiTable
from reports.timeline import GRID_MONTHS
from reports.trends.figures import sparklines_of

CHANGES_A_PAGE = 20


class KpiList(SingleTableMixin, FilterView):
    """Every KPI a contract has had, with its terms of the latest month; searched, filtered and sorted."""

    table_class = KpiTable
    filterset_class = KpiFilter
    template_name = "reports/kpi_list.html"
    table_pagination = {"per_page": 50}

    request: SignedInRequest
    contract: Contract
    month: Month

    def get(self, request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.contract = contract_for(request.user, kwargs["reference"])
        self.month = latest_month(self.contract)
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Kpi]:
        return kpis_with_terms(self.contract, self.month)

    def get_filterset_kwargs(self, filterset_class: type[KpiFilter]) -> dict[str, Any]:
        given = super().get_filterset_kwargs(filterset_class)
        return {**given, "contract": self.contract, "month": self.month}

    def get_table_kwargs(self) -> dict[str, Any]:
        return {"month": self.month}

    def get_table(self, **kwargs: Any) -> KpiTable:
        table = super().get_table(**kwargs)
        shown = [row.record for row in table.paginated_rows]
        table.lines = sparklines_of(self.contract, shown, self.month, GRID_MONTHS)
        return table

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = {"contract": self.contract, "section": "kpis", "month": self.month}
        return super().get_context_data(**shown, **kwargs)


kpi_list = require_safe(KpiList.as_view())


@require_safe
def change_list(request: SignedInRequest, reference: str) -> HttpResponse:
    """Every change of definitions and terms, newest first, under the notice that it was made by."""
    contract = contract_for(request.user, reference)
    log = change_log(contract)
    form = ChangeFilter(request.GET or None, log=log)
    found = matching(log, form.cleaned_data) if form.is_valid() else log
    page = Paginator(found, CHANGES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "contract": contract,
        "section": "kpis",
        "form": form,
        "page": page,
        "page_numbers": page.paginator.get_elided_page_range(page.number),
        "has_any": bool(log),
    }
    return render(request, "reports/change_list.html", context)
