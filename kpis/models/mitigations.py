"""Mitigation: the council relieves the provider for some KPIs in some months."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from contracts.fields import MonthField
from contracts.models import Contract, User
from contracts.models.choices import one_of
from contracts.models.contract import SOURCE_HELP
from contracts.recording import Recorded
from contracts.validators import reference_validator
from kpis.calculations.rag import Covers
from kpis.mitigation_state import MitigationState
from kpis.models.definitions import Kpi
from kpis.querysets import MitigatedKpiQuerySet
from kpis.words import COVERS_WORDS, as_choices


class Mitigation(Recorded):
    """Why the provider is relieved, what it does to the service, and the path to green."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="mitigations")
    reference = models.CharField(max_length=40, validators=[reference_validator], help_text="For example M1")
    state = models.CharField(max_length=10, choices=MitigationState.choices, default=MitigationState.PROPOSED)
    covers = models.CharField(max_length=10, choices=as_choices(COVERS_WORDS))
    reason = models.TextField("reason for granting mitigation")
    impact = models.TextField(blank=True)
    path_to_green = models.TextField(blank=True)
    expected = models.DateField(
        "expected by",
        null=True,
        blank=True,
        help_text="The day by which the path should have led back to green",
    )
    proposed_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    decided_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    proposed_at = models.DateTimeField(null=True, blank=True, editable=False)
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    decision_note = models.TextField(
        blank=True, editable=False, help_text="Why it was declined, or on what condition it was agreed"
    )
    ended_because = models.TextField(
        blank=True,
        editable=False,
        help_text="Why it was ended before its time, or withdrawn before it was decided",
    )

    class Meta:
        ordering = ("contract", "reference")
        constraints = (
            models.UniqueConstraint(fields=["contract", "reference"], name="one_mitigation_per_reference"),
            one_of("state", MitigationState, name="mitigation_state_is_known"),
            one_of("covers", Covers, name="mitigation_covers_is_known"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | Q(proposed_by__isnull=True)
                | ~Q(decided_by=F("proposed_by")),
                name="nobody_decides_what_they_proposed",
            ),
        )

    def __str__(self) -> str:
        return self.reference


class MitigatedKpi(Recorded):
    """A KPI that a mitigation covers, and for which months."""

    contract_path = "mitigation__contract"

    mitigation = models.ForeignKey(Mitigation, on_delete=models.PROTECT, related_name="kpis")
    kpi = models.ForeignKey(Kpi, verbose_name="KPI", on_delete=models.PROTECT, related_name="mitigations")
    month_from = MonthField("first month")
    month_to = MonthField("last month", null=True, blank=True, help_text="Empty while it lasts")
    source = models.TextField(blank=True, help_text=SOURCE_HELP)

    objects = MitigatedKpiQuerySet.as_manager()

    class Meta:
        verbose_name = "mitigated KPI"
        ordering = ("mitigation", "kpi", "month_from")
        constraints = (
            models.UniqueConstraint(
                fields=["mitigation", "kpi", "month_from"],
                name="one_mitigation_per_kpi_and_first_month",
            ),
            models.CheckConstraint(
                condition=Q(month_to__isnull=True) | Q(month_to__gte=F("month_from")),
                name="mitigation_ends_after_it_begins",
                violation_error_message="The last month cannot come before the first",
            ),
        )

    def __str__(self) -> str:
        return f"{self.mitigation}: {self.kpi} from {self.month_from}"

    def clean(self) -> None:
        kpi, mitigation = getattr(self, "kpi", None), getattr(self, "mitigation", None)
        if kpi and mitigation and kpi.contract_id != mitigation.contract_id:
            raise ValidationError({"kpi": "Choose a KPI of the mitigation's own contract"})
