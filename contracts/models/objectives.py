"""What the contract was made to achieve, how each side sees it, what it saved, and what went well."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from contracts.models.choices import one_of
from contracts.models.contract import SOURCE_HELP, Contract, ServiceArea
from contracts.models.people import User
from contracts.models.sides import Owner, area_of_its_contract
from contracts.recording import Recorded
from contracts.validators import reference_validator


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


class AssessmentState(models.TextChoices):
    PROPOSED = "proposed", "Waits for approval"
    APPROVED = "approved", "Approved"
    SENT_BACK = "sent_back", "Sent back"


class ObjectiveAssessment(Recorded):
    """One side's dated view of an objective.

    The client's counts once a second person, the contract manager, has approved it. The provider's is the
    provider's own: it is entered on its behalf, with where it comes from, and needs nobody's approval.
    """

    contract_path = "objective__contract"

    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="assessments")
    as_at = models.DateField("as at")
    view = models.CharField("whose view", max_length=20, choices=Owner.choices)
    rating = models.CharField(max_length=20, choices=Rating.choices)
    narrative = models.TextField(blank=True)
    state = models.CharField(
        max_length=20, choices=AssessmentState.choices, default=AssessmentState.APPROVED, editable=False
    )
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    decision_note = models.TextField("why it was sent back", blank=True, editable=False)
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
            one_of("state", AssessmentState, name="assessment_state_is_known"),
            models.CheckConstraint(
                condition=Q(view=Owner.CLIENT) | Q(state=AssessmentState.APPROVED),
                name="only_the_clients_view_waits_for_approval",
            ),
            models.CheckConstraint(
                condition=~Q(state=AssessmentState.SENT_BACK) | ~Q(decision_note=""),
                name="an_assessment_sent_back_has_a_reason",
            ),
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
