"""Filters beside lists."""

from __future__ import annotations

from django import forms
from django.db.models import Q, QuerySet
from django_filters import CharFilter, ChoiceFilter, FilterSet

from contracts.models import Contract
from kpis.models import PeriodState


class FilterForm(forms.Form):
    """The form of a filter, where it goes without saying that every field is optional."""

    says_optional = False


class PortfolioFilter(FilterSet):
    """Contracts by a word of theirs, and by the state of the latest month."""

    class Meta:
        form = FilterForm

    search = CharFilter(method="with_words", label="Contract or provider")
    state = ChoiceFilter(
        field_name="latest_state",
        choices=PeriodState.choices,
        label="Latest month is",
        empty_label="In any state",
    )

    def with_words(self, contracts: QuerySet[Contract], name: str, value: str) -> QuerySet[Contract]:
        """Contracts that have every word typed in their title, reference or provider."""
        for word in value.split():
            found = Q(title__icontains=word) | Q(reference__icontains=word) | Q(supplier__icontains=word)
            contracts = contracts.filter(found)
        return contracts
