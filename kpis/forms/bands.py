"""A KPI's bands from a month on, as they are typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from contracts.fields import MonthFormField
from contracts.figures import MOST_WHOLE_DIGITS
from contracts.forms.fields import TextField
from contracts.forms.figures import LimitedFigureField
from kpis.actions.bands import NewBands, what_is_wrong
from kpis.calculations.points import Band, Severity
from kpis.figures import for_input
from kpis.forms.steps import BACK_TO_FORM, Rows, Then
from kpis.models.definitions import MOST_DECIMALS
from kpis.words import SEVERITY_WORDS, as_choices

BANDS = "bands"
FIRST_ROWS = 5
"""The severities of the Model Services Contract, and the band that meets the target."""
FURTHEST = 10**MOST_WHOLE_DIGITS


class BandForm(forms.Form):
    """One band: from where to where, how bad, how many points."""

    says_optional = False

    low = LimitedFigureField(
        called="The lower limit",
        decimals=MOST_DECIMALS,
        lowest=-FURTHEST,
        required=False,
    )
    high = LimitedFigureField(
        called="The upper limit",
        decimals=MOST_DECIMALS,
        lowest=-FURTHEST,
        required=False,
    )
    severity = forms.ChoiceField(choices=[("", "Choose"), *as_choices(SEVERITY_WORDS)], required=False)
    points = LimitedFigureField(
        called="The points",
        decimals=2,
        highest=999_999,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if any(value not in (None, "") for value in cleaned.values()):
            if not cleaned.get("severity"):
                self.add_error("severity", "Choose how bad a value in this band is.")
            if cleaned.get("points") is None and "points" not in self.errors:
                self.add_error("points", "Enter the points of this band, 0 for none.")
        return cleaned


class BandRows(Rows):
    """The bands of a set, in any order; together they must cover every value once."""

    form = BandForm

    def clean(self) -> None:
        if not any(self.errors) and (sentence := what_is_wrong(self.bands)):
            raise forms.ValidationError(sentence)

    @property
    def bands(self) -> tuple[Band, ...]:
        return tuple(
            Band(low=row["low"], high=row["high"], severity=Severity(row["severity"]), points=row["points"])
            for row in self.filled
        )


class BandsForm(forms.Form):
    """From when bands hold, and why."""

    effective_from = MonthFormField(
        label="First month",
        help_text="The bands hold from here until the next set. As year and month, for example 2022-04.",
        error_messages={"required": "Enter the first month in which the bands hold."},
    )
    reason = TextField(
        label="Reason for the change",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why the bands change, for the record."},
    )


class BandsDraft:
    """A set of bands as it stands on the page: the form and the rows beside it."""

    def __init__(self, form: BandsForm, rows: BandRows) -> None:
        self.form, self.rows = form, rows

    @classmethod
    def of(cls, bands: Iterable[Band]) -> BandsDraft:
        """Begun from the bands of now, which are there to be changed."""
        typed = [
            {
                "low": for_input(band.low),
                "high": for_input(band.high),
                "severity": band.severity.value,
                "points": for_input(band.points),
            }
            for band in bands
        ]
        return cls(BandsForm(), BandRows.showing(typed, prefix=BANDS, more=1 if typed else FIRST_ROWS))

    @classmethod
    def sent(cls, data: QueryDict) -> BandsDraft:
        """As it was sent, to be checked; or as it was typed, where the form itself is asked for."""
        then = Then.asked(data)
        if then not in BACK_TO_FORM:
            return cls(BandsForm(data), BandRows(data, prefix=BANDS))
        more = 1 if then is Then.ADD_ROW else 0
        return cls(BandsForm(initial=data.dict()), BandRows.as_typed(data, prefix=BANDS, more=more))

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), self.rows.is_valid()])

    @property
    def new(self) -> NewBands:
        """What was typed, as plain values."""
        return NewBands(bands=self.rows.bands, **self.form.cleaned_data)
