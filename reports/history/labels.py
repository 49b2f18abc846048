"""The values of columns in words, and the names of the rows and people that they point to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Field, ForeignKey
from django.utils import timezone
from django.utils.formats import date_format

from contracts.calculations.months import Month
from contracts.models import User
from contracts.recording import Recorded
from kpis.figures import with_thousands
from reports.history.kinds import LABELS

NOBODY_SIGNED_IN = "A command on the server"
NAMELESS = "Somebody without a name"
DAY, MINUTE = "j F Y", "j F Y, H:i"


class Labels:
    """Names of rows, looked up by the lot: as they are now, or as they last were if they are gone."""

    def __init__(self) -> None:
        self._known: dict[type, dict[int, str]] = defaultdict(dict)

    def look_up(self, wanted: Mapping[Any, set[int]]) -> None:
        """Find the names of rows of some models that are not known yet, in at most two queries a model."""
        for model, keys in wanted.items():
            known = self._known[model]
            known.update(_names(model, "pk", model.objects, keys - known.keys()))
            if issubclass(model, Recorded):
                known.update(_names(model, "id", model.history, keys - known.keys()))

    def of(self, model: type, key: int) -> str:
        return self._known[model].get(key) or (NAMELESS if model is User else str(key))

    def person(self, key: int | None) -> str:
        """Who wrote a line of history: a name, never an address."""
        return NOBODY_SIGNED_IN if key is None else self.of(User, key)


def _names(model: Any, key: str, rows: Any, keys: set[int]) -> dict[int, str]:
    if not keys:
        return {}
    found = rows.filter(**{f"{key}__in": keys}).order_by("pk").values_list(key, LABELS[model])
    return {row: text(value) for row, value in found}


def printed(field: Field, value: Any, labels: Labels) -> str:
    """The value of a column in words; empty for nothing."""
    if value is None or value == "":
        return ""
    if isinstance(field, ForeignKey):
        return labels.of(field.related_model, value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return text(value)


def text(value: Any) -> str:
    """A value as people write it.

    >>> text(Decimal("94.2000")), text(True), text(Month(2021, 12)), text(date(2021, 12, 1))
    ('94.2', 'yes', 'December 2021', '1 December 2021')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return with_thousands(value)
    if isinstance(value, Month):
        return value.name
    if isinstance(value, datetime):
        return date_format(value.astimezone(timezone.get_current_timezone()), MINUTE)
    return date_format(value, DAY) if isinstance(value, date) else str(value)
