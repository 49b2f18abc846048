"""How points are incurred and priced from a month on, as it is typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from contracts.calculations.pricing import Pricing, Regime
from contracts.fields import MonthFormField
from contracts.forms.fields import TextField
from contracts.forms.figures import LimitedFigureField
from contracts.models import Contract, CreditTerms
from contracts.models.money import PRICING_WORDS, REGIME_WORDS
from kpis.actions.credit_terms import NewTerms
from kpis.calculations.credits import Price, Tier
from kpis.calculations.points import PointTerms
from kpis.figures import for_input
from kpis.forms.notices import NoticeForm
from kpis.forms.steps import BACK_TO_FORM, Rows, Then
from kpis.words import as_choices

TIERS = "tiers"
FIGURES = (
    *("amber_share", "red_share", "repeat_multiplier"),
    *("credit_per_point", "charge_percent", "cap_percent"),
)
MOST_POUNDS = 10**8
NEEDED = {
    Regime.SHARES: ("amber_share", "red_share"),
    Regime.BANDS: (),
    Pricing.FLAT: ("credit_per_point",),
    Pricing.RATCHET: ("credit_per_point",),
    Pricing.SHARE_OF_CHARGES: ("charge_percent",),
}
"""The figures that each choice is made of; those of other choices are left out."""


class TierForm(forms.Form):
    """A tier of a ratchet: points above so many cost so many times the price."""

    says_optional = False

    above = LimitedFigureField(called="Points above", decimals=2, highest=999_999, required=False)
    multiplier = LimitedFigureField(called="The multiplier", decimals=3, highest=999, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, other in (("above", "multiplier"), ("multiplier", "above")):
            if cleaned.get(name) is None and cleaned.get(other) is not None and name not in self.errors:
                self.add_error(name, "Fill in both boxes of a tier, or neither.")
        return cleaned


class TierRows(Rows):
    """The tiers of a ratchet, in any order."""

    form = TierForm

    def clean(self) -> None:
        starts = [row["above"] for row in self.filled if row.get("above") is not None]
        if len(set(starts)) < len(starts):
            raise forms.ValidationError("Two tiers begin at the same number of points.")

    @property
    def tiers(self) -> tuple[Tier, ...]:
        """The tiers typed, lowest first."""
        rows = sorted(self.filled, key=lambda row: row["above"])
        return tuple(Tier(above=row["above"], multiplier=row["multiplier"]) for row in rows)


class CreditTermsForm(NoticeForm):
    """Credit terms from a month on, all but the tiers of a ratchet."""

    effective_from = MonthFormField(
        label="First month",
        help_text="The terms hold from here until the next. As year and month, for example 2022-04.",
        error_messages={"required": "Enter the first month in which the terms hold."},
    )
    regime = forms.ChoiceField(
        label="How failures incur points",
        choices=as_choices(REGIME_WORDS),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how failures incur points."},
    )
    amber_share = LimitedFigureField(
        called="The share that amber incurs",
        decimals=4,
        highest=1,
        required=False,
        help_text="Of a KPI’s points, from 0 to 1. For shares only.",
    )
    red_share = LimitedFigureField(
        called="The share that red incurs",
        decimals=4,
        highest=1,
        required=False,
        help_text="Of a KPI’s points, from 0 to 1. For shares only.",
    )
    repeat_multiplier = LimitedFigureField(
        called="The multiplier of repeat failures",
        decimals=2,
        lowest=1,
        highest=999,
        required=False,
        help_text="What a failure that follows a failure of the same KPI is multiplied by, for example 2. "
        "Empty where repeats cost no more.",
    )
    pricing = forms.ChoiceField(
        label="What points cost",
        choices=as_choices(PRICING_WORDS),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what points cost."},
    )
    credit_per_point = LimitedFigureField(
        called="The credit per point in pounds",
        decimals=2,
        highest=MOST_POUNDS,
        required=False,
        help_text="For a flat price and a ratchet.",
    )
    charge_percent = LimitedFigureField(
        called="The percentage of charges per point",
        decimals=4,
        highest=100,
        required=False,
        help_text="Of the service area’s payment of the month. For a share of charges only.",
    )
    cap_percent = LimitedFigureField(
        called="The cap in percent",
        decimals=4,
        highest=100,
        help_text="The most a service area’s credit may be in a month, in percent of its payment.",
    )
    reason = TextField(
        label="Reason for the change",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why the terms change, for the record."},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        chosen = [cleaned.get("regime"), cleaned.get("pricing")]
        for choice in filter(None, chosen):
            for name in NEEDED[_kind(choice)]:
                if cleaned.get(name) is None and name not in self.errors:
                    self.add_error(name, self.fields[name].error_messages["required"])
        return cleaned

    @property
    def kept(self) -> dict[str, Any]:
        """The figures that the choices are made of; None for those of other choices."""
        cleaned = self.cleaned_data
        needed = {"repeat_multiplier", "cap_percent", *NEEDED[Regime(cleaned["regime"])]}
        needed |= {*NEEDED[Pricing(cleaned["pricing"])]}
        return {name: cleaned[name] if name in needed else None for name in FIGURES}


def _kind(choice: str) -> Regime | Pricing:
    return Regime(choice) if choice in list(Regime) else Pricing(choice)


class TermsDraft:
    """Credit terms as they stand on the page: the form and the tiers beside it."""

    def __init__(self, form: CreditTermsForm, tiers: TierRows) -> None:
        self.form, self.tiers = form, tiers

    @classmethod
    def of(cls, contract: Contract, terms: CreditTerms | None) -> TermsDraft:
        """Begun from the terms of now, which are there to be changed."""
        typed = {} if terms is None else {name: for_input(getattr(terms, name)) for name in FIGURES}
        if terms is not None:
            typed |= {"regime": terms.regime, "pricing": terms.pricing}
        rows = [] if terms is None else [_as_typed(tier) for tier in terms.tiers.all()]
        form = CreditTermsForm(initial=typed, contract=contract)
        return cls(form, TierRows.showing(rows, prefix=TIERS, more=1 if rows else 3))

    @classmethod
    def sent(cls, contract: Contract, data: QueryDict) -> TermsDraft:
        """As it was sent, to be checked; or as it was typed, where the form itself is asked for."""
        then = Then.asked(data)
        if then not in BACK_TO_FORM:
            return cls(CreditTermsForm(data, contract=contract), TierRows(data, prefix=TIERS))
        more = 1 if then is Then.ADD_ROW else 0
        form = CreditTermsForm(initial=data.dict(), contract=contract)
        return cls(form, TierRows.as_typed(data, prefix=TIERS, more=more))

    def is_valid(self) -> bool:
        """Whether all of it can be kept; what is wrong then stands beside its field."""
        if not all([self.form.is_valid(), self.tiers.is_valid()]):
            return False
        if self.form.cleaned_data["pricing"] == Pricing.RATCHET and not self.tiers.filled:
            self.form.add_error("pricing", "Give the tiers of the ratchet, at least one.")
        return not self.form.errors

    @property
    def terms(self) -> NewTerms:
        """What was typed, as plain values."""
        cleaned, kept = self.form.cleaned_data, self.form.kept
        return NewTerms(
            effective_from=cleaned["effective_from"],
            points=_points(cleaned["regime"], kept),
            price=_price(Pricing(cleaned["pricing"]), kept, self.tiers.tiers),
            notice=self.form.notice,
            reason=cleaned["reason"],
        )


def _as_typed(tier: Any) -> dict[str, str]:
    return {"above": for_input(tier.above), "multiplier": for_input(tier.multiplier)}


def _points(regime: str, kept: Mapping[str, Any]) -> PointTerms:
    names = ("amber_share", "red_share", "repeat_multiplier")
    return PointTerms(regime=Regime(regime), **{name: kept[name] for name in names})


def _price(pricing: Pricing, kept: Mapping[str, Any], tiers: tuple[Tier, ...]) -> Price:
    return Price(
        pricing=pricing,
        per_point=kept["credit_per_point"],
        tiers=tiers if pricing is Pricing.RATCHET else (),
        charge_percent=kept["charge_percent"],
        cap_percent=kept["cap_percent"],
    )
