"""Model and form fields for the months in which a contract is measured."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from contracts.calculations.months import Month

NOT_A_MONTH = "Enter a month as year and month, for example 2021-07"


def to_month(value: Any) -> Month | None:
    """A month from a month, a date or text as ``YYYY-MM``; None for nothing.

    Raises:
        ValidationError: there is no such month.
    """
    if value is None or value == "" or isinstance(value, Month):
        return value or None
    if isinstance(value, date):
        return Month.of(value)
    try:
        return Month.parse(str(value).strip())
    except ValueError as error:
        raise ValidationError(NOT_A_MONTH, code="invalid") from error


class MonthFormField(forms.Field):
    """A month typed as ``YYYY-MM``, which is also what a browser's month picker sends."""

    widget = forms.TextInput(attrs={"type": "month"})

    def to_python(self, value: Any) -> Month | None:
        return to_month(value)


class MonthField(models.DateField):
    """A calendar month, kept in the database as its first day."""

    description = "A calendar month"
    # What the type checker's plugin reads: what may be assigned, and what a row gives back.
    _pyi_private_set_type: Month | date | str  # type: ignore[assignment]
    _pyi_private_get_type: Month  # type: ignore[assignment]

    def to_python(self, value: Any) -> Month | None:
        return to_month(value)

    def from_db_value(self, value: date | None, expression: Any, connection: Any) -> Month | None:
        return None if value is None else Month.of(value)

    def get_prep_value(self, value: Any) -> date | None:
        month = to_month(value)
        return None if month is None else month.first_day

    def value_to_string(self, obj: models.Model) -> str:
        month = self.value_from_object(obj)
        return "" if month is None else str(month)

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return super().formfield(**{"form_class": MonthFormField, **kwargs, "widget": MonthFormField.widget})
