"""What is typed to add a KPI, alone or in the place of another, and to describe one better."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from contracts.validators import reference_validator
from kpis.calculations.schedule import Frequency
from kpis.changes.service import NewKpi, Replacement
from kpis.changes.standing import Standing
from kpis.changes.values import Kind
from kpis.forms.change_base import (
    YES,
    ChangeForm,
    as_choice,
    level_field,
    month_field,
    points_field,
    text_field,
    yes_or_no,
)
from kpis.models import Kpi
from kpis.models.definitions import MOST_DECIMALS
from kpis.words import BETTER_WORDS, FREQUENCY_WORDS, UNIT_WORDS, as_choices

MEASURED = ("unit", "better", "decimals", "frequency")
TOLD = ("numerator_meaning", "denominator_meaning", "owner", "clause", "why_it_matters")
"""The words of a definition; correcting them judges nothing otherwise."""
HOW_MANY_DECIMALS = f"Enter how many decimals it has, from 0 to {MOST_DECIMALS}."
DEFINED = ("reference", "area", "text")


class NewKpiForm(ChangeForm):
    """A KPI with its first terms."""

    kind = Kind.NEW_KPI
    title = "New KPI"
    lead = "A KPI that comes into service in a month, with its first terms."
    asked: ClassVar[tuple[str, ...]] = (*DEFINED, *MEASURED, *TOLD, "month", "tsl", "msl", "points")

    reference = forms.CharField(
        label="Reference",
        max_length=40,
        validators=[reference_validator],
        help_text="For example IMT_KPI_19",
        error_messages={"required": "Enter the reference."},
    )
    area = forms.ChoiceField(label="Service area", error_messages={"required": "Choose a service area."})
    text = text_field(
        "What it counts", "As the contract puts it", required=True, missing="Enter what it counts."
    )
    unit = forms.ChoiceField(
        label="Unit",
        choices=as_choices(UNIT_WORDS),
        help_text="Percent is the numerator over the denominator, times 100",
    )
    better = forms.ChoiceField(
        label="Direction", choices=as_choices(BETTER_WORDS), widget=forms.RadioSelect, initial="higher"
    )
    decimals = forms.IntegerField(
        label="Decimals",
        min_value=0,
        max_value=MOST_DECIMALS,
        initial=2,
        help_text="A value is rounded once, half up, to so many, before it is judged",
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), HOW_MANY_DECIMALS),
    )
    frequency = forms.ChoiceField(
        label="Frequency", choices=as_choices(FREQUENCY_WORDS), initial=Frequency.MONTHLY.value
    )
    numerator_meaning = text_field("Numerator (optional)", "What is counted, in words", rows=2)
    denominator_meaning = text_field("Denominator (optional)", "Out of what, in words", rows=2)
    owner = forms.CharField(
        label="Owner (optional)",
        max_length=200,
        required=False,
        help_text="Who at the provider answers for it",
    )
    clause = forms.CharField(
        label="Clause (optional)", max_length=100, required=False, help_text="Where the contract lays it down"
    )
    why_it_matters = text_field("Why it matters (optional)", "What goes wrong for people when it fails")
    month = month_field("First month in service")
    tsl = level_field("TSL", "Target Service Level; left empty, it is for information")
    msl = level_field("MSL", "Minimum Service Level; left empty, a missed target is red")
    points = points_field()

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, standing=standing, **kwargs)
        areas = standing.contract.service_areas.order_by("position")
        self.fields["area"].choices = [("", "Choose a service area"), *((a.code, str(a)) for a in areas)]  # type: ignore[attr-defined]

    def ask(self) -> NewKpi | Replacement:
        data = self.cleaned_data
        return NewKpi(
            reference=data["reference"],
            area=data["area"],
            month=data["month"],
            described={"description": data["text"], **{name: data[name] for name in (*MEASURED, *TOLD)}},
            terms=self.levels,
            under=self.under,
        )


class ReplacementForm(NewKpiForm):
    """A KPI in the place of another."""

    kind = Kind.REPLACEMENT
    title = "Replace a KPI"
    lead = "A KPI leaves service, and a new one takes its place from the same month."
    asked: ClassVar[tuple[str, ...]] = (
        "old",
        *DEFINED,
        *MEASURED,
        *TOLD,
        "month",
        "tsl",
        "msl",
        "passes",
        "points",
    )

    old = forms.ChoiceField(label="KPI to replace", error_messages={"required": "Choose a KPI."})
    passes = yes_or_no(
        "Its abatement points", "pass to the new KPI", "end with it: the new KPI has those entered below"
    )

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, standing=standing, **kwargs)
        self.fields["old"].choices = [("", "Choose a KPI"), *map(as_choice, self.kpis())]  # type: ignore[attr-defined]

    def ask(self) -> Replacement:
        new = super().ask()
        assert isinstance(new, NewKpi)
        data = self.cleaned_data
        return Replacement(old=data["old"], new=new, passes_points=data["passes"] == YES)


class DescribeForm(forms.ModelForm):
    """The words of a KPI's definition, which may be put better without judging anything otherwise.

    ``seen`` stands for the words as they were when the form was made.
    """

    seen = forms.CharField(widget=forms.HiddenInput)
    reason = text_field("Reason for the edit", "Kept with the edit", required=True, rows=2)

    class Meta:
        model = Kpi
        fields = ("description", *TOLD, "baseline_note")
        labels = {"description": "What it counts"}
        widgets = {
            name: forms.Textarea(attrs={"rows": 3})
            for name in ("description", *TOLD, "baseline_note")
            if name not in ("owner", "clause")
        }
        error_messages = {"description": {"required": "Enter what it counts."}}
