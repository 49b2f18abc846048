"""The table of savings, and what narrows it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django_tables2 import Column, Table

from contracts.filters import FilterForm
from contracts.models import Contract
from reports.savings.page import STANDING_WORDS, SavingLine, printed, variance_words

NUMERIC: dict[str, Any] = {"th": {"numeric": True}, "td": {"numeric": True}}


class SavingTable(Table):
    """Financial years of a contract; ``keeps`` says whether the reader may change them."""

    year = Column("Financial year", accessor="year__financial_year")
    contracted = Column(accessor="year__contracted", attrs=NUMERIC, empty_values=())
    delivered = Column(accessor="year__delivered", attrs=NUMERIC, empty_values=())
    variance = Column("Delivered against contracted", accessor="year__variance", empty_values=())
    contracted_so_far = Column(
        "Contracted so far", accessor="so_far__contracted", attrs=NUMERIC, empty_values=()
    )
    delivered_so_far = Column(
        "Delivered so far", accessor="so_far__delivered", attrs=NUMERIC, empty_values=()
    )
    variance_so_far = Column("So far, against contracted", accessor="so_far__variance", empty_values=())
    note = Column("Explanation", accessor="year__note", orderable=False, empty_values=())
    record = Column("Record", accessor="pk", orderable=False)

    caption = "Savings"

    def __init__(self, *args: Any, contract: Contract, keeps: bool, **kwargs: Any) -> None:
        self.contract, self.keeps = contract, keeps
        super().__init__(*args, **kwargs)

    def render_contracted(self, value: Decimal | None) -> str:
        return printed(value)

    def render_delivered(self, value: Decimal | None) -> str:
        return printed(value)

    def render_variance(self, value: Decimal | None) -> str:
        return variance_words(value)

    def render_contracted_so_far(self, value: Decimal | None) -> str:
        return printed(value)

    def render_delivered_so_far(self, value: Decimal | None) -> str:
        return printed(value)

    def render_variance_so_far(self, value: Decimal | None) -> str:
        return variance_words(value)

    def render_note(self, value: str) -> SafeString:
        return render_to_string("contracts/components/typed.html", {"text": value or "–"})

    def render_record(self, record: SavingLine) -> SafeString:
        context = {"contract": self.contract, "line": record, "keeps": self.keeps}
        return render_to_string("reports/components/saving_record.html", context)


class SavingFilterForm(FilterForm):
    """What savings are looked for by."""

    search = forms.CharField(required=False, label="Year or words")
    standing = forms.ChoiceField(
        required=False,
        label="Delivered",
        choices=[
            ("", "More or less"),
            *((str(standing), words) for standing, words in STANDING_WORDS.items()),
        ],
    )


class SavingFilter:
    """Financial years by words of theirs, and by whether more or less was delivered than contracted."""

    def __init__(self, data: QueryDict) -> None:
        self.data = data
        self.form = SavingFilterForm(data or None)

    def of(self, lines: Sequence[SavingLine]) -> list[SavingLine]:
        """The lines that are looked for, none where that cannot be understood."""
        if not self.form.is_bound:
            return list(lines)
        if not self.form.is_valid():
            return []
        return [line for line in lines if self._is_meant(line)]

    def _is_meant(self, line: SavingLine) -> bool:
        standing = self.form.cleaned_data["standing"]
        said = f"{line.year.financial_year} {line.year.note}".lower()
        return standing in ("", line.standing) and all(word in said for word in self._words)

    @cached_property
    def _words(self) -> list[str]:
        return self.form.cleaned_data["search"].lower().split()
