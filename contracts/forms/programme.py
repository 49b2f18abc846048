"""The forms of the programme: a stage, an update of a workstream, a workstream's name."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from contracts.actions.programme import TOLD_APART_BY, TWICE, add_part, change_part
from contracts.actions.twins import has_twin
from contracts.forms.fields import tidy
from contracts.forms.highlights import YET_TO_COME
from contracts.forms.records import RowForm, field_of
from contracts.models import Contract, User, WorkstreamStage, WorkstreamUpdate

LONGEST_NAME = WorkstreamStage._meta.get_field("workstream").max_length


def named(workstream: str) -> str:
    """A workstream's name as it is kept, which its page has in its address.

    Raises:
        ValidationError: it has no letter or digit, as ``..`` has none, which browsers take for a folder.
    """
    if not any(character.isalnum() for character in workstream):
        raise forms.ValidationError("Give the workstream a name with letters or digits.", code="invalid")
    return tidy(workstream)


def workstreams_of(contract: Contract) -> list[str]:
    """The names of a contract's workstreams, in the order of its programme."""
    stages = contract.workstream_stages.order_by("position", "pk").values_list("workstream", flat=True)
    updates = contract.workstream_updates.order_by("position", "pk").values_list("workstream", flat=True)
    return list(dict.fromkeys([*stages, *updates]))


class PartForm(RowForm):
    """What the forms of stages and updates have in common: the workstream, which may be a new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if names := workstreams_of(self.contract):
            self.fields["workstream"].help_text = f"One of {', '.join(names)}, or a new one"

    def clean_workstream(self) -> str:
        return named(self.cleaned_data["workstream"])

    def clean(self) -> dict[str, Any]:
        """Say beside the month or the day that there is such a stage or update already."""
        cleaned = super().clean()
        model = type(self.instance)
        typed = {name: cleaned.get(name) for name in TOLD_APART_BY[model]}
        likeness = model(pk=self.instance.pk, contract=self.contract, **typed)
        if all(typed.values()) and has_twin(likeness, *typed):
            self.add_error(list(typed)[-1], TWICE[model])
        return cleaned

    def write(self, *, by: User) -> None:
        """Write what was typed, where it says anything new; raises NotAllowed as the actions do."""
        if self.is_new:
            add_part(part=self.instance, by=by)
        elif self.changed_fields:
            seen = self.cleaned_data["seen"] or 0
            change_part(part=self.instance, fields=self.changed_fields, seen=seen, by=by)


class StageForm(PartForm):
    """A stage of a workstream as it is typed."""

    class Meta:
        model = WorkstreamStage
        fields = ("workstream", "stage", "month_from", "month_to", "source")
        formfield_callback = field_of
        widgets = {"source": forms.Textarea(attrs={"rows": 2})}  # noqa: RUF012 - as Django declares it

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("month_from", "month_to"):
            self.fields[name].widget.attrs["class"] = "govuk-input--width-10"

    def clean(self) -> dict[str, Any]:
        """Say beside the last month that it cannot come before the first."""
        cleaned = super().clean()
        first, last = cleaned.get("month_from"), cleaned.get("month_to")
        if first and last and last < first:
            self.add_error("month_to", "The last month cannot come before the first.")
        return cleaned


class UpdateForm(PartForm):
    """Where a workstream stands, as it is typed."""

    class Meta:
        model = WorkstreamUpdate
        fields = ("workstream", "as_at", "status", "narrative", "source")
        formfield_callback = field_of
        labels = {"narrative": "What was done and what comes next"}  # noqa: RUF012 - as Django declares it
        widgets = {"source": forms.Textarea(attrs={"rows": 2})}  # noqa: RUF012

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        if self.is_new:
            self.initial["as_at"] = today

    def clean_as_at(self) -> date:
        day: date = self.cleaned_data["as_at"]
        if day > self.today:
            raise forms.ValidationError(YET_TO_COME, code="invalid")
        return day


class NameForm(forms.Form):
    """What a workstream is called from now on."""

    name = forms.CharField(
        max_length=LONGEST_NAME,
        label="Name of the workstream",
        error_messages={"required": "Enter the name."},
    )

    def clean_name(self) -> str:
        return named(self.cleaned_data["name"])
