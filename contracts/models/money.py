"""What is paid for a service area, and the terms on which points cost money."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from contracts.calculations.pricing import Pricing, Regime
from contracts.fields import MonthField
from contracts.models.choices import one_of
from contracts.models.contract import SOURCE_HELP, ChangeNotice, Contract, ServiceArea
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


REGIME_WORDS = {
    Regime.SHARES: "Shares of a KPI's points: amber incurs one share, red another",
    Regime.BANDS: "Service points by band: each KPI has bands of values with points of their own",
}
PRICING_WORDS = {
    Pricing.FLAT: "Flat: so many pounds a point",
    Pricing.RATCHET: "Ratchet: pounds a point, times a multiplier that rises with the area's points",
    Pricing.SHARE_OF_CHARGES: "Share of charges: each point is a percentage of the area's payment",
}


class CreditTerms(Recorded):
    """How failures become abatement points and points become pounds, from a month on."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="credit_terms")
    effective_from = MonthField(help_text="The first month these terms hold, as 2015-04")
    regime = models.CharField(
        "how failures incur points",
        max_length=10,
        choices=[(regime.value, words) for regime, words in REGIME_WORDS.items()],
        default=Regime.SHARES.value,
    )
    amber_share = models.DecimalField(
        max_digits=5,
        decimal_places=4,
        null=True,
        blank=True,
        help_text="Share of a KPI's points that amber incurs, 0 to 1; empty where bands say",
    )
    red_share = models.DecimalField(
        max_digits=5,
        decimal_places=4,
        null=True,
        blank=True,
        help_text="Share of a KPI's points that red incurs, 0 to 1; empty where bands say",
    )
    repeat_multiplier = models.DecimalField(
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="What a failure's points are multiplied by when the KPI failed in its measurement "
        "period before, for example 2; empty where repeats cost no more",
    )
    pricing = models.CharField(
        "price of points",
        max_length=20,
        choices=[(pricing.value, words) for pricing, words in PRICING_WORDS.items()],
        default=Pricing.FLAT.value,
    )
    credit_per_point = models.DecimalField(
        "credit per point in pounds",
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="For a flat price and a ratchet",
    )
    charge_percent = models.DecimalField(
        "percentage of charges per point",
        max_digits=7,
        decimal_places=4,
        null=True,
        blank=True,
        help_text="For a share of charges: what each point is, in percent of the area's payment of the month",
    )
    cap_percent = models.DecimalField(
        max_digits=7,
        decimal_places=4,
        help_text="The most a service area's credit may be in a month, in percent of its payment",
    )
    change_notice = models.ForeignKey(
        ChangeNotice, on_delete=models.PROTECT, null=True, blank=True, related_name="credit_terms"
    )
    reason = models.TextField("reason for change", blank=True)
    source = models.TextField(blank=True, help_text=SOURCE_HELP)

    class Meta:
        verbose_name_plural = "credit terms"
        ordering = ("effective_from",)
        constraints = (
            models.UniqueConstraint(
                fields=["contract", "effective_from"],
                name="one_set_of_credit_terms_per_month",
            ),
            one_of("regime", Regime, name="credit_regime_is_known"),
            one_of("pricing", Pricing, name="credit_pricing_is_known"),
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
                condition=~Q(regime=Regime.SHARES.value)
                | Q(amber_share__isnull=False, red_share__isnull=False),
                name="shares_are_given_where_they_count",
                violation_error_message="Give the shares of points that amber and red incur",
            ),
            models.CheckConstraint(
                condition=Q(repeat_multiplier__isnull=True) | Q(repeat_multiplier__gte=1),
                name="repeat_multiplier_is_at_least_1",
                violation_error_message="A repeat failure cannot cost less than a first: give 1 or more",
            ),
            models.CheckConstraint(
                condition=Q(pricing=Pricing.SHARE_OF_CHARGES.value) | Q(credit_per_point__isnull=False),
                name="pounds_per_point_are_given_where_they_count",
                violation_error_message="Give the credit per point in pounds",
            ),
            models.CheckConstraint(
                condition=~Q(pricing=Pricing.SHARE_OF_CHARGES.value) | Q(charge_percent__isnull=False),
                name="charge_percent_is_given_where_it_counts",
                violation_error_message="Give the percentage of charges that each point costs",
            ),
            models.CheckConstraint(
                condition=Q(charge_percent__isnull=True) | Q(charge_percent__gte=0, charge_percent__lte=100),
                name="charge_percent_between_0_and_100",
                violation_error_message="The percentage of charges must lie between 0 and 100",
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


class CreditTier(Recorded):
    """A tier of a ratchet: points above a number cost the credit per point times a multiplier.

    A tier reaches up to where the next begins; the points below the first cost nothing.
    """

    contract_path = "credit_terms__contract"

    credit_terms = models.ForeignKey(CreditTerms, on_delete=models.PROTECT, related_name="tiers")
    above = models.DecimalField(
        "points above",
        max_digits=8,
        decimal_places=2,
        help_text="The tier begins above so many points of a service area in a month",
    )
    multiplier = models.DecimalField(max_digits=6, decimal_places=3)

    class Meta:
        ordering = ("credit_terms", "above")
        constraints = (
            models.UniqueConstraint(fields=["credit_terms", "above"], name="one_tier_per_beginning"),
            models.CheckConstraint(
                condition=Q(above__gte=0, multiplier__gte=0),
                name="tier_is_not_negative",
                violation_error_message="Neither points nor multiplier can be negative",
            ),
        )

    def __str__(self) -> str:
        return f"above {Decimal(self.above).normalize():f} points: × {Decimal(self.multiplier).normalize():f}"


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
