"""A report to a meeting: of which months, to whom, by whom, and how far it has come."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from contracts.fields import MonthField
from contracts.models import Contract, User
from contracts.models.choices import one_of
from contracts.recording import Recorded
from reports.statements.words import range_words


class ReportState(models.TextChoices):
    """``draft -> in review -> published``; a report in review can be sent back."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    PUBLISHED = "published", "Published"


class Report(Recorded):
    """A paper about a range of months, on its way to a meeting.

    It holds what people decide on. The figures are those of the record, until it is published.
    """

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="reports")
    number = models.PositiveIntegerField(editable=False, help_text="Counts the contract's reports from 1")
    title = models.CharField(
        max_length=200, help_text="For example: Performance of the Corporate Support Services Contract"
    )
    month_from = MonthField("first month")
    month_to = MonthField("last month")
    compared_with = MonthField(
        "last month of the previous report",
        null=True,
        blank=True,
        help_text="The green trend is compared with how it stood then",
    )
    meeting = models.CharField(
        max_length=200, help_text="For example: Overview and Scrutiny Management Board"
    )
    held_on = models.DateField("date of the meeting")
    author = models.CharField(
        "on behalf of",
        max_length=200,
        help_text="Who is answerable for it, with their office. For example: Jane Doe, Executive Director",
    )
    officer = models.CharField(
        "report author", max_length=200, help_text="Whom to ask about it, and how to reach them"
    )
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.DRAFT)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, editable=False, related_name="+")
    created_at = models.DateTimeField(editable=False)
    submitted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    returned_because = models.TextField(
        blank=True, editable=False, help_text="Why it was last sent back from review"
    )
    version = models.PositiveIntegerField(
        default=1,
        editable=False,
        help_text="Goes up with every change of its details, so that none overwrites another unseen",
    )

    class Meta:
        ordering = ("contract", "-number")
        constraints = (
            models.UniqueConstraint(fields=["contract", "number"], name="one_report_per_number"),
            one_of("state", ReportState, name="report_state_is_known"),
            models.CheckConstraint(
                condition=Q(month_to__gte=F("month_from")), name="report_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(compared_with__isnull=True) | Q(compared_with__lt=F("month_to")),
                name="report_is_compared_with_an_earlier_month",
            ),
            models.CheckConstraint(
                condition=Q(state=ReportState.DRAFT, submitted_by__isnull=True, submitted_at__isnull=True)
                | ~Q(state=ReportState.DRAFT) & Q(submitted_by__isnull=False, submitted_at__isnull=False),
                name="report_beyond_draft_says_who_submitted_it_and_when",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=ReportState.PUBLISHED, published_by__isnull=False, published_at__isnull=False
                )
                | ~Q(state=ReportState.PUBLISHED) & Q(published_by__isnull=True, published_at__isnull=True),
                name="published_report_says_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | ~Q(published_by=F("submitted_by")),
                name="nobody_publishes_what_they_submitted",
            ),
        )

    def __str__(self) -> str:
        return f"Report {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("report_detail", args=[self.contract.reference, self.number])

    @property
    def range(self) -> str:
        """Its months in words: ``August to December 2021``."""
        return range_words(self.month_from, self.month_to)

    @property
    def is_draft(self) -> bool:
        return self.state == ReportState.DRAFT

    @property
    def is_published(self) -> bool:
        return self.state == ReportState.PUBLISHED
