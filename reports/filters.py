"""Filters beside lists."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django_filters import CharFilter, ChoiceFilter, FilterSet

from contracts.calculations.months import Month
from contracts.filters import FilterForm
from contracts.models import Contract
from kpis.models import Kpi, PeriodState
from kpis.words import FREQUENCY_WORDS, as_choices


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


class KpiFilter(FilterSet):
    """KPIs by a word of theirs, by area, service, frequency and whether they have a target.

    ``month`` is the month in which they are in service or not, and whose terms count.
    """

    class Meta:
        form = FilterForm

    search = CharFilter(method="with_words", label="Reference or description")
    area = ChoiceFilter(field_name="service_area__code", label="Service area", empty_label="Any")
    service = ChoiceFilter(
        method="by_service",
        label="Service",
        choices=[("in", "In service"), ("left", "Left service"), ("later", "Comes later")],
        empty_label="Any",
    )
    frequency = ChoiceFilter(choices=as_choices(FREQUENCY_WORDS), label="Frequency", empty_label="Any")
    target = ChoiceFilter(
        method="by_target",
        label="Terms",
        choices=[("target", "With a target"), ("information", "For information")],
        empty_label="Any",
    )

    def __init__(self, *args: Any, contract: Contract, month: Month, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.month = month
        areas = contract.service_areas.order_by("position", "code")
        self.filters["area"].extra["choices"] = [(area.code, str(area)) for area in areas]

    def with_words(self, kpis: QuerySet[Kpi], name: str, value: str) -> QuerySet[Kpi]:
        """KPIs that have every word typed in their reference or description."""
        for word in value.split():
            kpis = kpis.filter(Q(reference__icontains=word) | Q(description__icontains=word))
        return kpis

    def by_service(self, kpis: QuerySet[Kpi], name: str, value: str) -> QuerySet[Kpi]:
        if value == "left":
            return kpis.filter(in_service_to__lt=self.month.first_day)
        if value == "later":
            return kpis.filter(in_service_from__gt=self.month.first_day)
        serving = Q(in_service_to__isnull=True) | Q(in_service_to__gte=self.month.first_day)
        return kpis.filter(serving, in_service_from__lte=self.month.first_day)

    def by_target(self, kpis: QuerySet[Kpi], name: str, value: str) -> QuerySet[Kpi]:
        has_none = {
            "tsl__isnull": value == "information"
        }  # of the terms that hold, which the list reads along
        return kpis.filter(**has_none)
