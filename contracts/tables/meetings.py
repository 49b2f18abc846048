"""The list of meetings."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django_filters import CharFilter, ChoiceFilter, FilterSet
from django_tables2 import Column, Table

from contracts.filters import FilterForm, having_words
from contracts.models import Assurance, Contract, Meeting
from contracts.models.assurances import AssuranceStatus
from contracts.tables.common import LINK, in_paragraphs

Rows = QuerySet[Meeting]
PAST, TO_COME = "past", "to_come"
TIMES = [(TO_COME, "To come"), (PAST, "Past")]


def with_counts(rows: Rows) -> QuerySet[Any]:
    """Meetings with ``number_of_papers``, how much was ``asked`` for there and how much of it is ``open``."""
    asked = Assurance.objects.filter(
        contract=OuterRef("contract"), meeting=OuterRef("committee"), requested=OuterRef("held_on")
    )
    return rows.annotate(
        asked=_how_many(asked),
        open=_how_many(asked.filter(status=AssuranceStatus.OPEN)),
        number_of_papers=Count("papers"),
    )


def _how_many(rows: QuerySet[Assurance]) -> Coalesce:
    counted = rows.order_by().values("contract").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def address_of(record: Meeting) -> str:
    """Where a meeting, fetched with its contract, is read."""
    return reverse("meeting_detail", args=[record.contract.reference, record.reference])


class MeetingTable(Table):
    """Meetings with their contract and counts fetched beside. ``today`` decides which are to come."""

    held_on = Column("Date", linkify=address_of, order_by=("held_on", "committee"), attrs=LINK)
    committee = Column("Committee", order_by=("committee", "held_on"))
    note = Column("What it is to decide, or decided", orderable=False, empty_values=())
    number_of_papers = Column("Papers", order_by=("number_of_papers", "-held_on"))
    asked = Column("Asked for there", order_by=("asked", "-held_on"))

    caption = "Meetings"
    today: date

    def render_held_on(self, value: date) -> str:
        return date_format(value, "j F Y") + (" (to come)" if value > self.today else "")

    def render_note(self, record: Meeting) -> SafeString:
        return in_paragraphs(record.note)

    def render_asked(self, record: Any) -> str:
        return f"{record.asked}, {record.open} open" if record.open else str(record.asked)


class MeetingFilter(FilterSet):
    """Meetings of a contract by words of theirs, and whether they are past."""

    class Meta:
        form = FilterForm

    search = CharFilter(method="with_words", label="Committee or words")
    time = ChoiceFilter(method="at_time", choices=TIMES, label="Time", empty_label="Past and to come")

    def __init__(self, *args: Any, contract: Contract, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def with_words(self, rows: Rows, name: str, value: str) -> Rows:
        return having_words(rows, value, ("reference", "committee", "note"))

    def at_time(self, rows: Rows, name: str, value: str) -> Rows:
        return rows.filter(Q(held_on__gt=self.today) if value == TO_COME else Q(held_on__lte=self.today))
