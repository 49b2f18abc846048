"""What the failures of a month cost the provider, for each service area."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from contracts.fields import MonthField
from contracts.models import Contract, CreditTerms, ServiceArea
from kpis.calculations.credits import Credit
from kpis.calculations.points import POINT_DECIMALS
from kpis.models.periods import Period

POUNDS: dict[str, Any] = {"max_digits": 14, "decimal_places": 2}


class ServiceCredit(models.Model):
    """The credit of one service area in one period, kept with its results and the terms it came from.

    Derived, so it has no history: ``rejudge --check`` proves it equal to its results, and once the
    period is signed off nothing derives it again.
    """

    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="credits")
    service_area = models.ForeignKey(ServiceArea, on_delete=models.CASCADE, related_name="credits")
    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="+", db_index=False)
    month = MonthField()
    credit_terms = models.ForeignKey(CreditTerms, on_delete=models.PROTECT, related_name="+")
    points = models.DecimalField(max_digits=12, decimal_places=POINT_DECIMALS)
    payment = models.DecimalField(**POUNDS, null=True)
    uncapped = models.DecimalField(**POUNDS, null=True)
    cap = models.DecimalField(**POUNDS, null=True)
    payable = models.DecimalField(**POUNDS, null=True)
    lost_to_cap = models.DecimalField(**POUNDS, null=True)
    is_suspended = models.BooleanField(default=False)

    class Meta:
        ordering = ("month", "service_area__position")
        constraints = (
            models.UniqueConstraint(fields=["period", "service_area"], name="one_credit_per_period_and_area"),
            models.CheckConstraint(
                condition=Q(payable__isnull=True) | Q(payable__gte=0, payable__lte=F("uncapped")),
                name="credit_is_no_more_than_points_cost",
            ),
            models.CheckConstraint(
                condition=Q(payable__isnull=True) | Q(cap__isnull=True) | Q(payable__lte=F("cap")),
                name="credit_is_no_more_than_the_cap",
            ),
        )
        indexes = (models.Index(fields=["contract", "month"], name="credit_by_contract"),)

    def __str__(self) -> str:
        return f"{self.service_area.code} {self.month}"

    @property
    def plain(self) -> Credit:
        """The credit as plain values."""
        return Credit(**{name: getattr(self, name) for name in WORKED_OUT})

    @classmethod
    def of(cls, period: Period, service_area: ServiceArea, credit_terms: CreditTerms, credit: Credit) -> Self:
        """The row that says a credit of an area in a period."""
        return cls(
            period=period,
            service_area=service_area,
            contract_id=period.contract_id,
            month=period.month,
            credit_terms=credit_terms,
            **{name: getattr(credit, name) for name in WORKED_OUT},
        )


WORKED_OUT = tuple(Credit.__dataclass_fields__)
