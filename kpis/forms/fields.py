"""Fields in which people type figures and texts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kpis.entered import tidy
from kpis.figures import NotAFigure, parse_figure

LONGEST_TEXT = 5000


class NamedField(forms.CharField):
    """A field of one KPI's row; ``called`` begins the sentence that says what is wrong with it."""

    called = "This"

    def complaint(self, end: str) -> ValidationError:
        return ValidationError(f"{self.called} {end}.", code="invalid")


class FigureField(NamedField):
    """A figure, in any of the ways that people type one."""

    def to_python(self, value: Any) -> Any:
        try:
            return parse_figure(super().to_python(value) or "")
        except NotAFigure as error:
            raise self.complaint(str(error)) from error


class TextField(NamedField):
    """Text, with the line ends that it is kept with."""

    def to_python(self, value: Any) -> str:
        text = tidy(super().to_python(value) or "")
        if len(text) > LONGEST_TEXT:
            raise self.complaint(f"can have at most {LONGEST_TEXT:,} characters; it has {len(text):,}")
        return text
