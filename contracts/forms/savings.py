"""The form of a financial year's savings."""

from __future__ import annotations

from typing import Any

from django import forms

from contracts.calculations.years import FinancialYear
from contracts.forms.figures import LimitedFigureField
from contracts.forms.records import RowForm, field_of
from contracts.models import Saving

NOT_A_YEAR = "Enter a financial year, which begins in April, for example 2013/14."


def _pounds(called: str, help_text: str) -> LimitedFigureField:
    return LimitedFigureField(called=called, decimals=2, required=False, help_text=help_text)


class SavingForm(RowForm):
    """What was contracted and delivered in a financial year; where the two differ, why."""

    financial_year = forms.CharField(
        max_length=20,
        help_text="As 2013/14",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
        error_messages={"required": NOT_A_YEAR},
    )
    contracted = _pounds("The contracted pounds", "Empty while it is not known")
    delivered = _pounds("The delivered pounds", "Empty while it is not known")

    class Meta:
        model = Saving
        fields = ("financial_year", "contracted", "delivered", "note", "source")
        formfield_callback = field_of
        labels = {"note": "Explanation", "source": "Where this comes from"}  # noqa: RUF012 - as Django has it
        help_texts = {  # noqa: RUF012
            "note": "Needed where more or less was delivered than contracted: why, and what follows from it.",
        }

    def clean_financial_year(self) -> str:
        year = _year(self.cleaned_data["financial_year"])
        if year.last < self.contract.first_month or year.first > self.contract.last_month:
            raise forms.ValidationError(f"The contract has no month in {year.name}.", code="invalid")
        others = self.contract.savings.filter(financial_year=year.name).exclude(pk=self.instance.pk)
        if others.exists():
            raise forms.ValidationError(f"{year.name} is recorded already: change that row.", code="taken")
        return year.name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        contracted, delivered = cleaned.get("contracted"), cleaned.get("delivered")
        differ = contracted is not None and delivered is not None and contracted != delivered
        if differ and not cleaned.get("note"):
            self.add_error("note", "Say why more or less was delivered than contracted.")
        return cleaned


def _year(typed: str) -> FinancialYear:
    """The financial year that a person typed.

    Raises:
        ValidationError: it is none, as 2013/15 is not.
    """
    try:
        return FinancialYear.parse(typed.replace("/", "-"))
    except ValueError as error:
        raise forms.ValidationError(NOT_A_YEAR, code="invalid") from error
