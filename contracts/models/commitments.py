"""What the provider undertook besides the service itself."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from contracts.models.choices import one_of
from contracts.models.contract import SOURCE_HELP, Contract
from contracts.models.sides import Owner
from contracts.recording import Recorded
from contracts.validators import reference_validator


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
    owner = models.CharField(
        "which side undertook it", max_length=20, choices=Owner.choices, default=Owner.PROVIDER
    )
    due = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=20, choices=CommitmentStatus.choices)
    settled_on = models.DateField("delivered, or found to be missed, on", null=True, blank=True)
    evidence = models.TextField(
        blank=True, help_text="What shows that it was delivered, or how it was missed, and where that is kept"
    )
    source = models.TextField(blank=True, help_text=SOURCE_HELP)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["contract", "reference"], name="one_commitment_per_reference"),
            one_of("kind", CommitmentKind, name="commitment_kind_is_known"),
            one_of("owner", Owner, name="commitment_owner_is_known"),
            one_of("status", CommitmentStatus, name="commitment_status_is_known"),
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True) | ~Q(status=CommitmentStatus.OPEN),
                name="an_open_commitment_is_not_settled",
                violation_error_message="An open commitment has no day on which it was delivered or missed",
            ),
        )

    def __str__(self) -> str:
        return self.reference
