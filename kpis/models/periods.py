"""The months of a contract: open for entry, submitted, signed off."""

from __future__ import annotations

from decimal import Decimal
from typing import Self

from django.db import models
from django.db.models import Q

from contracts.fields import MonthField
from contracts.models import Contract, User
from contracts.models.choices import one_of
from contracts.recording import Recorded
from kpis.calculations.points import POINT_DECIMALS
from kpis.calculations.summary import Counts


class PeriodState(models.TextChoices):
    """``open -> submitted -> signed off``, and back by reopening."""

    OPEN = "open", "Open"
    SUBMITTED = "submitted", "Submitted"
    SIGNED_OFF = "signed_off", "Signed off"


class Period(Recorded):
    """One calendar month of one contract."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="periods")
    month = MonthField()
    state = models.CharField(max_length=12, choices=PeriodState.choices, default=PeriodState.OPEN)
    submitted_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False)
    signed_off_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    signed_off_at = models.DateTimeField(null=True, blank=True, editable=False)
    returned_because = models.TextField(
        blank=True,
        editable=False,
        help_text="Why the month was last sent back or reopened",
    )

    class Meta:
        ordering = ("contract", "-month")
        constraints = (
            models.UniqueConstraint(fields=["contract", "month"], name="one_period_per_contract_and_month"),
            one_of("state", PeriodState, name="period_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state=PeriodState.OPEN)
                | Q(submitted_by__isnull=True, signed_off_by__isnull=True),
                name="open_period_is_not_submitted",
            ),
            models.CheckConstraint(
                condition=Q(signed_off_by__isnull=True)
                | Q(submitted_by__isnull=True)
                | ~Q(signed_off_by=models.F("submitted_by")),
                name="nobody_signs_off_what_they_submitted",
            ),
        )

    def __str__(self) -> str:
        return self.month.name

    @property
    def is_open(self) -> bool:
        return self.state == PeriodState.OPEN

    @property
    def is_final(self) -> bool:
        """Signed off: evidence, which nothing re-judges until it is reopened."""
        return self.state == PeriodState.SIGNED_OFF

    @property
    def contract_month(self) -> int:
        return self.contract.month_number(self.month)


class PeriodSummary(models.Model):
    """What one period comes to, kept with its results so that a portfolio is one index scan.

    Derived, so it has no history: ``rejudge --check`` proves it equal to its results.
    """

    period = models.OneToOneField(Period, on_delete=models.CASCADE, primary_key=True, related_name="summary")
    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="+")
    month = MonthField()
    green = models.PositiveSmallIntegerField(default=0)
    amber = models.PositiveSmallIntegerField(default=0)
    red = models.PositiveSmallIntegerField(default=0)
    blue = models.PositiveSmallIntegerField(default=0)
    not_reported = models.PositiveSmallIntegerField(default=0)
    no_activity = models.PositiveSmallIntegerField(default=0)
    not_due = models.PositiveSmallIntegerField(default=0)
    information = models.PositiveSmallIntegerField(default=0)
    awaiting = models.PositiveSmallIntegerField(default=0)
    points = models.DecimalField(
        "abatement points incurred", max_digits=12, decimal_places=POINT_DECIMALS, default=0
    )
    credit = models.DecimalField("credit payable in pounds", max_digits=14, decimal_places=2, default=0)

    class Meta:
        verbose_name_plural = "period summaries"
        constraints = (
            models.UniqueConstraint(fields=["contract", "month"], name="one_summary_per_contract_and_month"),
        )

    def __str__(self) -> str:
        return f"{self.contract} {self.month}"

    @property
    def counts(self) -> Counts:
        return Counts(**{name: getattr(self, name) for name in COUNTED})

    @classmethod
    def of(cls, period: Period, counts: Counts, *, points: Decimal, credit: Decimal) -> Self:
        """The row that says these counts of a period, its points and what is payable in pounds."""
        counted = {name: getattr(counts, name) for name in COUNTED}
        return cls(
            period=period,
            contract_id=period.contract_id,
            month=period.month,
            points=points,
            credit=credit,
            **counted,
        )


COUNTED = tuple(Counts.__dataclass_fields__)
SUMMARISED = (*COUNTED, "points", "credit")
