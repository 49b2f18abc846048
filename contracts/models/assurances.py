"""What a committee asked for at a meeting, and how it was answered."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from contracts.models.choices import one_of
from contracts.models.contract import SOURCE_HELP, Contract
from contracts.models.people import User
from contracts.models.sides import Owner
from contracts.recording import Recorded
from contracts.validators import reference_validator


class AssuranceStatus(models.TextChoices):
    OPEN = "open", "Open"
    ANSWERED = "answered", "Answered"
    CLOSED = "closed", "Closed"


class Assurance(Recorded):
    """What a committee asked for at a meeting, and how it was answered.

    The meeting is named by its committee and day, as in print; ``Meeting`` has its papers under the same two.
    """

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="assurances")
    reference = models.CharField(max_length=40, validators=[reference_validator])
    meeting = models.CharField(max_length=200, help_text="The committee that asked")
    requested = models.DateField("asked on")
    text = models.TextField("what was asked for")
    owner = models.CharField("who answers", max_length=20, choices=Owner.choices)
    due = models.DateField(null=True, blank=True)
    assigned_to = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="assurances",
        verbose_name="the council's person who sees to it",
    )
    status = models.CharField(max_length=20, choices=AssuranceStatus.choices)
    answered_on = models.DateField("answered on", null=True, blank=True)
    response = models.TextField(blank=True)
    source = models.TextField(blank=True, help_text=SOURCE_HELP)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["contract", "reference"], name="one_assurance_per_reference"),
            one_of("owner", Owner, name="assurance_owner_is_known"),
            one_of("status", AssuranceStatus, name="assurance_status_is_known"),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | ~Q(status=AssuranceStatus.OPEN),
                name="an_open_assurance_is_not_answered",
                violation_error_message="An open assurance has no day on which it was answered",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("requested")),
                name="assurance_is_not_answered_before_it_was_asked_for",
                violation_error_message="It cannot be answered before it was asked for",
            ),
        )

    def __str__(self) -> str:
        return self.reference
