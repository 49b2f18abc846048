"""What is typed to change a definition: one form for each kind of change, on one pattern.

Each form says what is asked for as an ``Ask``; whether it can be is for planning to say.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from contracts.fields import MonthFormField
from contracts.figures import MOST_DECIMALS, NotAFigure, parse_figure
from kpis.calculations.glide import Level, NotAPath
from kpis.changes.levels import GlidePath, NewTerms, even_path, listed_path
from kpis.changes.points import EndOfRedistribution, Redistribution, began_to_share
from kpis.changes.reviews import Review
from kpis.changes.service import Decommission
from kpis.changes.values import Kind
from kpis.changes.withdrawal import Withdrawal, can_be_taken_back
from kpis.forms.change_base import (
    NO,
    YES,
    ChangeForm,
    level_field,
    month_field,
    points_field,
    text_field,
    yes_or_no,
)
from kpis.models import Kpi


class NewTermsForm(ChangeForm):
    """Other levels or points from a month on."""

    kind = Kind.TERMS
    title = "New terms from a month"
    lead = "Another TSL, MSL or number of points, from a month until the KPI’s next terms."
    asked = ("kpi", "month", "tsl", "msl", "points")

    month = month_field("First month of the new terms")
    tsl = level_field("TSL", "Target Service Level; left empty, the KPI is for information")
    msl = level_field("MSL", "Minimum Service Level; left empty, a missed target is red")
    points = points_field()

    def ask(self) -> NewTerms:
        data = self.cleaned_data
        return NewTerms(kpi=data["kpi"], month=data["month"], terms=self.levels, under=self.under)


class GlidePathForm(ChangeForm):
    """Levels that move month by month, evenly or as listed."""

    kind = Kind.GLIDE
    title = "Glide path"
    lead = (
        "TSL and MSL that move month by month. Give where the path begins and ends for even steps, "
        "or list the levels of each month."
    )
    needs_notice = False
    asked = (
        *("kpi", "month", "last", "tsl", "msl", "last_tsl", "last_msl"),
        *("finely", "listed"),
    )

    month = month_field("First month of the path", "Where the path begins; for example 2022-04")
    last = MonthFormField(label="Last month (for even steps)", required=False)
    tsl = level_field("TSL in the first month (for even steps)")
    msl = level_field("MSL in the first month (for even steps)")
    last_tsl = level_field("TSL in the last month (for even steps)")
    last_msl = level_field("MSL in the last month (for even steps)")
    finely = yes_or_no("Round even steps to", "four decimals", "the KPI’s decimals", NO)
    listed = text_field(
        "Or list the levels",
        "TSL and MSL of each month from the first, a line a month, for example 82.5 72.5",
        rows=5,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors:
            try:
                self.path = self._listed() if cleaned["listed"] else self._even()
            except NotAPath as error:
                self.add_error("listed" if cleaned["listed"] else "last", str(error))
        return cleaned

    def _even(self) -> tuple[Level, ...]:
        data = self.cleaned_data
        if None in (data["last"], data["tsl"], data["last_tsl"]):
            raise NotAPath(
                "Enter the last month and the TSL in the first and the last month, or list the levels."
            )
        if (data["msl"] is None) != (data["last_msl"] is None):
            raise NotAPath("Enter an MSL in the first and in the last month, or in neither.")
        msl = None if data["msl"] is None else (data["msl"], data["last_msl"])
        decimals = MOST_DECIMALS if data["finely"] == YES else self.standing.kpi(data["kpi"]).decimals
        return even_path(
            data["month"], data["last"], tsl=(data["tsl"], data["last_tsl"]), msl=msl, decimals=decimals
        )

    def _listed(self) -> tuple[Level, ...]:
        lines = [line for line in self.cleaned_data["listed"].splitlines() if line.strip()]
        return listed_path(self.cleaned_data["month"], [_levels_in(line) for line in lines])

    def ask(self) -> GlidePath:
        return GlidePath(kpi=self.cleaned_data["kpi"], path=self.path, under=self.under)


def _levels_in(line: str) -> tuple[Any, Any]:
    """TSL and MSL of a line; None for an MSL that is not there."""
    words = line.replace(";", " ").split()
    if len(words) > 2:
        raise NotAPath(f"“{line.strip()}” has more than a TSL and an MSL.")
    try:
        figures = [parse_figure(word.strip(",")) for word in words]
    except NotAFigure as error:
        raise NotAPath(f"“{line.strip()}” {error}.") from error
    if figures[0] is None:
        raise NotAPath(f"“{line.strip()}” has no TSL.")
    return figures[0], figures[1] if figures[1:] else None


class DecommissionForm(ChangeForm):
    """A KPI that leaves service."""

    kind = Kind.DECOMMISSION
    title = "Decommission a KPI"
    lead = "The KPI leaves service for good. What it has reported stays on record."
    asked = ("kpi", "month", "shares")

    month = month_field("First month without it")
    shares = yes_or_no(
        "Its abatement points",
        "are shared out over the other KPIs of its area, in proportion to their points",
        "are given up: the area and the contract have fewer",
    )

    def ask(self) -> Decommission:
        data = self.cleaned_data
        return Decommission(
            kpi=data["kpi"], month=data["month"], shares=data["shares"] == YES, under=self.under
        )


class RedistributionForm(ChangeForm):
    """Points shared out for a time."""

    kind = Kind.REDISTRIBUTION
    title = "Share out a KPI’s points for a time"
    lead = "The KPI stays in service without points; the others of its area carry them until they go back."
    needs_notice = False
    asked = ("kpi", "month")

    month = month_field("First month without its points")

    def ask(self) -> Redistribution:
        data = self.cleaned_data
        return Redistribution(kpi=data["kpi"], month=data["month"], under=self.under)


class EndOfRedistributionForm(ChangeForm):
    """Points that go back to the KPI they were taken from."""

    kind = Kind.END_REDISTRIBUTION
    title = "Give a KPI its points back"
    lead = "What each other KPI of the area gained is taken back, and the KPI has its points again."
    needs_notice = False
    asked = ("kpi", "month")

    month = month_field("First month with its points again")

    def kpis(self) -> list[Kpi]:
        return [kpi for kpi in super().kpis() if began_to_share(self.standing, kpi)]

    def ask(self) -> EndOfRedistribution:
        data = self.cleaned_data
        return EndOfRedistribution(kpi=data["kpi"], month=data["month"], under=self.under)


class WithdrawalForm(ChangeForm):
    """Terms that were a mistake."""

    kind = Kind.WITHDRAWAL
    title = "Take back terms"
    lead = "New terms, or the rest of a glide path, by which no submitted or signed-off month was judged."
    needs_notice = False
    asked = ("kpi", "month")
    said = ("reason",)
    noticed = ()

    month = month_field("Month in which they begin", "A glide path is taken back from this month on")

    def kpis(self) -> list[Kpi]:
        return [kpi for kpi in super().kpis() if can_be_taken_back(self.standing, kpi)]

    def ask(self) -> Withdrawal:
        data = self.cleaned_data
        return Withdrawal(kpi=data["kpi"], month=data["month"], under=self.under)


class ReviewForm(ChangeForm):
    """A review that changes nothing."""

    kind = Kind.REVIEW
    title = "Record a review without change"
    lead = "A KPI was reviewed and stays as it is. The decision is kept with its reason."
    needs_notice = False
    asked = ("kpi", "held_on")

    held_on = forms.DateField(
        label="Day of the review",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Enter the day of the review.",
            "invalid": "Enter a day that exists, as 2022-04-01.",
        },
    )

    def clean_held_on(self) -> date:
        held_on: date = self.cleaned_data["held_on"]
        if held_on > self.today:
            raise ValidationError("Enter a day that has come: a review is recorded once it is held.")
        return held_on

    def ask(self) -> Review:
        return Review(kpi=self.cleaned_data["kpi"], held_on=self.cleaned_data["held_on"], under=self.under)
