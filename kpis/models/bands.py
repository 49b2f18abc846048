"""Bands of values, for contracts whose failures incur service points by how bad they are."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from contracts.fields import MonthField
from contracts.models.choices import one_of
from contracts.models.contract import SOURCE_HELP
from contracts.recording import Recorded
from kpis.calculations.points import NO_POINTS, Band, Severity
from kpis.models.definitions import FIGURE, Kpi
from kpis.words import SEVERITY_WORDS, as_choices


class KpiBand(Recorded):
    """One band of a KPI's set; a set holds from its month until the KPI's next set.

    Together the bands of a set cover every possible value once, which ``check_bands`` makes sure of.
    """

    contract_path = "kpi__contract"

    kpi = models.ForeignKey(Kpi, verbose_name="KPI", on_delete=models.PROTECT, related_name="bands")
    effective_from = MonthField(help_text="The first month the set holds, as 2021-12")
    low = models.DecimalField("lower limit", **FIGURE, null=True, blank=True, help_text="Empty for none")
    high = models.DecimalField("upper limit", **FIGURE, null=True, blank=True, help_text="Empty for none")
    severity = models.CharField(max_length=15, choices=as_choices(SEVERITY_WORDS))
    points = models.DecimalField("service points", max_digits=8, decimal_places=2)
    source = models.TextField(blank=True, help_text=SOURCE_HELP)

    class Meta:
        verbose_name = "KPI band"
        ordering = ("kpi", "effective_from", F("low").asc(nulls_first=True))
        constraints = (
            models.UniqueConstraint(fields=["kpi", "effective_from", "low"], name="one_band_per_lower_limit"),
            models.UniqueConstraint(
                fields=["kpi", "effective_from"],
                condition=Q(low__isnull=True),
                name="one_band_without_lower_limit",
            ),
            models.CheckConstraint(
                condition=Q(low__isnull=True) | Q(high__isnull=True) | Q(low__lt=F("high")),
                name="band_holds_some_value",
                violation_error_message="The lower limit must be below the upper one",
            ),
            models.CheckConstraint(
                condition=Q(points__gte=0),
                name="band_points_are_not_negative",
                violation_error_message="Service points cannot be negative",
            ),
            one_of("severity", Severity, name="band_severity_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.kpi} from {self.effective_from}: {self.get_severity_display()}"

    @property
    def place(self) -> tuple[bool, Decimal]:
        """Where it stands in its set, from the lowest up."""
        return self.low is not None, self.low or NO_POINTS

    @property
    def plain(self) -> Band:
        """The band as plain values."""
        return Band(low=self.low, high=self.high, severity=Severity(self.severity), points=self.points)
