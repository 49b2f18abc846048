"""What went wrong: why, whether it is under control, and the log of what was done about it."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from contracts.calculations.issues import Control, Course, Entry, Kind, Standing, Status, course_of
from contracts.models.choices import one_of
from contracts.models.contract import SOURCE_HELP, Contract, ServiceArea
from contracts.models.people import User
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
    raised = models.DateField("raised on")
    cause = models.TextField(blank=True)
    impact = models.TextField(blank=True)
    response = models.TextField(blank=True)
    under_control = models.CharField(max_length=10, choices=UnderControl.choices)
    status = models.CharField(max_length=20, choices=IssueStatus.choices)
    owner = models.CharField("which side acts", max_length=20, choices=Owner.choices, blank=True)
    lead = models.CharField(
        "who sees to it", max_length=200, blank=True, help_text="A person or a team, of either side"
    )
    due = models.DateField("to be resolved by", null=True, blank=True)
    resolved_on = models.DateField("resolved on", null=True, blank=True)
    provider_view = models.TextField("provider's view", blank=True)
    provider_view_source = models.CharField(
        "where the provider's view comes from",
        max_length=300,
        blank=True,
        help_text="Such as a letter or the notes of a meeting, with its date",
    )
    client_view = models.TextField("client's view", blank=True)
    source = models.TextField(blank=True, help_text=SOURCE_HELP)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["contract", "reference"], name="one_issue_per_reference"),
            one_of("kind", IssueKind, name="issue_kind_is_known"),
            one_of("under_control", UnderControl, name="issue_under_control_is_known"),
            one_of("status", IssueStatus, name="issue_status_is_known"),
            models.CheckConstraint(
                condition=Q(owner="") | Q(owner__in=Owner.values), name="issue_owner_is_known_if_given"
            ),
            models.CheckConstraint(
                condition=Q(resolved_on__isnull=True) | Q(status=IssueStatus.RESOLVED),
                name="only_a_resolved_issue_has_a_day_of_resolution",
                violation_error_message="Only a resolved issue has a day on which it was resolved",
            ),
            models.CheckConstraint(
                condition=Q(resolved_on__isnull=True) | Q(resolved_on__gte=F("raised")),
                name="issue_is_not_resolved_before_it_was_raised",
                violation_error_message="It cannot be resolved before it was raised",
            ),
        )

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    def clean(self) -> None:
        area_of_its_contract(self)

    @property
    def standing(self) -> Standing:
        """Where it stands after the whole of its log."""
        return standing(self.kind, self.status, self.under_control)

    def course(self, as_at: date) -> Course:
        """How it has gone until a day. Fetch its updates beside it where there are many issues."""
        log = sorted(self.updates.all(), key=lambda update: update.number)
        return course_of(
            raised=self.raised,
            standing=self.standing,
            resolved_on=self.resolved_on,
            log=[update.plain for update in log],
            as_at=as_at,
        )


class IssueUpdate(Recorded):
    """An entry in the log of an issue: what was said or done, and where the issue stood before and after.

    The issue itself carries what its latest update left. Both sides are kept, so that the log tells of an
    escalation, or of an issue that was closed and came back, whatever was or was not logged before.
    """

    contract_path = "issue__contract"

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="updates")
    number = models.PositiveSmallIntegerField(help_text="Its place in the log of the issue, from 1")
    as_at = models.DateField("on")
    text = models.TextField("what was said or done", blank=True)
    kind_was = models.CharField("kind before", max_length=20, choices=IssueKind.choices)
    kind = models.CharField(max_length=20, choices=IssueKind.choices)
    status_was = models.CharField("status before", max_length=20, choices=IssueStatus.choices)
    status = models.CharField(max_length=20, choices=IssueStatus.choices)
    under_control_was = models.CharField("under control before", max_length=10, choices=UnderControl.choices)
    under_control = models.CharField(max_length=10, choices=UnderControl.choices)
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    source = models.TextField(blank=True, help_text=SOURCE_HELP)

    class Meta:
        ordering = ("issue", "number")
        constraints = (
            models.UniqueConstraint(fields=["issue", "number"], name="one_update_per_issue_and_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="updates_are_numbered_from_1"),
            *(
                one_of(f"{field}{when}", words, name=f"update_{field}{when}_is_known")
                for field, words in (
                    ("kind", IssueKind),
                    ("status", IssueStatus),
                    ("under_control", UnderControl),
                )
                for when in ("_was", "")
            ),
            models.CheckConstraint(
                condition=Q(kind=F("kind_was")) | ~Q(text=""),
                name="another_kind_of_issue_has_a_reason",
                violation_error_message="Say why the issue is of another kind now",
            ),
        )

    def __str__(self) -> str:
        return f"{self.issue}, {self.as_at}"

    @property
    def plain(self) -> Entry:
        """The entry as calculations take it."""
        return Entry(
            on=self.as_at,
            was=standing(self.kind_was, self.status_was, self.under_control_was),
            now=standing(self.kind, self.status, self.under_control),
            text=self.text,
        )


def standing(kind: str, status: str, under_control: str) -> Standing:
    """Where an issue stands, in the words of calculations."""
    return Standing(Kind(kind), Status(status), Control(under_control))
