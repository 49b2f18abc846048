"""KPI definitions, and the dated terms a KPI is judged by."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from contracts.calculations.months import Month
from contracts.fields import MonthField
from contracts.figures import FIGURE, MOST_DECIMALS
from contracts.models import ChangeNotice, Contract, ServiceArea
from contracts.models.choices import one_of
from contracts.models.contract import SOURCE_HELP
from contracts.recording import Recorded
from contracts.validators import reference_validator
from kpis.calculations.rag import Better, Measure, Terms, Unit
from kpis.calculations.schedule import Frequency, in_service, is_due
from kpis.querysets import KpiQuerySet
from kpis.words import BETTER_WORDS, FREQUENCY_WORDS, UNIT_WORDS, as_choices


class Kpi(Recorded):
    """A Key Performance Indicator: what is measured, how, and when it was in service."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="kpis")
    service_area = models.ForeignKey(ServiceArea, on_delete=models.PROTECT, related_name="kpis")
    reference = models.CharField(
        max_length=40,
        validators=[reference_validator],
        help_text="For example IMT_KPI_01",
    )
    description = models.TextField(help_text="What it counts, as the contract puts it")
    unit = models.CharField(
        max_length=10,
        choices=as_choices(UNIT_WORDS),
        help_text="Percent values are computed as numerator over denominator times 100",
    )
    better = models.CharField("direction", max_length=10, choices=as_choices(BETTER_WORDS))
    decimals = models.PositiveSmallIntegerField(
        default=2,
        validators=[MaxValueValidator(MOST_DECIMALS)],
        help_text="A value is rounded once, half up, to this many decimals before it is judged",
    )
    frequency = models.CharField(
        max_length=10,
        choices=as_choices(FREQUENCY_WORDS),
        default=Frequency.MONTHLY.value,
        help_text="Quarters and years are counted from the contract's commencement; the last month is due",
    )
    in_service_from = MonthField(help_text="The first month it is counted, as 2015-04")
    in_service_to = MonthField(
        null=True,
        blank=True,
        help_text="The last month it is counted; empty while in service",
    )
    baseline = models.DecimalField(
        **FIGURE,
        null=True,
        blank=True,
        help_text="Performance before the contract, in the KPI's own unit",
    )
    baseline_note = models.TextField(blank=True, help_text="What the baseline is and where it comes from")
    numerator_meaning = models.TextField("numerator", blank=True, help_text="What is counted, in words")
    denominator_meaning = models.TextField("denominator", blank=True, help_text="Out of what, in words")
    owner = models.CharField(max_length=200, blank=True, help_text="Who at the provider answers for it")
    clause = models.CharField(max_length=100, blank=True, help_text="Where the contract lays it down")
    why_it_matters = models.TextField(blank=True, help_text="What goes wrong for people when it fails")
    replaces = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        help_text="The KPI whose place this one took",
    )
    source = models.TextField(blank=True, help_text=SOURCE_HELP)

    objects = KpiQuerySet.as_manager()

    class Meta:
        verbose_name = "KPI"
        ordering = ("service_area__position", "reference")
        constraints = (
            models.UniqueConstraint(fields=["contract", "reference"], name="one_kpi_per_reference"),
            models.CheckConstraint(
                condition=Q(in_service_to__isnull=True) | Q(in_service_to__gte=F("in_service_from")),
                name="kpi_leaves_service_after_it_enters",
                violation_error_message="The last month in service cannot come before the first",
            ),
            models.CheckConstraint(
                condition=Q(decimals__lte=MOST_DECIMALS),
                name="kpi_has_at_most_four_decimals",
                violation_error_message="A KPI has at most four decimals",
            ),
            one_of("unit", Unit, name="kpi_unit_is_known"),
            one_of("better", Better, name="kpi_direction_is_known"),
            one_of("frequency", Frequency, name="kpi_frequency_is_known"),
        )

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("kpi_detail", args=[self.contract.reference, self.reference])

    def clean(self) -> None:
        if self.service_area_id and self.service_area.contract_id != self.contract_id:
            raise ValidationError({"service_area": "Choose a service area of the KPI's own contract"})
        if self.replaces and (self.replaces.contract_id != self.contract_id or self.replaces == self):
            raise ValidationError({"replaces": "Choose another KPI of the same contract"})
        if self.replaces and self.in_service_from and self.replaces.in_service_from >= self.in_service_from:
            raise ValidationError({"replaces": "Choose a KPI that entered service before this one"})

    @property
    def measure(self) -> Measure:
        return Measure(unit=Unit(self.unit), better=Better(self.better), decimals=self.decimals)

    @classmethod
    def column_name(cls, name: str) -> str:
        """What people call one of its columns."""
        field: models.Field = cls._meta.get_field(name)  # type: ignore[assignment]
        return str(field.verbose_name)

    def is_counted_in(self, month: Month, contract_month: int) -> bool:
        """Whether it is in service and due in a month, whose number from commencement is given."""
        return self.is_in_service_in(month) and is_due(Frequency(self.frequency), contract_month)

    def is_in_service_in(self, month: Month) -> bool:
        return in_service(month, self.in_service_from, self.in_service_to)


class Change(models.TextChoices):
    """Why a new set of terms began."""

    INITIAL = "initial", "Initial terms"
    GLIDE = "glide", "Step of an agreed glide path"
    REVISION = "revision", "Revision"
    REPLACEMENT = "replacement", "Replacement of another KPI"
    REDISTRIBUTION = "redistribution", "Redistribution of abatement points"
    DECOMMISSION = "decommission", "Decommissioned"


class KpiTerms(Recorded):
    """What is in force for a KPI from a month on, until its next terms."""

    contract_path = "kpi__contract"

    kpi = models.ForeignKey(Kpi, verbose_name="KPI", on_delete=models.PROTECT, related_name="terms")
    effective_from = MonthField(help_text="The first month these terms hold, as 2021-12")
    tsl = models.DecimalField(
        "TSL",
        **FIGURE,
        null=True,
        blank=True,
        help_text="Target Service Level; without one it is for information",
    )
    msl = models.DecimalField(
        "MSL",
        **FIGURE,
        null=True,
        blank=True,
        help_text="Minimum Service Level; without one a missed target is red",
    )
    points = models.DecimalField(
        "abatement points",
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="The KPI's weight",
    )
    better = models.CharField(
        "direction",
        max_length=10,
        choices=as_choices(BETTER_WORDS),
        editable=False,
        help_text="The KPI's own direction, repeated so that the database can compare MSL with TSL",
    )
    change = models.CharField(max_length=20, choices=Change.choices)
    change_notice = models.ForeignKey(
        ChangeNotice,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="terms",
    )
    description = models.TextField("description of change", blank=True)
    reason = models.TextField("reason for change", blank=True)
    status = models.TextField("current status", blank=True)
    source = models.TextField(blank=True, help_text=SOURCE_HELP)

    class Meta:
        verbose_name = "KPI terms"
        verbose_name_plural = "KPI terms"
        ordering = ("kpi", "effective_from")
        constraints = (
            models.UniqueConstraint(
                fields=["kpi", "effective_from"],
                name="one_set_of_terms_per_kpi_and_month",
            ),
            models.CheckConstraint(
                condition=Q(msl__isnull=True)
                | Q(better=Better.HIGHER.value, msl__lte=F("tsl"))
                | Q(better=Better.LOWER.value, msl__gte=F("tsl")),
                name="msl_is_not_better_than_tsl",
                violation_error_message="The MSL cannot be better than the TSL",
            ),
            models.CheckConstraint(
                condition=Q(msl__isnull=True) | Q(tsl__isnull=False),
                name="msl_comes_with_a_tsl",
                violation_error_message="An MSL needs a TSL beside it",
            ),
            models.CheckConstraint(
                condition=Q(points__isnull=True) | Q(points__gte=0),
                name="points_are_not_negative",
                violation_error_message="Abatement points cannot be negative",
            ),
            one_of("change", Change, name="terms_change_is_known"),
            one_of("better", Better, name="terms_direction_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.kpi} from {self.effective_from}"

    def clean(self) -> None:
        kpi = getattr(self, "kpi", None)
        if kpi is None:
            return
        self.better = kpi.better
        if self.change_notice and self.change_notice.contract_id != kpi.contract_id:
            raise ValidationError({"change_notice": "Choose a change notice of the KPI's own contract"})

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.better = self.kpi.better
        super().save(*args, **kwargs)

    @property
    def plain(self) -> Terms:
        """The terms as plain values."""
        return Terms(tsl=self.tsl, msl=self.msl, points=self.points)
