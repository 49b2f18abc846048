"""A row of month entry as it is typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from django import forms

from contracts.forms.fields import NamedField, TextField
from contracts.forms.figures import FigureField
from kpis.actions.results import Edit
from kpis.calculations.rag import Outcome, Terms, UnusableMeasurement, judge
from kpis.entered import TEXTS, Entered
from kpis.models import Kpi
from kpis.words import OUTCOME_WORDS, as_choices

MOST_VERSIONS = 2**31 - 1
NOT_ENTERED = "Not entered"
OUTCOMES = [("", NOT_ENTERED), *as_choices(OUTCOME_WORDS)]
TYPED = ("outcome", "numerator", "denominator", "value", *TEXTS)
"""The fields of a row that people fill in."""


class Keep(StrEnum):
    """Which of two versions of a result is to stand."""

    THEIRS = "theirs"
    MINE = "mine"


class ResultForm(forms.Form):
    """One KPI's row of month entry; its inputs are named after the KPI.

    ``version`` says which version of the result the form was made from. Where somebody else changed
    it meanwhile, ``keep`` says which of the two is to stand, and ``seen`` which version theirs was.
    """

    version = forms.IntegerField(min_value=0, max_value=MOST_VERSIONS)
    seen = forms.IntegerField(required=False, min_value=0, max_value=MOST_VERSIONS)
    keep = forms.ChoiceField(required=False, choices=[(keep.value, keep.name) for keep in Keep])
    outcome = forms.ChoiceField(required=False, choices=OUTCOMES)
    numerator = FigureField(required=False)
    denominator = FigureField(required=False)
    value = FigureField(required=False)
    comment = TextField(required=False)
    impact = TextField(required=False)
    resolution = TextField(required=False)

    def __init__(self, data: Mapping[str, Any], *, kpi: Kpi) -> None:
        super().__init__(data, prefix=kpi.reference)
        self.kpi = kpi
        for name, field in self.fields.items():
            if isinstance(field, NamedField):
                field.called = f"The {name} of {kpi}"

    @staticmethod
    def is_in(data: Mapping[str, Any], kpi: Kpi) -> bool:
        """Whether the row of a KPI is among what was sent."""
        return f"{kpi.reference}-version" in data

    @property
    def typed(self) -> dict[str, str]:
        """What was typed, word for word."""
        return {name: self.data.get(self.add_prefix(name), "") for name in TYPED}

    @property
    def sentences(self) -> dict[str, list[str]]:
        """What is wrong, by the names of the fields."""
        return {name: [str(text) for text in texts] for name, texts in self.errors.items()}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and (found := what_is_wrong(self.entered, self.kpi)):
            self.add_error(*found)
        return cleaned

    @property
    def entered(self) -> Entered:
        """What was typed, as plain values; figures without an outcome are a measurement."""
        cleaned = self.cleaned_data
        entered = Entered(
            outcome=Outcome(cleaned["outcome"]) if cleaned["outcome"] else None,
            numerator=cleaned["numerator"],
            denominator=cleaned["denominator"],
            stated_value=cleaned["value"],
            **{name: cleaned[name] for name in TEXTS},
        )
        implied = entered.outcome is None and entered.has_figures
        return replace(entered, outcome=Outcome.MEASURED) if implied else entered

    @property
    def keeps(self) -> Keep | None:
        """Which version the person chose, where there were two."""
        chosen = self.cleaned_data.get("keep")
        return Keep(chosen) if chosen else None

    @property
    def edit_first_made(self) -> Edit:
        """The edit of the version that the form was made from."""
        return Edit(kpi=self.kpi, version=self.cleaned_data["version"], entered=self.entered)

    @property
    def edit(self) -> Edit:
        """The edit that is asked for: of the other person's version, once it was seen and set aside."""
        edit, seen = self.edit_first_made, self.cleaned_data["seen"]
        return replace(edit, version=seen) if self.keeps is Keep.MINE and seen is not None else edit


def what_is_wrong(entered: Entered, kpi: Kpi) -> tuple[str, str] | None:
    """The field and the sentence, where fields that are each in order make no result together."""
    numerator, denominator = entered.numerator, entered.denominator
    out_of_nothing = numerator == 0 and denominator == 0
    if entered.outcome is None:
        sentence = f"Enter the figures of {kpi} or choose an outcome, so that the text can be kept."
        return ("outcome", sentence) if entered.has_text else None
    if entered.outcome is not Outcome.MEASURED:
        allowed = not entered.has_figures or (entered.outcome is Outcome.NO_ACTIVITY and out_of_nothing)
        word = OUTCOME_WORDS[entered.outcome].lower()
        sentence = f"{kpi} is marked “{word}”, so it has no figures: clear them, or choose “measured”."
        return None if allowed else ("outcome", sentence)
    if not entered.has_figures:
        return "value", f"Enter the value of {kpi}, or its numerator and denominator, or another outcome."
    if denominator is None and numerator is not None:
        return "denominator", f"Enter the denominator of {kpi} too, or clear its numerator."
    if numerator is None and denominator is not None:
        return "numerator", f"Enter the numerator of {kpi} too, or clear its denominator."
    if denominator is not None and denominator <= 0 and not out_of_nothing:
        return "denominator", f"The denominator of {kpi} must be above zero."
    return _too_large(entered, kpi)


def _too_large(entered: Entered, kpi: Kpi) -> tuple[str, str] | None:
    try:
        judge(entered.measurement, measure=kpi.measure, terms=Terms())
    except UnusableMeasurement:
        name = "value" if entered.denominator is None else "denominator"
        return name, f"The figures of {kpi} make a value too large to keep."
    return None
