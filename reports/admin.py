"""Reports as the admin shows them: they are written, reviewed and published on the product's own pages."""

from __future__ import annotations

from django.contrib import admin

from contracts.admin.base import ReadOnly, RecordAdmin, of_contract
from reports.models import ExemptRow, Report, ReportSection


@admin.register(Report)
class ReportAdmin(ReadOnly, RecordAdmin):
    list_display = ("number", "title", "month_from", "month_to", "meeting", "held_on", "state", of_contract)
    list_filter = ("state", "contract")
    list_select_related = ("contract",)
    search_fields = ("title", "meeting", "author", "officer", "contract__reference")


@admin.register(ReportSection)
class ReportSectionAdmin(ReadOnly, RecordAdmin):
    list_display = ("title", "kind", "report", "position", "is_included", of_contract)
    list_filter = ("kind", "report__contract")
    list_select_related = ("report__contract",)
    search_fields = ("title", "text", "report__contract__reference")


@admin.register(ExemptRow)
class ExemptRowAdmin(ReadOnly, RecordAdmin):
    list_display = ("row_key", "section", "paragraph", "report", of_contract)
    list_filter = ("section", "report__contract")
    list_select_related = ("report__contract",)
    search_fields = ("row_key", "report__contract__reference")
