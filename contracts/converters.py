"""References, names and months in addresses: ``/contracts/LCC-CSS/months/2021-12/``."""

from __future__ import annotations

from django.urls import register_converter
from django.urls.converters import StringConverter

from contracts.calculations.months import Month
from contracts.validators import REFERENCE


class ReferenceConverter(StringConverter):
    """A reference or a code; an address with what can be neither, a NUL for one, leads nowhere."""

    regex = REFERENCE


class NameConverter(StringConverter):
    """A name as somebody typed it, with slashes and all; an address with a NUL in it leads nowhere."""

    regex = r"[^\0\n]+"


class MonthConverter:
    """A month as ``YYYY-MM``; an address with any other text leads nowhere."""

    regex = r"\d{4}-\d{2}"

    def to_python(self, value: str) -> Month:
        return Month.parse(value)

    def to_url(self, value: Month | str) -> str:
        return str(value)


def register() -> None:
    register_converter(ReferenceConverter, "reference")
    register_converter(NameConverter, "name")
    register_converter(MonthConverter, "month")
