"""What points cost: credit terms with their tiers, suspensions, payments, and the credits that follow.

Saving one prices the open months again, and is refused where it would price a closed one anew.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet
from django.http import HttpRequest

from contracts.admin.base import ReadOnly, RecordForm, RecordInline, of_contract, shown_figure
from contracts.calculations.months import Month
from contracts.calculations.pricing import Pricing
from contracts.models import Contract, CreditSuspension, CreditTerms, CreditTier, ServicePayment
from kpis.admin.rejudged import RejudgedAdmin
from kpis.calculations.schedule import in_service
from kpis.closed import closed_months, why_not
from kpis.models import ServiceCredit


def closed_under(contract: Contract, effective_from: Month) -> list[Month]:
    """The closed months in which credit terms from a month on hold, or would: until the next terms."""
    following = contract.credit_terms.filter(effective_from__gt=effective_from).order_by("effective_from")
    first = following.first()
    return closed_months(contract, effective_from, first.effective_from + -1 if first else None)


class CreditTermsForm(RecordForm):
    """Credit terms that leave closed months as they were priced."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        contract = cleaned.get("contract") or getattr(self.instance, "contract", None)
        month = cleaned.get("effective_from") or self.instance.effective_from
        if contract and month and (closed := closed_under(contract, month)):
            self.add_error("effective_from" if "effective_from" in self.fields else None, why_not(closed))
        notice = cleaned.get("change_notice")
        if contract and notice and notice.contract_id != contract.pk:
            self.add_error("change_notice", "Choose a change notice of this contract")
        return cleaned


class TierFormSet(BaseInlineFormSet):
    """The tiers of a ratchet, which no other price has."""

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        kept = [form for form in self.forms if form.has_changed() or form.instance.pk]
        tiers = [form for form in kept if form not in self.deleted_forms]
        if self.instance.pricing == Pricing.RATCHET and not tiers:
            raise ValidationError("A ratchet needs tiers: above how many points, times what")
        if self.instance.pricing != Pricing.RATCHET and tiers:
            raise ValidationError("Only a ratchet has tiers: choose that price, or remove them")


class TierInline(RecordInline):
    model = CreditTier
    formset = TierFormSet
    fields = ("above", "multiplier")
    verbose_name_plural = "tiers, for a ratchet: each reaches up to where the next begins"


@admin.register(CreditTerms)
class CreditTermsAdmin(RejudgedAdmin):
    """A change is a new row from a later month on. Terms that priced a closed month are only looked at."""

    form = CreditTermsForm
    fixed = ("contract", "effective_from")
    list_display = (
        *(of_contract, "effective_from", "regime", shown_figure("amber_share", "Amber share")),
        *(shown_figure("red_share", "Red share"), "pricing", "credit_per_point"),
        shown_figure("cap_percent", "Cap in percent"),
    )
    list_filter = ("regime", "pricing", "contract")
    list_select_related = ("contract",)
    search_fields = ("contract__reference", "contract__title")
    autocomplete_fields = ("contract", "change_notice")
    inlines = (TierInline,)
    fieldsets = (
        (
            None,
            {
                "fields": ("contract", "effective_from"),
                "description": "These terms hold until the contract's next ones. To change them, add a row. "
                "Open months are judged and priced again at once.",
            },
        ),
        (
            "From failures to points",
            {"fields": ("regime", "amber_share", "red_share", "repeat_multiplier")},
        ),
        (
            "From points to pounds",
            {"fields": ("pricing", "credit_per_point", "charge_percent", "cap_percent")},
        ),
        ("Why", {"fields": ("change_notice", "reason", "source")}),
    )

    def has_change_permission(self, request: HttpRequest, obj: CreditTerms | None = None) -> bool:
        return super().has_change_permission(request, obj) and not _priced(obj)

    def has_delete_permission(self, request: HttpRequest, obj: CreditTerms | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not _priced(obj)


def _priced(terms: CreditTerms | None) -> bool:
    return terms is not None and bool(closed_under(terms.contract, terms.effective_from))


class SuspensionForm(RecordForm):
    """A suspension that covers the same closed months as before."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        contract = cleaned.get("contract") or getattr(self.instance, "contract", None)
        first = cleaned.get("month_from") or self.instance.month_from
        if contract and first and not self.errors:
            touched = [
                month
                for month in closed_months(contract)
                if self._suspended(month) != in_service(month, first, cleaned.get("month_to"))
            ]
            if touched:
                moved = "month_to" if self.instance.pk else "month_from"
                self.add_error(moved, why_not(touched))
        return cleaned

    def _suspended(self, month: Month) -> bool:
        """Whether the suspension, as it is stored, covers a month."""
        stored = self.instance
        return stored.pk is not None and in_service(month, stored.month_from, stored.month_to)


@admin.register(CreditSuspension)
class CreditSuspensionAdmin(RejudgedAdmin):
    """A suspension is ended by its last month; one that covers a closed month is not deleted."""

    form = SuspensionForm
    fixed = ("contract", "month_from")
    list_display = (of_contract, "month_from", "month_to", "reason")
    list_filter = ("contract",)
    list_select_related = ("contract",)
    search_fields = ("reason", "contract__reference")
    autocomplete_fields = ("contract",)

    def has_delete_permission(self, request: HttpRequest, obj: CreditSuspension | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not (
            obj and closed_months(obj.contract, obj.month_from, obj.month_to)
        )


class PaymentForm(RecordForm):
    """A payment of an open month, or of one to come."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        area, month = cleaned.get("service_area"), cleaned.get("month")
        if area and month and (closed := closed_months(area.contract, month, month)):
            self.add_error("month", why_not(closed))
        return cleaned


@admin.register(ServicePayment)
class ServicePaymentAdmin(RejudgedAdmin):
    """What was paid in a closed month, which its cap was worked out from, is only looked at."""

    form = PaymentForm
    fixed = ("service_area", "month")
    list_display = ("service_area", "month", "amount", of_contract)
    list_filter = ("service_area__contract",)
    list_select_related = ("service_area__contract",)
    search_fields = ("service_area__code", "service_area__contract__reference", "month")
    ordering = ("-month", "service_area__position")
    autocomplete_fields = ("service_area",)

    def has_change_permission(self, request: HttpRequest, obj: ServicePayment | None = None) -> bool:
        return super().has_change_permission(request, obj) and not _is_closed(obj)

    def has_delete_permission(self, request: HttpRequest, obj: ServicePayment | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not _is_closed(obj)


def _is_closed(payment: ServicePayment | None) -> bool:
    return payment is not None and bool(
        closed_months(payment.service_area.contract, payment.month, payment.month)
    )


@admin.register(ServiceCredit)
class ServiceCreditAdmin(ReadOnly, admin.ModelAdmin):
    """Derived from points, terms and payments, and so without a history of its own."""

    list_display: Any = (
        *("month", "service_area", "contract", shown_figure("points", "Points")),
        *("uncapped", "cap", "payable", "lost_to_cap", "is_suspended"),
    )
    list_filter = ("is_suspended", "contract")
    list_select_related = ("contract", "service_area")
    search_fields = ("month", "service_area__code", "contract__reference")
    ordering = ("contract", "-month", "service_area__position")
