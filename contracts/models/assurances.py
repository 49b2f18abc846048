"""What went wrong, what was undertaken besides the service, and what a committee asked for."""

from __future__ import annotations

from django.db import models

from contracts.models.choices import one_of
from contracts.models.contract import SOURCE_HELP, Contract, ServiceArea
from contracts.models.sides import Owner, area_of_its_contract
from contracts.recording import Recorded
from contracts.validators import reference_validator


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
