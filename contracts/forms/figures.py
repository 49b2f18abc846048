"""Fields in which people type figures."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from contracts.figures import NotAFigure, parse_figure
from contracts.forms.fields import NamedField


class FigureField(NamedField):
    """A figure, in any of the ways that people type one."""

    def to_python(self, value: Any) -> Any:
        try:
            return parse_figure(super().to_python(value) or "")
        except NotAFigure as error:
            raise self.complaint(str(error)) from error


def _heading(called: str) -> str:
    """What a field is called, as its label: ``The cap in percent`` is headed ``Cap in percent``."""
    bare = called.removeprefix("The ")
    return f"{bare[0].upper()}{bare[1:]}"


class LimitedFigureField(FigureField):
    """A figure between two others, both allowed, with so many decimals at most."""

    def __init__(
        self,
        *,
        called: str,
        decimals: int,
        lowest: Decimal | int = 0,
        highest: Decimal | int | None = None,
        **kwargs: Any,
    ) -> None:
        widget = forms.TextInput(
            attrs={"inputmode": "decimal", "autocomplete": "off", "class": "govuk-input--width-10"}
        )
        missing = {"required": f"Enter {called[0].lower()}{called[1:]}."}
        super().__init__(**{"widget": widget, "label": _heading(called), "error_messages": missing, **kwargs})
        self.called, self.decimals, self.lowest, self.highest = called, decimals, lowest, highest

    def to_python(self, value: Any) -> Any:
        figure = super().to_python(value)
        if figure is None:
            return None
        if figure != figure.quantize(Decimal(1).scaleb(-self.decimals)):
            fewer = f"can have at most {self.decimals} decimals"
            raise self.complaint(fewer if self.decimals else "must be a whole number")
        if figure < self.lowest or (self.highest is not None and figure > self.highest):
            most = "" if self.highest is None else f" and at most {self.highest:,}"
            raise self.complaint(f"must be at least {self.lowest}{most}")
        return figure
