"""Fields in which people type days, months and texts of a report."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from contracts.calculations.months import MONTHS_IN_YEAR, NAMES
from contracts.fields import MonthFormField
from contracts.forms.fields import tidy

LONGEST_TEXT = 20_000
TYPED_DAY = re.compile(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})", re.ASCII)
WRITTEN_DAY = re.compile(r"(\d{1,2})\s+([A-Za-z]{3,9})\s+(\d{4})", re.ASCII)
ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
NOT_A_DAY = "Enter a day such as 27/01/2022 or 27 January 2022."


def parse_day(text: str) -> date:
    """A day as people write it: ``27/01/2022``, ``27 January 2022`` or ``2022-01-27``.

    Raises:
        ValidationError: it is no day, with why in a sentence.

    >>> parse_day("27 Jan 2022")
    datetime.date(2022, 1, 27)
    """
    day, month, year = _parts(text.strip())
    if not 1 <= month <= MONTHS_IN_YEAR or not date.min.year <= year <= date.max.year:
        raise ValidationError(NOT_A_DAY, code="invalid")
    days = calendar.monthrange(year, month)[1]
    if not 1 <= day <= days:
        name = NAMES[month - 1]
        raise ValidationError(
            f"There is no {day} {name} {year}: {name} {year} has {days} days.", code="invalid"
        )
    return date(year, month, day)


def _parts(text: str) -> tuple[int, int, int]:
    """Day, month and year of a text; a month that is none is 0."""
    if found := ISO_DAY.fullmatch(text):
        return int(found[3]), int(found[2]), int(found[1])
    if found := TYPED_DAY.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := WRITTEN_DAY.fullmatch(text):
        return int(found[1]), _month_named(found[2]), int(found[3])
    raise ValidationError(NOT_A_DAY, code="invalid")


def _month_named(word: str) -> int:
    names = [name.lower() for name in NAMES]
    found = [number for number, name in enumerate(names, 1) if word.lower() in (name, name[:3])]
    return found[0] if found else 0


class DayField(forms.Field):
    """A day, typed as people write it: a browser's own picker would swallow a day that does not exist."""

    widget = forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"})

    def to_python(self, value: Any) -> date | None:
        return parse_day(str(value)) if value else None

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else value


class LongTextField(forms.CharField):
    """A text of several lines, with the line ends that it is kept with."""

    def __init__(self, *, label: str, rows: int, **kwargs: Any) -> None:
        too_long = f"“{label}” can have at most {LONGEST_TEXT:,} characters."
        super().__init__(
            label=label,
            max_length=LONGEST_TEXT,
            widget=forms.Textarea(attrs={"rows": rows}),
            **{"error_messages": {"max_length": too_long}, **kwargs},
        )

    def to_python(self, value: Any) -> str:
        return tidy(super().to_python(value) or "")


def month_field(label: str, help_text: str = "", *, missing: str = "") -> MonthFormField:
    return MonthFormField(
        label=label,
        help_text=help_text,
        required=bool(missing),
        widget=forms.TextInput(attrs={"type": "month", "class": "govuk-input--width-10"}),
        error_messages={"required": missing},
    )


def line_field(label: str, missing: str, help_text: str = "", **attrs: str) -> forms.CharField:
    """A text of one line that must be there."""
    return forms.CharField(
        label=label,
        max_length=200,
        help_text=help_text,
        widget=forms.TextInput(attrs={"autocomplete": "off", **attrs}),
        error_messages={
            "required": missing,
            "max_length": f"“{label}” can have at most 200 characters.",
        },
    )


def version_in(text: Any) -> int:
    """The version that a form says it was made from; 0 where it does not say so."""
    return int(text) if re.fullmatch(r"[0-9]{1,18}", str(text or ""), re.ASCII) else 0


class SeenField(forms.Field):
    """The version that a form was made from; 0 where it does not say so."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def to_python(self, value: Any) -> int:
        return version_in(value)


class ComparingForm(forms.Form):
    """A form that tells what somebody else wrote where this person wrote otherwise."""

    def differing(self, theirs: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Label and text of each field in which another version differs from what was typed."""
        return [
            (str(self.fields[name].label), self._in_words(name, value))
            for name, value in theirs.items()
            if name in self.fields and value != self.cleaned_data.get(name)
        ]

    def _in_words(self, name: str, value: Any) -> str:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]
        if isinstance(value, bool):
            return "Yes" if value else "No"
        return str(field.prepare_value(value) if value is not None else "")
