"""The list of what committees asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django_filters import CharFilter, ChoiceFilter, FilterSet
from django_tables2 import Column, Table

from contracts.filters import FilterForm, having_words
from contracts.meetings import asked_at
from contracts.models import Assurance, Contract, Meeting
from contracts.models.assurances import AssuranceStatus
from contracts.models.sides import Owner
from contracts.tables.common import (
    LINK,
    NOTHING,
    OVERDUE,
    by_due,
    in_paragraphs,
    printed_due,
    state_in_words,
)

Rows = QuerySet[Assurance]
MINE, NOBODYS = "mine", "nobody"
PEOPLE = [(MINE, "To me"), (NOBODYS, "To nobody yet")]


def address_of(record: Assurance) -> str:
    """Where one, fetched with its contract, is read."""
    return reverse("assurance_detail", args=[record.contract.reference, record.reference])


class AssuranceTable(Table):
    """What was asked for, contract and person fetched beside. ``today`` decides what is overdue."""

    reference = Column("No.", linkify=address_of, order_by=("pk",), attrs=LINK)
    text = Column("What was asked for", orderable=False)
    requested = Column("Asked for at", order_by=("requested", "meeting", "pk"))
    owner = Column("Who answers", order_by=("owner", "pk"))
    due = Column("Due", empty_values=())
    assigned_to = Column("Seen to by", order_by=("assigned_to__name", "pk"), default=NOTHING)
    status = Column("Status", order_by=("status", "pk"))

    caption = "Assurances"
    today: date

    def render_text(self, value: str) -> SafeString:
        return in_paragraphs(value)

    def render_requested(self, record: Assurance) -> SafeString:
        return render_to_string("contracts/components/asked_at.html", {"assurance": record})

    def order_due(self, rows: Rows, is_descending: bool) -> tuple[Rows, bool]:
        return by_due(rows, is_descending)

    def render_due(self, record: Assurance) -> SafeString:
        return _due(record, self.today)

    def render_status(self, record: Assurance) -> SafeString:
        return state_of(record)


class AssuranceFilter(FilterSet):
    """Assurances of a contract by words of theirs, side, meeting, person, and where they stand today."""

    class Meta:
        form = FilterForm

    search = CharFilter(method="with_words", label="Number or words")
    status = ChoiceFilter(
        method="at_status",
        choices=[*AssuranceStatus.choices, (OVERDUE, "Overdue")],
        label="Status",
        empty_label="Any status",
    )
    owner = ChoiceFilter(choices=Owner.choices, label="Who answers", empty_label="Either side")
    person = ChoiceFilter(method="of_person", choices=PEOPLE, label="Given", empty_label="To anybody")

    def __init__(self, *args: Any, contract: Contract, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def with_words(self, rows: Rows, name: str, value: str) -> Rows:
        return having_words(rows, value, ("reference", "text", "meeting", "response"))

    def at_status(self, rows: Rows, name: str, value: str) -> Rows:
        return rows.filter(overdue(self.today) if value == OVERDUE else Q(status=value))

    def of_person(self, rows: Rows, name: str, value: str) -> Rows:
        return rows.filter(assigned_to=self.request.user if value == MINE else None)


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that was asked for, with its day and state as a list prints them."""

    row: Assurance
    due: SafeString
    state: SafeString


def asked_with_days(meeting: Meeting, today: date) -> list[Asked]:
    """What was asked for at a meeting."""
    return [Asked(row, _due(row, today), state_of(row)) for row in asked_at(meeting)]


def state_of(row: Assurance) -> SafeString:
    """Where something asked for stands, and since when."""
    word = row.get_status_display()
    if row.answered_on and row.status == AssuranceStatus.ANSWERED:
        word = f"{word}, {date_format(row.answered_on, 'j F Y')}"
    return state_in_words(word, is_final=row.status == AssuranceStatus.CLOSED)


def overdue(today: date) -> Q:
    """What is open after the day on which it was due."""
    return Q(status=AssuranceStatus.OPEN, due__lt=today)


def _due(row: Assurance, today: date) -> SafeString:
    return printed_due(row.due, today, is_open=row.status == AssuranceStatus.OPEN)
