"""A suspension of credits as it is typed."""

from __future__ import annotations

from django import forms

from contracts.fields import MonthFormField
from contracts.forms.fields import ReasonForm, TextField


class SuspensionForm(forms.Form):
    """The months in which no credit is payable, and why."""

    says_optional = False

    month_from = MonthFormField(
        label="First month",
        help_text="As year and month, for example 2022-04.",
        error_messages={"required": "Enter the first month without credits."},
    )
    month_to = MonthFormField(
        label="Last month", required=False, help_text="Empty while it is not known: you can end it later."
    )
    reason = TextField(
        label="Reason",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why credits are suspended."},
    )


class LastMonthForm(ReasonForm):
    """The last month of something that is ended, and why."""

    month_to = MonthFormField(
        label="Last month",
        help_text="As year and month, for example 2022-06.",
        error_messages={"required": "Enter the last month."},
    )
    field_order = ("month_to", "reason")
