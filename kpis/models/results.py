"""What was measured for a KPI in a month, and how it was judged."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from contracts.fields import MonthField
from contracts.models import Contract, User
from contracts.models.choices import one_of
from contracts.models.contract import SOURCE_HELP
from contracts.recording import Recorded
from kpis.calculations.points import POINT_DECIMALS, Severity
from kpis.calculations.rag import Measurement, Outcome, Status
from kpis.models.definitions import FIGURE, Kpi
from kpis.models.periods import Period
from kpis.querysets import ResultQuerySet
from kpis.words import OUTCOME_WORDS, SEVERITY_WORDS, STATUS_WORDS, as_choices

NO_FIGURES = Q(numerator__isnull=True, denominator__isnull=True, stated_value__isnull=True)


class Result(Recorded):
    """One KPI in one period: what was entered, and the judgement that is kept with it.

    The columns under *entered* are people's; those under *judged* are written by ``kpis.judging``
    alone, with the terms they were judged by, so that a dashboard never looks up what was in force.
    """

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="results", db_index=False)
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="results")
    kpi = models.ForeignKey(
        Kpi, verbose_name="KPI", on_delete=models.PROTECT, related_name="results", db_index=False
    )
    month = MonthField()

    # Entered.
    outcome = models.CharField(max_length=12, choices=as_choices(OUTCOME_WORDS))
    numerator = models.DecimalField(**FIGURE, null=True, blank=True)
    denominator = models.DecimalField(**FIGURE, null=True, blank=True, help_text="Above zero")
    stated_value = models.DecimalField(
        **FIGURE,
        null=True,
        blank=True,
        help_text="The provider's own figure; a computed value counts before it",
    )
    comment = models.TextField(blank=True)
    impact = models.TextField(blank=True)
    resolution = models.TextField(blank=True)
    source = models.TextField(blank=True, help_text=SOURCE_HELP)
    entered_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    version = models.PositiveIntegerField(
        default=1,
        editable=False,
        help_text="Goes up with every edit, so that no edit overwrites another unseen",
    )

    # Judged.
    value = models.DecimalField(
        **FIGURE,
        null=True,
        editable=False,
        help_text="What was compared, rounded to the KPI's decimals",
    )
    status = models.CharField(max_length=12, choices=as_choices(STATUS_WORDS), editable=False)
    underlying_status = models.CharField(
        max_length=12,
        choices=as_choices(STATUS_WORDS),
        editable=False,
        help_text="Before mitigation",
    )
    tsl = models.DecimalField("TSL", **FIGURE, null=True, editable=False)
    msl = models.DecimalField("MSL", **FIGURE, null=True, editable=False)
    points = models.DecimalField(
        "abatement points", max_digits=8, decimal_places=2, null=True, editable=False
    )
    points_incurred = models.DecimalField(
        max_digits=12, decimal_places=POINT_DECIMALS, default=0, editable=False
    )
    is_repeat = models.BooleanField(
        "repeat failure",
        default=False,
        editable=False,
        help_text="The KPI failed in its measurement period before, and repeats cost more",
    )
    severity = models.CharField(
        max_length=15,
        choices=as_choices(SEVERITY_WORDS),
        blank=True,
        editable=False,
        help_text="Of the band that the value lies in, where bands say what is incurred",
    )

    objects = ResultQuerySet.as_manager()

    class Meta:
        ordering = ("kpi", "month")
        constraints = (
            models.UniqueConstraint(fields=["kpi", "month"], name="one_result_per_kpi_and_period"),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True) | Q(denominator__gt=0),
                name="denominator_is_above_zero",
            ),
            models.CheckConstraint(
                condition=Q(numerator__isnull=True, denominator__isnull=True)
                | Q(numerator__isnull=False, denominator__isnull=False),
                name="numerator_and_denominator_come_together",
            ),
            models.CheckConstraint(
                condition=(Q(outcome=Outcome.MEASURED.value) & ~NO_FIGURES)
                | (~Q(outcome=Outcome.MEASURED.value) & NO_FIGURES),
                name="measured_results_have_figures_and_others_none",
            ),
            one_of("outcome", Outcome, name="result_outcome_is_known"),
            one_of("status", Status, name="result_status_is_known"),
            one_of("underlying_status", Status, name="result_underlying_status_is_known"),
            one_of("severity", ["", *Severity], name="result_severity_is_known"),
            models.CheckConstraint(
                condition=Q(points_incurred__gte=0), name="points_incurred_are_not_negative"
            ),
        )
        indexes = (
            models.Index(
                fields=["contract", "month", "kpi", "status", "points"],
                name="result_by_contract",
            ),
            models.Index(fields=["month", "contract", "status", "points"], name="result_by_month"),
        )

    def __str__(self) -> str:
        return f"{self.kpi} {self.month}"

    @property
    def measurement(self) -> Measurement:
        """What was entered, as plain values."""
        return Measurement(
            outcome=Outcome(self.outcome),
            numerator=self.numerator,
            denominator=self.denominator,
            stated_value=self.stated_value,
        )
