"""Which mitigations a list shows, and how."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django_filters import CharFilter, ChoiceFilter, FilterSet

from contracts.calculations.months import Month
from contracts.filters import FilterForm
from contracts.models import Contract
from kpis.models import MitigatedKpi, Mitigation, MitigationState

Rows = QuerySet[Mitigation]
WORDS_ARE_IN = (
    "reference",
    "reason",
    "impact",
    "path_to_green",
    "kpis__kpi__reference",
    "kpis__kpi__description",
)
RUNNING, ENDED, TO_COME, OVERDUE = "running", "ended", "to_come", "overdue"
TIMES = [
    (RUNNING, "Running"),
    (TO_COME, "Yet to begin"),
    (ENDED, "Ended"),
    (OVERDUE, "Past the expected day"),
]


class MitigationFilter(FilterSet):
    """Mitigations of a contract by words of theirs, state, service area, and where they stand today."""

    class Meta:
        form = FilterForm

    search = CharFilter(method="with_words", label="Reference, KPI or text")
    state = ChoiceFilter(choices=MitigationState.choices, label="State", empty_label="Any state")
    area = ChoiceFilter(method="of_area", label="Service area", empty_label="Every area")
    time = ChoiceFilter(method="at_this_time", choices=TIMES, label="Time", empty_label="Any time")

    def __init__(self, *args: Any, contract: Contract, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        areas = contract.service_areas.order_by("position").values_list("code", "name")
        self.filters["area"].extra["choices"] = list(areas)

    def with_words(self, rows: Rows, name: str, value: str) -> Rows:
        """Mitigations that have every word typed in their texts or those of a KPI they cover."""
        for word in value.split():
            found = Q()
            for field in WORDS_ARE_IN:
                found |= Q(**{f"{field}__icontains": word})
            rows = rows.filter(pk__in=Mitigation.objects.filter(found).values("pk"))
        return rows

    def of_area(self, rows: Rows, name: str, value: str) -> Rows:
        return rows.filter(_covers(kpi__service_area__code=value))

    def at_this_time(self, rows: Rows, name: str, value: str) -> Rows:
        return _TIMES[value](rows, self.today)


def running(rows: Rows, today: date) -> Rows:
    """Agreed ones that cover some KPI in the month of a day."""
    month = Month.of(today)
    covered = MitigatedKpi.objects.touching(month, month).filter(mitigation=OuterRef("pk"))
    return rows.filter(Exists(covered), state=MitigationState.AGREED)


def ended(rows: Rows, today: date) -> Rows:
    """Agreed ones that cover nothing from the month of a day on."""
    return rows.filter(~_lasts(today), state=MitigationState.AGREED)


def to_come(rows: Rows, today: date) -> Rows:
    """Agreed ones that cover nothing yet."""
    return rows.filter(~_covers(month_from__lte=Month.of(today)), state=MitigationState.AGREED)


def overdue(rows: Rows, today: date) -> Rows:
    """Those that wait or run on after the day by which they were expected to be over."""
    waits_or_runs = Q(state=MitigationState.PROPOSED) | Q(_lasts(today), state=MitigationState.AGREED)
    return rows.filter(waits_or_runs, expected__lt=today)


_TIMES: dict[str, Callable[[Rows, date], Rows]] = {
    RUNNING: running,
    TO_COME: to_come,
    ENDED: ended,
    OVERDUE: overdue,
}


def _lasts(today: date) -> Exists:
    unended = Q(month_to__isnull=True) | Q(month_to__gte=Month.of(today))
    return Exists(MitigatedKpi.objects.filter(unended, mitigation=OuterRef("pk")))


def _covers(**conditions: Any) -> Exists:
    return Exists(MitigatedKpi.objects.filter(mitigation=OuterRef("pk"), **conditions))
