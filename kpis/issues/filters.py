"""Which issues a list shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django_filters import CharFilter, ChoiceFilter, FilterSet

from contracts.calculations.issues import QUIET_DAYS
from contracts.filters import FilterForm
from contracts.models import Contract, Issue, IssueUpdate
from contracts.models.issues import IssueKind, IssueStatus, UnderControl
from kpis.models import IssueKpi

Rows = QuerySet[Issue]
WORDS_ARE_IN = (
    *("reference", "title", "cause", "impact", "response", "lead", "provider_view", "client_view"),
    *("updates__text", "kpi_links__kpi__reference"),
)
UNRESOLVED = "unresolved"
AT_WORK = (UNRESOLVED, "Not resolved")
OVERDUE, RECURRING, ESCALATED, QUIET = "overdue", "recurring", "escalated", "quiet"
FLAGS = [
    (OVERDUE, "Overdue"),
    (RECURRING, "Came back"),
    (ESCALATED, "Escalated"),
    (QUIET, f"No update for {QUIET_DAYS} days"),
]


class IssueFilter(FilterSet):
    """Issues of a contract by words of theirs, how grave they are, where they stand, and what presses."""

    class Meta:
        form = FilterForm

    search = CharFilter(method="with_words", label="Number, KPI or words")
    kind = ChoiceFilter(choices=IssueKind.choices, label="Kind", empty_label="Any kind")
    status = ChoiceFilter(
        method="at_status",
        choices=[AT_WORK, *IssueStatus.choices],
        label="Status",
        empty_label="Any status",
    )
    under_control = ChoiceFilter(choices=UnderControl.choices, label="Under control", empty_label="Any")
    area = ChoiceFilter(method="of_area", label="Service area", empty_label="Every area")
    flag = ChoiceFilter(method="with_flag", choices=FLAGS, label="Needs attention", empty_label="Any")

    def __init__(self, *args: Any, contract: Contract, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        areas = contract.service_areas.order_by("position").values_list("code", "name")
        self.filters["area"].extra["choices"] = list(areas)

    def with_words(self, rows: Rows, name: str, value: str) -> Rows:
        """Issues that have every word typed in their texts, their log or the reference of a KPI of theirs."""
        for word in value.split():
            found = Q()
            for field in WORDS_ARE_IN:
                found |= Q(**{f"{field}__icontains": word})
            rows = rows.filter(pk__in=Issue.objects.filter(found).order_by().values("pk"))
        return rows

    def at_status(self, rows: Rows, name: str, value: str) -> Rows:
        return rows.exclude(status=IssueStatus.RESOLVED) if value == UNRESOLVED else rows.filter(status=value)

    def of_area(self, rows: Rows, name: str, value: str) -> Rows:
        """Issues of an area, and those of the contract as a whole that show in one of its KPIs."""
        shows = IssueKpi.objects.filter(issue=OuterRef("pk"), kpi__service_area__code=value)
        return rows.filter(Q(service_area__code=value) | Q(Exists(shows), service_area__isnull=True))

    def with_flag(self, rows: Rows, name: str, value: str) -> Rows:
        return _FLAGGED[value](rows, self.today)


def overdue(rows: Rows, today: date) -> Rows:
    """Those that are not resolved after the day by which they were to be."""
    return rows.filter(due__lt=today).exclude(status=IssueStatus.RESOLVED)


def recurring(rows: Rows, today: date) -> Rows:
    """Those that were resolved and came back."""
    returns = _log(status_was=IssueStatus.RESOLVED, as_at__lte=today).exclude(status=IssueStatus.RESOLVED)
    return rows.filter(Exists(returns))


def escalated(rows: Rows, today: date) -> Rows:
    """Substantive ones that were snagging once."""
    became = _log(kind_was=IssueKind.SNAGGING, kind=IssueKind.SUBSTANTIVE, as_at__lte=today)
    return rows.filter(Exists(became), kind=IssueKind.SUBSTANTIVE)


def quiet(rows: Rows, today: date) -> Rows:
    """Those that are not resolved and of which nothing was said for long."""
    limit = today - timedelta(days=QUIET_DAYS)
    heard = _log(as_at__gt=limit, as_at__lte=today)
    return rows.filter(~Exists(heard), raised__lte=limit).exclude(status=IssueStatus.RESOLVED)


_FLAGGED: dict[str, Callable[[Rows, date], Rows]] = {
    OVERDUE: overdue,
    RECURRING: recurring,
    ESCALATED: escalated,
    QUIET: quiet,
}


def _log(**conditions: Any) -> QuerySet[IssueUpdate]:
    return IssueUpdate.objects.filter(issue=OuterRef("pk"), **conditions)
