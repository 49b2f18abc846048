"""The forms of objectives and of what each side says of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from contracts.actions.assessments import change_assessment, is_taken, record_assessment
from contracts.forms.records import RowForm, field_of
from contracts.models import Contract, Objective, ObjectiveAssessment, User
from contracts.models.objectives import AssessmentState, Horizon, Rating
from contracts.models.sides import Owner

LETTERS = {Horizon.CONTRACT: "O", Horizon.YEAR_ONE: "Y"}
"""What the references of new objectives begin with."""


class ObjectiveForm(RowForm):
    """What the contract was made to achieve."""

    horizon = forms.ChoiceField(
        label="By when",
        choices=Horizon.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it is for the whole contract or for its first year."},
    )

    class Meta:
        model = Objective
        fields = ("horizon", "text", "source")
        formfield_callback = field_of
        labels = {"text": "Objective", "source": "Where this comes from"}  # noqa: RUF012 - as Django has it
        error_messages = {"text": {"required": "Say what is to be achieved."}}  # noqa: RUF012

    @property
    def numbered(self) -> str:  # type: ignore[override]
        """The letter of the reference that a new one gets."""
        return LETTERS[Horizon(self.instance.horizon)]


class AssessmentForm(RowForm):
    """One side's view of an objective on a day; whose it is stands once it is recorded."""

    view = forms.ChoiceField(
        label="Whose view",
        choices=Owner.choices,
        widget=forms.RadioSelect,
        help_text="The client's counts once a manager who did not write it approves it.",
        error_messages={"required": "Choose whose view it is."},
    )
    rating = forms.ChoiceField(
        choices=Rating.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how the objective stands."},
    )

    class Meta:
        model = ObjectiveAssessment
        fields = ("view", "as_at", "rating", "narrative", "source")
        formfield_callback = field_of
        labels = {  # noqa: RUF012
            "as_at": "As at",
            "narrative": "What the rating rests on",
            "source": "Where this view comes from",
        }
        help_texts = {  # noqa: RUF012
            "source": "Needed for the provider's view: the letter, report or meeting it was given in, dated.",
        }
        error_messages = {"as_at": {"required": "Enter the day as at which it is judged."}}  # noqa: RUF012

    def __init__(self, contract: Contract, data: Any = None, *, instance: Any, today: date) -> None:
        self.today = today
        super().__init__(contract, data, instance=instance)
        self.fields["narrative"].required = True
        self.fields["narrative"].error_messages["required"] = "Say what the rating rests on."
        if not self.is_new:
            del self.fields["view"]

    def clean_as_at(self) -> date:
        day: date = self.cleaned_data["as_at"]
        if day > self.today:
            raise forms.ValidationError("This day has yet to come.", code="invalid")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        view = cleaned.get("view", self.instance.view)
        if view == Owner.PROVIDER and not cleaned.get("source"):
            self.add_error("source", "Say where the provider's view comes from.")
        if view and (day := cleaned.get("as_at")):
            asked = ObjectiveAssessment(
                pk=self.instance.pk, objective=self.instance.objective, as_at=day, view=view
            )
            if why := is_taken(asked):
                self.add_error("as_at", why)
        return cleaned

    def write(self, *, by: User) -> None:
        if self.is_new:
            record_assessment(assessment=self.instance, by=by)
        elif self.changed_fields or self.instance.state == AssessmentState.SENT_BACK:
            seen = self.cleaned_data["seen"] or 0
            change_assessment(assessment=self.instance, fields=self.changed_fields, seen=seen, by=by)
