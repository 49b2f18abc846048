"""The trail of updates of a workstream."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django_filters import CharFilter, ChoiceFilter, FilterSet
from django_tables2 import Column, Table

from contracts.filters import FilterForm, having_words
from contracts.models import Contract, WorkstreamUpdate
from contracts.models.programme import WorkstreamStatus
from contracts.tables.common import in_paragraphs
from contracts.tables.days import DayFilter

Rows = QuerySet[WorkstreamUpdate]


class UpdateTable(Table):
    """Updates of a workstream with their contract fetched beside them."""

    as_at = Column("As at", order_by=("as_at", "pk"))
    status = Column("Status", order_by=("status", "-as_at"))
    narrative = Column("What was said", orderable=False, empty_values=())
    record = Column("On record", accessor="pk", orderable=False)

    caption = "Updates"
    today: date

    def __init__(self, *args: Any, keeps: bool = False, **kwargs: Any) -> None:
        self.keeps = keeps
        super().__init__(*args, **kwargs)

    def render_as_at(self, value: date) -> str:
        return date_format(value, "j F Y")

    def render_status(self, record: WorkstreamUpdate) -> SafeString:
        return render_to_string("contracts/components/workstream_status.html", {"said": record})

    def render_narrative(self, record: WorkstreamUpdate) -> SafeString:
        return in_paragraphs(record.narrative)

    def render_record(self, record: WorkstreamUpdate) -> SafeString:
        context = {"update": record, "keeps": self.keeps}
        return render_to_string("contracts/components/update_record.html", context)


class UpdateFilter(FilterSet):
    """Updates of a workstream by words of theirs, status and days."""

    class Meta:
        form = FilterForm

    search = CharFilter(method="with_words", label="Words")
    status = ChoiceFilter(choices=WorkstreamStatus.choices, label="Status", empty_label="Any status")
    first = DayFilter("as_at", lookup_expr="gte", label="From")
    last = DayFilter("as_at", lookup_expr="lte", label="To")

    def __init__(self, *args: Any, contract: Contract, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    def with_words(self, rows: Rows, name: str, value: str) -> Rows:
        return having_words(rows, value, ("narrative",))
