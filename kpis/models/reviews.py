"""Reviews of a KPI that changed nothing: the decision to leave it as it is."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models

from contracts.models import ChangeNotice
from contracts.models.contract import SOURCE_HELP
from contracts.recording import Recorded
from kpis.models.definitions import Kpi


class KpiReview(Recorded):
    """A KPI was reviewed, and its terms stay as they are. A review that changes them leaves new terms."""

    contract_path = "kpi__contract"

    kpi = models.ForeignKey(Kpi, verbose_name="KPI", on_delete=models.PROTECT, related_name="reviews")
    held_on = models.DateField(help_text="The day of the review")
    change_notice = models.ForeignKey(
        ChangeNotice, on_delete=models.PROTECT, null=True, blank=True, related_name="reviews"
    )
    reason = models.TextField(help_text="Why nothing changes")
    source = models.TextField(blank=True, help_text=SOURCE_HELP)

    class Meta:
        verbose_name = "KPI review"
        ordering = ("kpi", "held_on")
        constraints = (models.UniqueConstraint(fields=["kpi", "held_on"], name="one_review_per_kpi_and_day"),)

    def __str__(self) -> str:
        return f"{self.kpi} reviewed on {self.held_on}: no change"

    def clean(self) -> None:
        kpi = getattr(self, "kpi", None)
        if kpi and self.change_notice and self.change_notice.contract_id != kpi.contract_id:
            raise ValidationError({"change_notice": "Choose a change notice of the KPI's own contract"})
