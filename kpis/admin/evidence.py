"""What is entered, signed off, derived or attached on the product's own pages only, to be looked at."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from contracts.admin.base import ReadOnly, RecordAdmin, of_contract, shown_figure
from kpis.models import Evidence, KpiBand, Period, PeriodSummary, Result
from kpis.models.periods import SUMMARISED

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
INCURRED = (shown_figure("points_incurred", "Points incurred"), "is_repeat", "severity")


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

    list_display = ("month", "contract", *SUMMARISED)
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
    readonly_fields = (VALUE, *ENTERED, *JUDGED_BY, INCURRED[0])
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
        ("What it incurs", {"fields": INCURRED}),
    )


@admin.register(KpiBand)
class KpiBandAdmin(ReadOnly, RecordAdmin):
    """A set of bands is changed whole, as a gap between two would leave values without points."""

    list_display = (
        *("kpi", "effective_from", shown_figure("low", "From"), shown_figure("high", "To")),
        *("severity", shown_figure("points", "Service points"), of_contract),
    )
    list_filter = ("severity", "kpi__contract")
    list_select_related = ("kpi__contract",)
    search_fields = ("kpi__reference", "kpi__contract__reference", "effective_from")


@admin.register(Evidence)
class EvidenceAdmin(ReadOnly, RecordAdmin):
    """What came with a file; the file itself is served to the contract's people only."""

    list_display = ("name", "mitigation", "content_type", "size", "added_by", "added_at", of_contract)
    list_filter = ("mitigation__contract",)
    list_select_related = ("mitigation__contract", "added_by")
    search_fields = ("name", "mitigation__reference", "mitigation__contract__reference")
    exclude = ("file",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[Any, ...]:
        return tuple(name for name in super().get_readonly_fields(request, obj) if name != "file")
