"""The programme beside the service: workstreams, their stages across months, and where each stands."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from contracts.fields import MonthField
from contracts.models.choices import one_of
from contracts.models.contract import SOURCE_HELP, Contract
from contracts.recording import Recorded


class WorkstreamStatus(models.TextChoices):
    ON_PLAN = "on_plan", "On plan"
    AT_RISK = "at_risk", "At risk"
    LATE = "late", "Late"
    COMPLETE = "complete", "Complete"


class WorkstreamStage(Recorded):
    """A stage of a programme's workstream across months."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="workstream_stages")
    workstream = models.CharField(max_length=100)
    stage = models.CharField(max_length=100)
    month_from = MonthField("first month")
    month_to = MonthField("last month")
    position = models.PositiveSmallIntegerField(help_text="Its place in the programme, from 1")
    source = models.TextField(blank=True, help_text=SOURCE_HELP)

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(
                fields=["contract", "workstream", "stage", "month_from"],
                name="one_stage_per_workstream_and_month",
            ),
            models.CheckConstraint(
                condition=Q(month_to__gte=F("month_from")),
                name="stage_ends_after_it_begins",
                violation_error_message="The last month cannot come before the first",
            ),
        )

    def __str__(self) -> str:
        return f"{self.workstream}: {self.stage}"


class WorkstreamUpdate(Recorded):
    """Where a workstream stands on a day, in words."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="workstream_updates")
    workstream = models.CharField(max_length=100)
    as_at = models.DateField("as at")
    status = models.CharField(max_length=20, choices=WorkstreamStatus.choices)
    narrative = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(help_text="Its place in the programme, from 1")
    source = models.TextField(blank=True, help_text=SOURCE_HELP)

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(
                fields=["contract", "workstream", "as_at"],
                name="one_update_per_workstream_and_day",
            ),
            one_of("status", WorkstreamStatus, name="workstream_status_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.workstream}, {self.as_at}"
