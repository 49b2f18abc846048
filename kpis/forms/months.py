"""What is typed to take a step of a month's life."""

from __future__ import annotations

from django import forms

from contracts.fields import MonthFormField
from kpis.forms.fields import LONGEST_TEXT


class ReasonForm(forms.Form):
    """Why a month is sent back or reopened."""

    reason = forms.CharField(
        max_length=LONGEST_TEXT,
        label="Reason",
        widget=forms.Textarea(attrs={"rows": 3, "class": "govuk-textarea"}),
        error_messages={
            "required": "Say why, for those who put it right and for the record.",
            "max_length": f"The reason can have at most {LONGEST_TEXT:,} characters.",
        },
    )


class OpenForm(forms.Form):
    """The month that a person was offered to open."""

    month = MonthFormField()
