"""What is typed to take a step of a month's life."""

from __future__ import annotations

from django import forms

from contracts.fields import MonthFormField


class OpenForm(forms.Form):
    """The month that a person was offered to open."""

    month = MonthFormField()
