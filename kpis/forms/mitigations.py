"""What people type to decide on a mitigation and to end it, and the files they attach."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from contracts.fields import MonthFormField
from contracts.forms.fields import LONGEST_TEXT, tidy
from kpis.mitigations.files import LARGEST, MEGABYTE, TAKEN

VERSION = re.compile(r"[0-9]{1,18}")


class LongTextField(forms.CharField):
    """A text of several lines, with the line ends that it is kept with."""

    def __init__(self, *, label: str, missing: str = "", rows: int = 4, **kwargs: Any) -> None:
        too_long = f"“{label}” can have at most {LONGEST_TEXT:,} characters."
        super().__init__(
            label=label,
            required=bool(missing),
            max_length=LONGEST_TEXT,
            widget=forms.Textarea(attrs={"rows": rows}),
            error_messages={"required": missing, "max_length": too_long},
            **kwargs,
        )

    def to_python(self, value: Any) -> str:
        return tidy(super().to_python(value) or "")


class SeenForm(forms.Form):
    """A form that says which version of the mitigation it was made from; 0 where it does not say so."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_seen(self) -> int:
        typed = self.cleaned_data["seen"]
        return int(typed) if VERSION.fullmatch(typed) else 0


def month_input() -> forms.TextInput:
    """Where a month is typed, or picked by browsers that can."""
    return forms.TextInput(attrs={"type": "month", "class": "govuk-input--width-10"})


class AgreeForm(SeenForm):
    """On what condition a mitigation is agreed, if on any."""

    note = LongTextField(
        label="Note", rows=3, help_text="A condition for example. It stays with the mitigation."
    )


class DeclineForm(SeenForm):
    """Why a mitigation is declined."""

    reason = LongTextField(
        label="Reason", rows=3, missing="Say why it is declined, for whoever proposed it and for the record."
    )


class WithdrawForm(forms.Form):
    """Why a proposal is taken back."""

    reason = LongTextField(label="Reason", rows=3, missing="Say why it is withdrawn, for the record.")


class EndForm(forms.Form):
    """The month after which what a mitigation covers counts again, and why."""

    last = MonthFormField(
        label="Last month",
        widget=month_input(),
        help_text="From the month after it, results count again.",
        error_messages={"required": "Enter the last month in which it still counts."},
    )
    reason = LongTextField(label="Reason", rows=3, missing="Say why it is ended, for the record.")


class EvidenceForm(forms.Form):
    """A file that shows why the mitigation is asked for."""

    file = forms.FileField(
        label="File",
        help_text=f"{TAKEN}, at most {LARGEST // MEGABYTE} MB.",
        max_length=1000,
        allow_empty_file=True,
        error_messages={"required": "Choose a file.", "invalid": "Choose a file."},
    )
