"""Filters beside lists."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django import forms
from django.db.models import Q, QuerySet

Rows = TypeVar("Rows", bound=QuerySet[Any])


class FilterForm(forms.Form):
    """The form of a filter, where it goes without saying that every field is optional."""

    says_optional = False


def having_words(rows: Rows, typed: str, fields: Iterable[str]) -> Rows:
    """Rows that have every word typed in one or another of some fields of their own."""
    for word in typed.split():
        found = Q()
        for field in fields:
            found |= Q(**{f"{field}__icontains": word})
        rows = rows.filter(found)
    return rows
