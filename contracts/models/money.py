"""What is paid for a service area, and the terms on which points cost money."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from contracts.fields import MonthField
from contracts.models.contract import SOURCE_HELP, Contract, ServiceArea
from contracts.recording import Recorded


class ServicePayment(Recorded):
    """What the council pays for a service area in a month; credits are capped against it."""

    contract_path = "service_area__contract"

    service_area = models.ForeignKey(ServiceArea, on_delete=models.PROTECT, related_name="payments")
    month = MonthField()
    amount = models.DecimalField("amount in pounds", max_digits=14, decimal_places=2)
    source = models.TextField(blank=True, help_text=SOURCE_HELP)

    class Meta:
        ordering = ("service_area", "month")
        constraints = (
            models.UniqueConstraint(fields=["service_area", "month"], name="one_payment_per_area_and_month"),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="payment_is_not_negative",
                violation_error_message="A payment cannot be negative",
            ),
        )

    def __str__(self) -> str:
        return f"{self.service_area.code} {self.month}: £{self.amount:,}"


class CreditTerms(Recorded):
    """How failures become abatement points and points become pounds, from a month on."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="credit_terms")
    effective_from = MonthField(help_text="The first month these terms hold, as 2015-04")
    amber_share = models.DecimalField(
        max_digits=5,
        decimal_places=4,
        help_text="Share of a KPI's points that amber incurs, 0 to 1",
    )
    red_share = models.DecimalField(
        max_digits=5,
        decimal_places=4,
        help_text="Share of a KPI's points that red incurs, 0 to 1",
    )
    credit_per_point = models.DecimalField("credit per point in pounds", max_digits=12, decimal_places=2)
    cap_percent = models.DecimalField(
        max_digits=7,
        decimal_places=4,
        help_text="The most a service area's credit may be in a month, in percent of its payment",
    )
    source = models.TextField(blank=True, help_text=SOURCE_HELP)

    class Meta:
        verbose_name_plural = "credit terms"
        ordering = ("effective_from",)
        constraints = (
            models.UniqueConstraint(
                fields=["contract", "effective_from"],
                name="one_set_of_credit_terms_per_month",
            ),
            models.CheckConstraint(
                condition=Q(amber_share__gte=0, amber_share__lte=1),
                name="amber_share_between_0_and_1",
                violation_error_message="The share of points that amber incurs must lie between 0 and 1",
            ),
            models.CheckConstraint(
                condition=Q(red_share__gte=0, red_share__lte=1),
                name="red_share_between_0_and_1",
                violation_error_message="The share of points that red incurs must lie between 0 and 1",
            ),
            models.CheckConstraint(
                condition=Q(cap_percent__gte=0, cap_percent__lte=100),
                name="cap_between_0_and_100_percent",
                violation_error_message="The cap must lie between 0 and 100 percent",
            ),
            models.CheckConstraint(
                condition=Q(credit_per_point__gte=0),
                name="credit_per_point_is_not_negative",
                violation_error_message="The credit per point cannot be negative",
            ),
        )

    def __str__(self) -> str:
        return f"from {self.effective_from}"


class CreditSuspension(Recorded):
    """Months in which points count but no credit is payable."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="credit_suspensions")
    month_from = MonthField("first month")
    month_to = MonthField(
        "last month",
        null=True,
        blank=True,
        help_text="Empty while the suspension lasts",
    )
    reason = models.TextField()
    source = models.TextField(blank=True, help_text=SOURCE_HELP)

    class Meta:
        ordering = ("month_from",)
        constraints = (
            models.UniqueConstraint(fields=["contract", "month_from"], name="one_suspension_per_first_month"),
            models.CheckConstraint(
                condition=Q(month_to__isnull=True) | Q(month_to__gte=F("month_from")),
                name="suspension_ends_after_it_begins",
                violation_error_message="The last month cannot come before the first",
            ),
        )

    def __str__(self) -> str:
        return f"{self.month_from} to {self.month_to or 'now'}"
