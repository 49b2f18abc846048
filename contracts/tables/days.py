"""Filters of a list by days."""

from __future__ import annotations

from django_filters import Filter

from contracts.forms.fields import DayField


class DayFilter(Filter):
    """A day, as a browser's picker sends it or as people write one."""

    field_class = DayField
