"""What the tests of the programme stand on: a stage and an update of a workstream, and their addresses."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.urls import reverse

from tests.rows import unsaved


def it_is(monkeypatch, day: date) -> None:
    """Make it noon of a day."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("Europe/London"))
    monkeypatch.setattr("django.utils.timezone.now", lambda: noon)


def written(model, contract, **columns):
    """A row of a model, saved."""
    row = unsaved(model, contract, **columns)
    row.save()
    return row


def address(name: str, contract, *more) -> str:
    return reverse(name, args=[contract.reference, *more])
