"""A pattern of failure to be warned of, as it is typed."""

from __future__ import annotations

from typing import Any

from django import forms

from contracts.calculations.pricing import WarningKind
from contracts.fields import MonthFormField
from contracts.forms.figures import LimitedFigureField
from contracts.models.warnings import WARNING_WORDS
from kpis.words import as_choices

MOST_MONTHS = 120
POINTS, RUNNING = WarningKind.POINTS_IN_MONTHS, WarningKind.KPI_CONSECUTIVE


class WarningForm(forms.Form):
    """What is watched for, and since when."""

    says_optional = False

    kind = forms.ChoiceField(
        label="What to watch for",
        choices=as_choices(WARNING_WORDS),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what to watch for."},
    )
    number = LimitedFigureField(
        called="How many",
        decimals=2,
        highest=999_999,
        help_text="So many points, months at the cap or failures raise the warning; more do too.",
    )
    months = LimitedFigureField(
        called="Out of how many",
        decimals=0,
        lowest=1,
        highest=MOST_MONTHS,
        required=False,
        help_text="Months, or measurement periods where a KPI is watched: a quarterly KPI’s are its "
        "quarters. The latest is included. Leave it empty for consecutive failures.",
    )
    month_from = MonthFormField(
        label="First month",
        help_text="As year and month, for example 2022-04. What happened before it does not count.",
        error_messages={"required": "Enter the first month in which it is watched for."},
    )
    clause = forms.CharField(
        label="Clause",
        required=False,
        max_length=100,
        help_text="Where the contract says so, for example 8.4.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        kind = cleaned["kind"] = WarningKind(cleaned["kind"])
        self._check_number(kind, cleaned)
        if kind is RUNNING and "number" not in self.errors:
            cleaned["months"] = cleaned["number"]
        if cleaned["months"] is None:
            self.add_error("months", "Enter out of how many.")
        elif not self.errors:
            cleaned["months"] = int(cleaned["months"])
        return cleaned

    def _check_number(self, kind: WarningKind, cleaned: dict[str, Any]) -> None:
        number, months = cleaned["number"], cleaned["months"]
        if number <= 0:
            self.add_error("number", "How many must be above zero.")
        elif kind is not POINTS and number != int(number):
            self.add_error("number", "Months and failures are whole numbers.")
        elif kind is RUNNING and number > MOST_MONTHS:
            self.add_error("number", f"How many must be at most {MOST_MONTHS}.")
        elif kind not in (POINTS, RUNNING) and months is not None and number > months:
            self.add_error("number", "How many cannot be more than out of how many.")
