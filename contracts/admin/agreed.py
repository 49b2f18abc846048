"""What was agreed: contracts, their parts, notices of change, and what they want to be warned of."""

from __future__ import annotations

from datetime import date

from django.contrib import admin
from django.core.exceptions import ValidationError

from contracts.admin.base import RecordAdmin, RecordForm, RecordInline, of_contract, shown_figure
from contracts.calculations.months import Month
from contracts.models import ChangeNotice, Contract, ServiceArea, WarningRule


class ContractForm(RecordForm):
    """A contract that does not end before the latest month it was measured in."""

    def clean_end(self) -> date:
        end: date = self.cleaned_data["end"]
        latest = self.instance.periods.order_by("-month").first() if self.instance.pk else None
        if latest and "end" in self.changed_data and Month.of(end) < latest.month:
            raise ValidationError(
                f"The contract has a period in {latest.month.name}, so it cannot end before it"
            )
        return end


class ServiceAreaInline(RecordInline):
    model = ServiceArea


@admin.register(Contract)
class ContractAdmin(RecordAdmin):
    form = ContractForm
    # Months are counted from commencement: to move it would move every quarter that was ever due.
    fixed = ("reference", "commencement")
    list_display = ("reference", "title", "authority", "supplier", "commencement", "end")
    search_fields = ("reference", "title", "authority", "supplier")
    inlines = (ServiceAreaInline,)
    fieldsets = (
        (None, {"fields": ("reference", "title", "authority", "supplier")}),
        ("From when to when", {"fields": ("commencement", "end", "trend_from")}),
        ("Where this comes from", {"fields": ("source",)}),
    )


@admin.register(ServiceArea)
class ServiceAreaAdmin(RecordAdmin):
    list_display = ("code", "name", of_contract, "position")
    list_filter = ("contract",)
    list_select_related = ("contract",)
    search_fields = ("code", "name", "contract__reference")
    autocomplete_fields = ("contract",)


@admin.register(ChangeNotice)
class ChangeNoticeAdmin(RecordAdmin):
    list_display = ("reference", "title", "date", of_contract)
    list_filter = ("contract",)
    list_select_related = ("contract",)
    search_fields = ("reference", "title", "contract__reference")
    autocomplete_fields = ("contract",)


@admin.register(WarningRule)
class WarningRuleAdmin(RecordAdmin):
    """A rule is ended by its last month, and changed by ending it and adding another."""

    fixed = ("contract", "kind", "number", "months", "month_from")
    list_display = (
        of_contract,
        "kind",
        shown_figure("number", "How many"),
        "months",
        "month_from",
        "month_to",
    )
    list_filter = ("kind", "contract")
    list_select_related = ("contract",)
    search_fields = ("contract__reference", "clause")
    autocomplete_fields = ("contract",)
    fieldsets = (
        (None, {"fields": ("contract", "kind", "number", "months")}),
        ("When it is watched for", {"fields": ("month_from", "month_to")}),
        ("Where this comes from", {"fields": ("clause", "source")}),
    )
