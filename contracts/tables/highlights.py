"""The list of highlights."""

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
from contracts.models import Contract, Highlight
from contracts.tables.common import in_paragraphs
from contracts.tables.days import DayFilter

Rows = QuerySet[Highlight]
AS_A_WHOLE = "-"
"""In the filter, what belongs to no service area; no area's code looks so."""


class HighlightTable(Table):
    """Highlights with their contract and area fetched beside them."""

    as_at = Column("Date", order_by=("as_at", "pk"))
    service_area = Column("Service area", order_by=("service_area__position", "-as_at"), empty_values=())
    text = Column("What went well", orderable=False)
    record = Column("On record", accessor="pk", orderable=False)

    caption = "Highlights"
    today: date

    def __init__(self, *args: Any, keeps: bool = False, **kwargs: Any) -> None:
        self.keeps = keeps
        super().__init__(*args, **kwargs)

    def render_as_at(self, value: date) -> str:
        return date_format(value, "j F Y")

    def render_service_area(self, record: Highlight) -> str:
        return record.service_area.name if record.service_area else "The contract as a whole"

    def render_text(self, value: str) -> SafeString:
        return in_paragraphs(value)

    def render_record(self, record: Highlight) -> SafeString:
        context = {"highlight": record, "keeps": self.keeps}
        return render_to_string("contracts/components/highlight_record.html", context)


class HighlightFilter(FilterSet):
    """Highlights by words of theirs, service area and days."""

    class Meta:
        form = FilterForm

    search = CharFilter(method="with_words", label="Words")
    area = ChoiceFilter(method="of_area", label="Service area", empty_label="Every area")
    first = DayFilter("as_at", lookup_expr="gte", label="From")
    last = DayFilter("as_at", lookup_expr="lte", label="To")

    def __init__(self, *args: Any, contract: Contract, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = contract.service_areas.order_by("position", "code").values_list("code", "name")
        self.filters["area"].extra["choices"] = [*areas, (AS_A_WHOLE, "The contract as a whole")]

    def with_words(self, rows: Rows, name: str, value: str) -> Rows:
        return having_words(rows, value, ("text",))

    def of_area(self, rows: Rows, name: str, value: str) -> Rows:
        if value == AS_A_WHOLE:
            return rows.filter(service_area=None)
        return rows.filter(service_area__code=value)
