"""The list of commitments."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django_filters import CharFilter, ChoiceFilter, FilterSet
from django_tables2 import Column, Table

from contracts.filters import FilterForm, having_words
from contracts.models import Commitment, Contract
from contracts.models.commitments import CommitmentKind, CommitmentStatus
from contracts.models.sides import Owner
from contracts.tables.common import (
    LINK,
    OVERDUE,
    by_due,
    in_paragraphs,
    printed_due,
    state_in_words,
)

Rows = QuerySet[Commitment]
IS_OVERDUE = (OVERDUE, "Overdue")


def address_of(record: Commitment) -> str:
    """Where a commitment, fetched with its contract, is read."""
    return reverse("commitment_detail", args=[record.contract.reference, record.reference])


class CommitmentTable(Table):
    """Commitments with their contract fetched beside them. ``today`` decides which are overdue."""

    reference = Column("No.", linkify=address_of, order_by=("pk",), attrs=LINK)
    text = Column("What was undertaken", orderable=False)
    kind = Column("Kind", order_by=("kind", "pk"))
    owner = Column("By", order_by=("owner", "pk"))
    due = Column("Due", empty_values=())
    status = Column("Status", order_by=("status", "pk"))
    evidence = Column("Evidence", orderable=False, empty_values=())

    caption = "Commitments"
    today: date

    def render_text(self, value: str) -> SafeString:
        return in_paragraphs(value)

    def order_due(self, rows: Rows, is_descending: bool) -> tuple[Rows, bool]:
        return by_due(rows, is_descending)

    def render_due(self, record: Commitment) -> SafeString:
        return printed_due(record.due, self.today, is_open=record.status == CommitmentStatus.OPEN)

    def render_status(self, record: Commitment) -> SafeString:
        return state_of(record)

    def render_evidence(self, record: Commitment) -> SafeString:
        return in_paragraphs(record.evidence)


class CommitmentFilter(FilterSet):
    """Commitments of a contract by words of theirs, kind, side and where they stand today."""

    class Meta:
        form = FilterForm

    search = CharFilter(method="with_words", label="Number or words")
    kind = ChoiceFilter(choices=CommitmentKind.choices, label="Kind", empty_label="Any kind")
    owner = ChoiceFilter(choices=Owner.choices, label="Undertaken by", empty_label="Either side")
    status = ChoiceFilter(
        method="at_status",
        choices=[*CommitmentStatus.choices, IS_OVERDUE],
        label="Status",
        empty_label="Any status",
    )

    def __init__(self, *args: Any, contract: Contract, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def with_words(self, rows: Rows, name: str, value: str) -> Rows:
        return having_words(rows, value, ("reference", "text", "evidence"))

    def at_status(self, rows: Rows, name: str, value: str) -> Rows:
        return rows.filter(overdue(self.today) if value == OVERDUE else Q(status=value))


def state_of(row: Commitment) -> SafeString:
    """Where a commitment stands, and since when."""
    word = row.get_status_display()
    if row.settled_on:
        word = f"{word}, {date_format(row.settled_on, 'j F Y')}"
    return state_in_words(word, is_final=row.status == CommitmentStatus.DELIVERED)


def overdue(today: date) -> Q:
    """What is open after the day on which it was due."""
    return Q(status=CommitmentStatus.OPEN, due__lt=today)
