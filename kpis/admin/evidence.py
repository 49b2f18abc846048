"""Months, results and their counts: entered, submitted and signed off on the product's own pages only."""

from __future__ import annotations

from typing import Any

from django.contrib import admin

from contracts.admin.base import ReadOnly, RecordAdmin, of_contract, shown_figure
from kpis.models import Period, PeriodSummary, Result
from kpis.models.periods import COUNTED

VALUE = shown_figure("value", "Value")
ENTERED = (
    shown_figure("numerator", "Numerator"),
    shown_figure("denominator", "Denominator"),
    shown_figure("stated_value", "Stated value"),
)
JUDGED_BY = (
    shown_figure("tsl", "TSL"),
    shown_figure("msl", "MSL"),
    shown_figure("points", "Abatement points"),
)


@admin.register(Period)
class PeriodAdmin(ReadOnly, RecordAdmin):
    list_display = (
        "month",
        of_contract,
        "state",
        "submitted_by",
        "submitted_at",
        "signed_off_by",
        "signed_off_at",
    )
    list_filter = ("state", "contract")
    list_select_related = ("contract", "submitted_by", "signed_off_by")
    search_fields = ("month", "contract__reference", "contract__title")
    fields = (
        *("contract", "month", "state", "submitted_by", "submitted_at"),
        *("signed_off_by", "signed_off_at", "returned_because"),
    )


@admin.register(PeriodSummary)
class PeriodSummaryAdmin(ReadOnly, admin.ModelAdmin):
    """Derived from the results, and so without a history of its own."""

    list_display = ("month", "contract", *COUNTED)
    list_filter = ("contract",)
    list_select_related = ("contract",)
    search_fields = ("month", "contract__reference", "contract__title")
    ordering = ("contract", "-month")


@admin.register(Result)
class ResultAdmin(ReadOnly, RecordAdmin):
    list_display = ("kpi", "month", VALUE, "status", "underlying_status", "outcome", of_contract)
    list_filter = ("status", "underlying_status", "outcome", "contract")
    list_select_related = ("kpi", "contract")
    search_fields = ("kpi__reference", "month", "comment", "contract__reference")
    ordering = ("-month", "kpi__reference")
    readonly_fields = (VALUE, *ENTERED, *JUDGED_BY)
    fieldsets: Any = (
        (None, {"fields": ("contract", "kpi", "month")}),
        (
            "Entered",
            {
                "fields": (
                    *("outcome", *ENTERED),
                    *("comment", "impact", "resolution", "source", "entered_by", "version"),
                )
            },
        ),
        ("Judged", {"fields": (VALUE, "status", "underlying_status", *JUDGED_BY)}),
    )
