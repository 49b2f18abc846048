"""What people type to ask for a mitigation: the form, and a row for each KPI."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict

from contracts.calculations.months import Month
from contracts.fields import MonthFormField
from contracts.models import Contract
from kpis.actions.mitigations import version_of
from kpis.actions.open_months import Rejudged
from kpis.calculations.rag import Covers
from kpis.calculations.spans import Span
from kpis.closed import in_words
from kpis.forms.mitigations import LongTextField, SeenForm, month_input
from kpis.forms.steps import Rows
from kpis.mitigations.draft import Covered, Draft, covered_by, what_cannot_be
from kpis.mitigations.foresight import closed_among, foresee
from kpis.mitigations.overlaps import Overlap, overlaps_of
from kpis.models import Kpi, Mitigation
from kpis.words import COVERS_WORDS, as_choices

PREFIX = "kpis"
MOST_ROWS = 200
NO_KPI = "Name at least one KPI and the month from which it is to be mitigated."


class Then(StrEnum):
    """What a button of the form asks for."""

    SEND = "send"
    ADD_ROW = "add_row"
    PREVIEW = "preview"


class MitigationForm(SeenForm):
    """Why relief is asked for, and what it is to cover; the KPIs are rows of their own."""

    covers = forms.ChoiceField(
        label="What it covers",
        choices=as_choices(COVERS_WORDS),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it covers."},
    )
    reason = LongTextField(
        label="Reason for granting mitigation",
        missing="Enter the reason for granting mitigation.",
        help_text="What kept the provider from meeting the target, and why that is not for it to bear.",
    )
    impact = LongTextField(label="Impact", rows=3, help_text="What residents and staff notice meanwhile.")
    path_to_green = LongTextField(
        label="Path to green", rows=3, help_text="What is being done so that the target is met again."
    )
    expected = forms.DateField(
        label="Expected by",
        required=False,
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y"],
        help_text="The day by which the target should be met again, for example 31/01/2022.",
        widget=forms.DateInput(attrs={"type": "date", "class": "govuk-input--width-10"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Enter a day that exists, for example 31/01/2022."},
    )


class CoveredForm(forms.Form):
    """A row: one KPI and the months in which it is to be relieved."""

    says_optional = False

    kpi = forms.ChoiceField(label="KPI", required=False)
    month_from = MonthFormField(label="First month", required=False, widget=month_input())
    month_to = MonthFormField(
        label="Last month", required=False, widget=month_input(), help_text="Empty while it lasts."
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kpi: Any = self.fields["kpi"]
        kpi.choices = choices
        kpi.error_messages["invalid_choice"] = "Choose a KPI of this contract."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and any(cleaned.values()):
            if not cleaned["kpi"]:
                self.add_error("kpi", "Choose the KPI that these months are for.")
            if cleaned["month_from"] is None:
                self.add_error("month_from", f"Enter the first month of {cleaned['kpi'] or 'this KPI'}.")
        return cleaned


class CoveredRows(Rows):
    """The rows of KPIs, which together must be possible on the contract."""

    contract: Contract
    kpis: Mapping[str, Kpi]

    def clean(self) -> None:
        if any(self.errors):
            return
        places = [place for place, form in enumerate(self.forms) if form.cleaned_data.get("kpi")]
        if not places:
            self.forms[0].add_error("kpi", NO_KPI)
        for place, sentence in what_cannot_be(self.contract, self.covered):
            self.forms[places[place]].add_error("month_from", sentence)

    @property
    def covered(self) -> list[Covered]:
        """What the rows ask for, once they are valid; empty ones ask for nothing."""
        return [
            Covered(self.kpis[row["kpi"]], Span(row["month_from"], row["month_to"])) for row in self.filled
        ]


class MitigationEntry:
    """The form and the rows together, for a new mitigation or a change of one that is proposed.

    Attributes:
        is_outdated: whether the person was told that somebody changed the mitigation meanwhile.
    """

    def __init__(
        self, contract: Contract, data: QueryDict | None = None, *, mitigation: Mitigation | None = None
    ) -> None:
        self.contract, self.mitigation, self.is_outdated = contract, mitigation, False
        self.data = _with_a_row(data)
        self.then = _then(data)
        rows = self._rows()
        if self.data is None:
            self.form = MitigationForm(initial=_initial(mitigation))
            covered = covered_by(mitigation) if mitigation else []
            self.rows = rows.showing([_row(each) for each in covered], prefix=PREFIX, more=1)
        elif self.then is Then.ADD_ROW:
            typed = {name: self.data.get(name) for name in MitigationForm.base_fields}
            self.form = MitigationForm(initial=typed)
            self.rows = rows.as_typed(self.data, prefix=PREFIX, more=1)
        else:
            self.form = MitigationForm(self.data)
            self.rows = rows(self.data, prefix=PREFIX)

    @property
    def version(self) -> object:
        """The version of the mitigation that the person knows of, which the page takes along."""
        if self.mitigation is None:
            return 0
        if self.data is None or self.is_outdated:
            return version_of(self.mitigation)
        return self.data.get("seen", "")

    @property
    def seen(self) -> int:
        """The version of the mitigation that was sent with the form."""
        return self.form.cleaned_data["seen"]

    def _rows(self) -> Any:
        kpis = self.contract.kpis.order_by("service_area__position", "reference")
        known = {kpi.reference: kpi for kpi in kpis}
        choices = [("", "Choose a KPI"), *((name, _named(kpi)) for name, kpi in known.items())]
        made: Any = forms.formset_factory(
            CoveredForm, formset=CoveredRows, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS
        )
        made.contract, made.kpis = self.contract, known
        made.get_form_kwargs = lambda self, index: {"choices": choices}
        return made

    @property
    def forms(self) -> list[forms.Form]:
        """All that may have errors, as they stand on the page."""
        return [*self.rows.forms, self.form]

    @cached_property
    def is_valid(self) -> bool:
        return self.form.is_bound and all([self.rows.is_valid(), self.form.is_valid()])

    @property
    def has_errors(self) -> bool:
        return self.form.is_bound and not self.is_valid

    @property
    def is_sent(self) -> bool:
        return self.then is Then.SEND and self.is_valid

    @property
    def is_previewed(self) -> bool:
        return self.then is Then.PREVIEW and self.is_valid

    @property
    def draft(self) -> Draft:
        """What is asked for, once everything is valid."""
        said = {name: value for name, value in self.form.cleaned_data.items() if name != "seen"}
        return Draft(**{**said, "covers": Covers(said["covers"]), "kpis": self.rows.covered})

    @cached_property
    def foreseen(self) -> list[Rejudged]:
        """The results of open months that would come out otherwise, were it agreed."""
        return foresee(self.contract, self.draft.covers, self.draft.kpis)

    @cached_property
    def overlaps(self) -> list[Overlap]:
        return overlaps_of(self.draft.kpis, but=self.mitigation)

    @cached_property
    def closed(self) -> list[Month]:
        return closed_among(self.contract, self.draft.kpis)

    @property
    def printed_closed(self) -> str:
        return in_words(self.closed)


def _then(data: QueryDict | None) -> Then | None:
    """What was asked for; to send it, where that is not said. None where nothing was sent."""
    asked = None if data is None else data.get("then", Then.SEND)
    return Then(asked) if asked in list(Then) else None


def _with_a_row(data: QueryDict | None) -> QueryDict | None:
    """What was sent, with an empty row where it has none that can be read."""
    if data is None:
        return None
    counted = data.get(f"{PREFIX}-TOTAL_FORMS", "")
    if counted.isdecimal() and 0 < int(counted[:4]) <= MOST_ROWS:
        return data
    mended = data.copy()
    mended.update({f"{PREFIX}-TOTAL_FORMS": "1", f"{PREFIX}-INITIAL_FORMS": "0"})
    return mended


def _named(kpi: Kpi) -> str:
    until = f" (until {kpi.in_service_to.short_name})" if kpi.in_service_to else ""
    return f"{kpi.reference}{until}: {kpi.description}"


def _initial(mitigation: Mitigation | None) -> dict[str, Any]:
    names = ("covers", "reason", "impact", "path_to_green", "expected")
    return {name: getattr(mitigation, name) for name in names if mitigation}


def _row(each: Covered) -> dict[str, str]:
    last = each.span.last
    return {
        "kpi": each.kpi.reference,
        "month_from": str(each.span.first),
        "month_to": str(last) if last else "",
    }
