"""How a contract is judged beyond its KPIs. Issue by issue, pages will show what is kept here.

The columns are those of the bundle (see ``kpis/bundles``), so that contracts load without loss.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from contracts.fields import MonthField
from contracts.models.choices import one_of
from contracts.models.contract import SOURCE_HELP, Contract, ServiceArea
from contracts.recording import Recorded
from contracts.validators import reference_validator


def area_of_its_contract(row: Highlight | Issue) -> None:
    """Raises ValidationError if a row names a service area of another contract."""
    if row.service_area and row.service_area.contract_id != row.contract_id:
        raise ValidationError({"service_area": "Choose a service area of the same contract"})


class Owner(models.TextChoices):
    """The two sides of a contract."""

    PROVIDER = "provider", "Provider"
    CLIENT = "client", "Client"


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


class Horizon(models.TextChoices):
    CONTRACT = "contract", "Whole contract"
    YEAR_ONE = "year_one", "Year one"


class Objective(Recorded):
    """What the contract was made to achieve."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="objectives")
    reference = models.CharField(max_length=40, validators=[reference_validator])
    horizon = models.CharField(max_length=20, choices=Horizon.choices)
    text = models.TextField()
    source = models.TextField(blank=True, help_text=SOURCE_HELP)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["contract", "reference"], name="one_objective_per_reference"),
            one_of("horizon", Horizon, name="objective_horizon_is_known"),
        )

    def __str__(self) -> str:
        return self.reference


class Rating(models.TextChoices):
    ON_TRACK = "on_track", "On track"
    MIXED = "mixed", "Mixed"
    OFF_TRACK = "off_track", "Off track"
    ACHIEVED = "achieved", "Achieved"
    NOT_ASSESSED = "not_assessed", "Not assessed"


class ObjectiveAssessment(Recorded):
    """One side's dated view of an objective."""

    contract_path = "objective__contract"

    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="assessments")
    as_at = models.DateField("as at")
    view = models.CharField("whose view", max_length=20, choices=Owner.choices)
    rating = models.CharField(max_length=20, choices=Rating.choices)
    narrative = models.TextField(blank=True)
    source = models.TextField(blank=True, help_text=SOURCE_HELP)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["objective", "as_at", "view"],
                name="one_assessment_per_objective_day_and_view",
            ),
            one_of("view", Owner, name="assessment_view_is_known"),
            one_of("rating", Rating, name="assessment_rating_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.objective}, {self.get_view_display()}, {self.as_at}"


class Saving(Recorded):
    """Savings contracted and delivered in a financial year."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="savings")
    financial_year = models.CharField(max_length=7, help_text="As 2013/14")
    contracted = models.DecimalField(
        "contracted in pounds", max_digits=14, decimal_places=2, null=True, blank=True
    )
    delivered = models.DecimalField(
        "delivered in pounds", max_digits=14, decimal_places=2, null=True, blank=True
    )
    note = models.TextField(blank=True)
    source = models.TextField(blank=True, help_text=SOURCE_HELP)

    class Meta:
        ordering = ("financial_year",)
        constraints = (
            models.UniqueConstraint(
                fields=["contract", "financial_year"],
                name="one_saving_per_financial_year",
            ),
        )

    def __str__(self) -> str:
        return self.financial_year


class Highlight(Recorded):
    """Something that went well, dated."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="highlights")
    as_at = models.DateField("as at")
    service_area = models.ForeignKey(
        ServiceArea,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="highlights",
    )
    text = models.TextField()
    source = models.TextField(blank=True, help_text=SOURCE_HELP)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.text[:60]

    def clean(self) -> None:
        area_of_its_contract(self)


class IssueKind(models.TextChoices):
    SNAGGING = "snagging", "Snagging"
    SUBSTANTIVE = "substantive", "Substantive"


class IssueStatus(models.TextChoices):
    OPEN = "open", "Open"
    MONITORING = "monitoring", "Monitoring"
    RESOLVED = "resolved", "Resolved"


class UnderControl(models.TextChoices):
    YES = "yes", "Yes"
    PARTLY = "partly", "Partly"
    NO = "no", "No"


class Issue(Recorded):
    """What went wrong, why, and whether it is under control."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="issues")
    reference = models.CharField(max_length=40, validators=[reference_validator])
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=IssueKind.choices)
    service_area = models.ForeignKey(
        ServiceArea,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="issues",
    )
    raised = models.DateField()
    cause = models.TextField(blank=True)
    impact = models.TextField(blank=True)
    response = models.TextField(blank=True)
    under_control = models.CharField(max_length=10, choices=UnderControl.choices)
    status = models.CharField(max_length=20, choices=IssueStatus.choices)
    provider_view = models.TextField("provider's view", blank=True)
    client_view = models.TextField("client's view", blank=True)
    source = models.TextField(blank=True, help_text=SOURCE_HELP)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["contract", "reference"], name="one_issue_per_reference"),
            one_of("kind", IssueKind, name="issue_kind_is_known"),
            one_of("under_control", UnderControl, name="issue_under_control_is_known"),
            one_of("status", IssueStatus, name="issue_status_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    def clean(self) -> None:
        area_of_its_contract(self)


class CommitmentKind(models.TextChoices):
    SOCIAL_VALUE = "social_value", "Social value"
    AUDIT = "audit", "Audit recommendation"
    SERVICE = "service", "Service"


class CommitmentStatus(models.TextChoices):
    OPEN = "open", "Open"
    DELIVERED = "delivered", "Delivered"
    MISSED = "missed", "Missed"


class Commitment(Recorded):
    """What the provider undertook besides the service itself."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="commitments")
    reference = models.CharField(max_length=40, validators=[reference_validator])
    text = models.TextField()
    kind = models.CharField(max_length=20, choices=CommitmentKind.choices)
    due = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=20, choices=CommitmentStatus.choices)
    source = models.TextField(blank=True, help_text=SOURCE_HELP)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["contract", "reference"], name="one_commitment_per_reference"),
            one_of("kind", CommitmentKind, name="commitment_kind_is_known"),
            one_of("status", CommitmentStatus, name="commitment_status_is_known"),
        )

    def __str__(self) -> str:
        return self.reference


class AssuranceStatus(models.TextChoices):
    OPEN = "open", "Open"
    ANSWERED = "answered", "Answered"
    CLOSED = "closed", "Closed"


class Assurance(Recorded):
    """What a committee asked for at a meeting, and how it was answered."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="assurances")
    reference = models.CharField(max_length=40, validators=[reference_validator])
    meeting = models.CharField(max_length=200, help_text="The committee that asked")
    requested = models.DateField("asked on")
    text = models.TextField("what was asked for")
    owner = models.CharField("who answers", max_length=20, choices=Owner.choices)
    due = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=20, choices=AssuranceStatus.choices)
    response = models.TextField(blank=True)
    source = models.TextField(blank=True, help_text=SOURCE_HELP)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["contract", "reference"], name="one_assurance_per_reference"),
            one_of("owner", Owner, name="assurance_owner_is_known"),
            one_of("status", AssuranceStatus, name="assurance_status_is_known"),
        )

    def __str__(self) -> str:
        return self.reference
