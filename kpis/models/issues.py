"""The KPIs in which an issue shows."""

from __future__ import annotations

from django.db import models

from contracts.models import Issue
from contracts.models.contract import SOURCE_HELP
from contracts.recording import Recorded
from kpis.models.definitions import Kpi


class IssueKpi(Recorded):
    """A KPI in which an issue shows."""

    contract_path = "issue__contract"

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="kpi_links")
    kpi = models.ForeignKey(Kpi, on_delete=models.PROTECT, related_name="issue_links")
    source = models.TextField(blank=True, help_text=SOURCE_HELP)

    class Meta:
        verbose_name = "KPI of an issue"
        verbose_name_plural = "KPIs of issues"
        ordering = ("issue", "kpi")
        constraints = (models.UniqueConstraint(fields=["issue", "kpi"], name="one_link_per_issue_and_kpi"),)

    def __str__(self) -> str:
        return f"{self.issue}: {self.kpi}"
