"""What a contract wants to be warned of."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from contracts.calculations.pricing import WarningKind
from contracts.fields import MonthField
from contracts.models.choices import one_of
from contracts.models.contract import SOURCE_HELP, Contract
from contracts.recording import Recorded

WARNING_WORDS = {
    WarningKind.POINTS_IN_MONTHS: "So many points in so many months",
    WarningKind.CAP_REACHED: "A service area's credit reaches its cap in so many of so many months",
    WarningKind.KPI_FAILING: "The same KPI fails in so many of so many measurement periods",
    WarningKind.KPI_CONSECUTIVE: "The same KPI fails in so many consecutive measurement periods",
}


class WarningRule(Recorded):
    """A pattern of failure that the contract names, from a month on.

    It is ended by giving it a last month, and changed by ending it and adding another.
    """

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="warning_rules")
    kind = models.CharField(
        max_length=20, choices=[(kind.value, words) for kind, words in WARNING_WORDS.items()]
    )
    number = models.DecimalField(
        max_digits=8,
        decimal_places=2,
        help_text="How many: points, months at the cap, or failures",
    )
    months = models.PositiveSmallIntegerField(
        "months or measurement periods",
        help_text="Out of how many, the latest included",
    )
    month_from = MonthField("first month", help_text="The first month it is watched for")
    month_to = MonthField("last month", null=True, blank=True, help_text="Empty while it is watched for")
    clause = models.CharField(max_length=100, blank=True, help_text="Where the contract says so")
    source = models.TextField(blank=True, help_text=SOURCE_HELP)

    class Meta:
        ordering = ("kind", "month_from", "number")
        constraints = (
            models.UniqueConstraint(
                fields=["contract", "kind", "number", "months", "month_from"], name="one_warning_of_a_kind"
            ),
            one_of("kind", WarningKind, name="warning_kind_is_known"),
            models.CheckConstraint(
                condition=Q(number__gt=0, months__gt=0),
                name="warning_counts_something",
                violation_error_message="Both numbers must be above zero",
            ),
            models.CheckConstraint(
                condition=Q(month_to__isnull=True) | Q(month_to__gte=F("month_from")),
                name="warning_ends_after_it_begins",
                violation_error_message="The last month cannot come before the first",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {Decimal(self.number).normalize():f} in {self.months}"
