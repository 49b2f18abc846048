"""What to read of a history: kind, person, days, words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from contracts.filters import FilterForm
from contracts.models import User
from reports.history.kinds import BY_SLUG, Kind
from reports.history.labels import NAMELESS, NOBODY_SIGNED_IN
from reports.history.search import NOBODY, Sought, writers

A_DAY = "Enter a day that exists, as day, month and year, for example 31/12/2021"


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        input_formats=["%d/%m/%Y", "%Y-%m-%d", "%d %B %Y"],
        help_text="Such as 31/12/2021",
        error_messages={"invalid": A_DAY},
    )


class HistoryForm(FilterForm):
    """The filters beside a history. It offers the kinds that the reader may see, and who wrote any."""

    words = forms.CharField(
        label="Name contains",
        required=False,
        max_length=100,
        help_text="Such as IMT_KPI_01 December 2021",
    )
    kind = forms.ChoiceField(label="What", required=False)
    by = forms.ChoiceField(label="Who", required=False)
    first = _day("From")
    last = _day("To")

    def __init__(self, data: Any, everything: Sought) -> None:
        super().__init__(data)
        self.everything = everything
        kinds = sorted((kind.title, kind.slug) for kind in everything.kinds)
        self._choose("kind", [("", "Everything"), *((slug, title) for title, slug in kinds)])
        self._choose("by", [("", "Anybody"), *_people(everything)])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", "The last day cannot come before the first")
        return cleaned

    @property
    def is_filtered(self) -> bool:
        """Whether anything was asked for."""
        return any(self.data.get(name) for name in self.fields)

    def sought(self) -> Sought:
        """What was asked for; nothing while the form is wrong."""
        if not self.is_valid():
            return Sought(contract=self.everything.contract, kinds=())
        asked = self.cleaned_data
        kinds: Sequence[Kind] = [BY_SLUG[asked["kind"]]] if asked["kind"] else self.everything.kinds
        return Sought(
            contract=self.everything.contract,
            kinds=kinds,
            about=self.everything.about,
            **{name: asked[name] for name in ("by", "first", "last", "words")},
        )


def _people(everything: Sought) -> list[tuple[str, str]]:
    """Those who wrote any of it, by name; without an address, for history shows none."""
    keys, by_nobody = writers(everything)
    people = User.objects.filter(pk__in=keys).order_by("name", "pk").values_list("pk", "name")
    nobody = [(NOBODY, NOBODY_SIGNED_IN)] if by_nobody else []
    return [*((str(key), name or NAMELESS) for key, name in people), *nobody]
