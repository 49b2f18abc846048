"""Fields in which people type texts and days, and the form that asks why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

LONGEST_TEXT = 5000


def tidy(text: str) -> str:
    """Text as it is kept: no blanks around it, and the same line ends whichever browser sent it."""
    return text.replace("\r\n", "\n").strip()


class NamedField(forms.CharField):
    """A field of one KPI's row; ``called`` begins the sentence that says what is wrong with it."""

    called = "This"

    def complaint(self, end: str) -> ValidationError:
        return ValidationError(f"{self.called} {end}.", code="invalid")


class TextField(NamedField):
    """Text, with the line ends that it is kept with."""

    def to_python(self, value: Any) -> str:
        text = tidy(super().to_python(value) or "")
        if len(text) > LONGEST_TEXT:
            raise self.complaint(f"can have at most {LONGEST_TEXT:,} characters; it has {len(text):,}")
        return text


class DayField(forms.DateField):
    """A day, as a browser's picker sends it or as people write one."""

    input_formats = ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y")
    widget = forms.DateInput(attrs={"type": "date", "class": "govuk-input--width-10"}, format="%Y-%m-%d")
    default_error_messages = {"invalid": "Enter a day that exists, for example 31/01/2022."}


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(
        max_length=LONGEST_TEXT,
        label="Reason",
        widget=forms.Textarea(attrs={"rows": 3, "class": "govuk-textarea"}),
        error_messages={
            "required": "Say why, for those who put it right and for the record.",
            "max_length": f"The reason can have at most {LONGEST_TEXT:,} characters.",
        },
    )
