"""The months of a statement, as a reader asks for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from contracts.calculations.months import Month
from contracts.fields import MonthFormField
from contracts.models import Contract
from reports.statements.load import PeriodRow
from reports.timeline import SUMMARY_MONTHS

FIRST, LAST = "from", "to"
"""The names of the two months in addresses."""


class RangeForm(forms.Form):
    """From which month to which; without either, the latest six that the contract has opened.

    ``periods`` are those the contract has opened, one or more, earliest first.
    """

    says_optional = False

    def __init__(self, asked: Mapping[str, Any], contract: Contract, periods: Sequence[PeriodRow]) -> None:
        self.contract, self.periods = contract, periods
        asked_for = {name: asked[name] for name in (FIRST, LAST) if asked.get(name)}
        super().__init__(self._usual() | asked_for)
        for name, label in ((FIRST, "From"), (LAST, "To")):
            self.fields[name] = MonthFormField(
                label=label,
                help_text="For example 2021-07",
                widget=forms.TextInput(attrs={"type": self._type(name), "class": "govuk-input--width-10"}),
            )

    def _usual(self) -> dict[str, str]:
        latest = self.periods[-1].month
        first = max(latest + (1 - SUMMARY_MONTHS), self.periods[0].month)
        return {FIRST: str(first), LAST: str(latest)}

    def _type(self, name: str) -> str:
        """A month picker, but for what is no month: browsers would not show it, and it would be lost."""
        try:
            Month.parse(self.data[name])
        except ValueError:
            return "text"
        return "month"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in (FIRST, LAST):
            if name in cleaned and not self._is_within(cleaned[name]):
                self.add_error(name, self._runs())
        first, last = cleaned.get(FIRST), cleaned.get(LAST)
        if first and last and first > last:
            self.add_error(LAST, f"The last month cannot come before the first, which is {first.name}")
        elif first and last and not self._has_opened(first, last):
            self.add_error(FIRST, self._opened())
        return cleaned

    def _is_within(self, month: Month) -> bool:
        return self.contract.first_month <= month <= self.contract.last_month

    def _runs(self) -> str:
        first, last = self.contract.first_month.name, self.contract.last_month.name
        return f"Enter a month of the contract, which runs from {first} to {last}"

    def _has_opened(self, first: Month, last: Month) -> bool:
        return any(first <= period.month <= last for period in self.periods)

    def _opened(self) -> str:
        first, last = self.periods[0].month.name, self.periods[-1].month.name
        return f"No month of that range is open yet: there are figures from {first} to {last}"

    @property
    def range(self) -> tuple[Month, Month]:
        """The first and the last month, once the form is valid."""
        return self.cleaned_data[FIRST], self.cleaned_data[LAST]
