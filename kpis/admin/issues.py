"""In which KPIs an issue shows."""

from __future__ import annotations

from django.contrib import admin

from contracts.admin.base import RecordAdmin, of_contract
from kpis.models import IssueKpi


@admin.register(IssueKpi)
class IssueKpiAdmin(RecordAdmin):
    fixed = ("issue", "kpi")
    list_display = ("issue", "kpi", of_contract)
    list_filter = ("issue__contract",)
    list_select_related = ("issue__contract", "kpi")
    search_fields = ("issue__reference", "kpi__reference", "issue__contract__reference")
    autocomplete_fields = ("issue", "kpi")
