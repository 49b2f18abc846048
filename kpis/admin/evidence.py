"""Months, results and their counts: entered, submitted and signed off on the product's own pages only."""

from __future__ import annotations

from django.contrib import admin

from contracts.admin.base import ReadOnly, RecordAdmin
from kpis.figures import NO_FIGURE, for_input
from kpis.models import Period, PeriodSummary, Result
from kpis.models.periods import COUNTED

JUDGED_BY = ("tsl", "msl", "points")


@admin.register(Period)
class PeriodAdmin(ReadOnly, RecordAdmin):
    list_display = (
        "month",
        "contract",
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
class PeriodSummaryAdmin(ReadOnly):
    """Derived from the results, and so without a history of its own."""

    list_display = ("month", "contract", *COUNTED)
    list_filter = ("contract",)
    list_select_related = ("contract",)
    search_fields = ("month", "contract__reference", "contract__title")
    ordering = ("contract", "-month")


@admin.register(Result)
class ResultAdmin(ReadOnly, RecordAdmin):
    list_display = ("kpi", "month", "shown_value", "status", "underlying_status", "outcome", "contract")
    list_filter = ("status", "underlying_status", "outcome", "contract")
    list_select_related = ("kpi", "contract")
    search_fields = ("kpi__reference", "month", "comment", "contract__reference")
    ordering = ("-month", "kpi__reference")
    fieldsets = (
        (None, {"fields": ("contract", "kpi", "month")}),
        (
            "Entered",
            {
                "fields": (
                    *("outcome", "numerator", "denominator", "stated_value"),
                    *("comment", "impact", "resolution", "source", "entered_by", "version"),
                )
            },
        ),
        ("Judged", {"fields": ("value", "status", "underlying_status", *JUDGED_BY)}),
    )

    @admin.display(description="Value", ordering="value")
    def shown_value(self, result: Result) -> str:
        return for_input(result.value) or NO_FIGURE
