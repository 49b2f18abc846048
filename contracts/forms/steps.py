"""What is asked for before a row of the record of governance takes a step, or is removed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from contracts.actions.records import version_of
from contracts.forms.fields import LONGEST_TEXT, DayField, ReasonForm, TextField
from contracts.recording import Recorded

MISSING = {"required": "Write this down: who reads it later has nothing else to go by."}


class StepForm(forms.Form):
    """A step of a row; ``seen`` says which version of the row was looked at."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    row: Any
    data: Any

    def __init__(self, row: Recorded, data: Any = None, *, today: date) -> None:
        self.row, self.today = row, today
        super().__init__(data, initial={"seen": version_of(row)})

    def day_until_today(self, name: str) -> date:
        """The day typed into a field; an error of the field if it has yet to come."""
        day: date = self.cleaned_data[name]
        if day > self.today:
            raise forms.ValidationError("This day has yet to come.", code="invalid")
        return day

    def look_again(self) -> None:
        """Take the row, which the page shows as it is now, for seen; what was typed stays."""
        self.data = {**self.data.dict(), "seen": str(version_of(self.row))}


class WhyForm(StepForm, ReasonForm):
    """Why a step is taken."""


class SettledForm(StepForm):
    """When something was delivered or missed, or answered, and what is to be said of it."""

    on = DayField(error_messages={"required": "Enter the day."})
    text = TextField(
        widget=forms.Textarea(attrs={"rows": 5}), max_length=LONGEST_TEXT, error_messages=MISSING
    )

    def __init__(self, row: Recorded, data: Any = None, *, today: date) -> None:
        super().__init__(row, data, today=today)
        self.initial["on"] = today

    def clean_on(self) -> date:
        return self.day_until_today("on")
