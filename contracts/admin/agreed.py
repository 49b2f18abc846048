"""What was agreed: contracts, their parts, notices of change, payments and the terms of credits."""

from __future__ import annotations

from datetime import date

from django.contrib import admin
from django.core.exceptions import ValidationError

from contracts.admin.base import RecordAdmin, RecordForm, RecordInline, of_contract
from contracts.calculations.months import Month
from contracts.models import (
    ChangeNotice,
    Contract,
    CreditSuspension,
    CreditTerms,
    ServiceArea,
    ServicePayment,
)


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


@admin.register(ServicePayment)
class ServicePaymentAdmin(RecordAdmin):
    fixed = ("service_area", "month")
    list_display = ("service_area", "month", "amount", of_contract)
    list_filter = ("service_area__contract",)
    list_select_related = ("service_area__contract",)
    search_fields = ("service_area__code", "service_area__contract__reference", "month")
    ordering = ("-month", "service_area__position")
    autocomplete_fields = ("service_area",)


@admin.register(CreditTerms)
class CreditTermsAdmin(RecordAdmin):
    """A change is a new row from a later month on."""

    fixed = ("contract", "effective_from")
    list_display = (
        *(of_contract, "effective_from", "amber_share", "red_share", "credit_per_point", "cap_percent"),
    )
    list_filter = ("contract",)
    list_select_related = ("contract",)
    search_fields = ("contract__reference", "contract__title")
    autocomplete_fields = ("contract",)
    fieldsets = (
        (
            None,
            {
                "fields": ("contract", "effective_from"),
                "description": "These terms hold until the contract's next ones. To change them, add a row.",
            },
        ),
        ("From failures to points", {"fields": ("amber_share", "red_share")}),
        ("From points to pounds", {"fields": ("credit_per_point", "cap_percent")}),
        ("Where this comes from", {"fields": ("source",)}),
    )


@admin.register(CreditSuspension)
class CreditSuspensionAdmin(RecordAdmin):
    fixed = ("contract", "month_from")
    list_display = (of_contract, "month_from", "month_to", "reason")
    list_filter = ("contract",)
    list_select_related = ("contract",)
    search_fields = ("reason", "contract__reference")
    autocomplete_fields = ("contract",)
