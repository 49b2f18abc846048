"""A named constraint that keeps a column to the values its words know."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import Q


def one_of(field: str, values: Iterable[str], *, name: str) -> models.CheckConstraint:
    """The database's refusal of any value of a field outside a vocabulary."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": [str(value) for value in values]}), name=name
    )
