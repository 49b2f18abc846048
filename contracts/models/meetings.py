"""Meetings at which a committee looks at the contract, and their papers."""

from __future__ import annotations

from django.core.validators import URLValidator
from django.db import models

from contracts.models.contract import SOURCE_HELP, Contract
from contracts.recording import Recorded
from contracts.validators import reference_validator


class Meeting(Recorded):
    """A meeting of a committee, past or to come.

    What it asked for are the assurances of its committee and day.
    """

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="meetings")
    reference = models.CharField(max_length=40, validators=[reference_validator])
    committee = models.CharField(max_length=200)
    held_on = models.DateField("date")
    note = models.TextField(blank=True, help_text="What it is to decide, or what it decided on the contract")
    source = models.TextField(blank=True, help_text=SOURCE_HELP)

    class Meta:
        ordering = ("-held_on", "committee")
        constraints = (
            models.UniqueConstraint(fields=["contract", "reference"], name="one_meeting_per_reference"),
            models.UniqueConstraint(
                fields=["contract", "committee", "held_on"],
                name="one_meeting_per_committee_and_day",
                violation_error_message="There is a meeting of this committee on this day already",
            ),
        )

    def __str__(self) -> str:
        return f"{self.committee}, {self.held_on}"


class MeetingPaper(Recorded):
    """A paper of a meeting, and where it is to be found."""

    contract_path = "meeting__contract"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="papers")
    title = models.CharField(max_length=300)
    address = models.CharField(
        "web address", max_length=500, blank=True, validators=[URLValidator(["http", "https"])]
    )
    source = models.TextField(blank=True, help_text=SOURCE_HELP)

    class Meta:
        ordering = ("meeting", "pk")
        constraints = (
            models.UniqueConstraint(fields=["meeting", "title"], name="one_paper_per_meeting_and_title"),
        )

    def __str__(self) -> str:
        return self.title
