"""Sortable, paged lists."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django_tables2 import Column, Table

from contracts.calculations.months import Month
from contracts.models import Contract
from kpis.figures import NO_FIGURE, printed_value, with_thousands
from kpis.models import Kpi, PeriodState
from reports.portfolio import Standing
from reports.shares import shares_of
from reports.statements.money_words import pounds

BY_NAME = ("title", "reference")
NUMERIC: dict[str, Any] = {"th": {"numeric": True}, "td": {"numeric": True}}


class PortfolioTable(Table):
    """A person's contracts. ``standings`` has the figures of those on the page."""

    title = Column(
        "Contract",
        order_by=BY_NAME,
        linkify=lambda record: record.get_absolute_url(),
        attrs={"a": {"class": "govuk-link"}},
    )
    supplier = Column("Provider", order_by=("supplier", *BY_NAME))
    latest_month = Column("Latest month", order_by=("latest_month", *BY_NAME), empty_values=())
    latest_state = Column("State", order_by=("latest_state", *BY_NAME))
    statuses = Column("Statuses", orderable=False, empty_values=())
    points = Column("Points", order_by=("latest_points", *BY_NAME), empty_values=(), attrs=NUMERIC)
    credit = Column("Credit", order_by=("latest_credit", *BY_NAME), empty_values=(), attrs=NUMERIC)
    due = Column("Overdue", orderable=False, empty_values=())

    standings: dict[int, Standing] = {}
    caption = "Your contracts and their latest months"

    def render_latest_month(self, value: Month | None) -> str:
        return value.name if value else "None opened yet"

    def render_latest_state(self, value: str) -> str:
        return PeriodState(value).label

    def render_statuses(self, record: Contract) -> SafeString | str:
        counts = self.standings[record.pk].counts
        if counts is None or not counts.total:
            return "—"
        return render_to_string("components/status_bar.html", {"shares": shares_of(counts)})

    def render_points(self, record: Contract) -> str:
        points = self.standings[record.pk].points
        return "—" if points is None else with_thousands(points)

    def render_credit(self, record: Contract) -> str:
        credit = self.standings[record.pk].credit
        return "—" if credit is None else pounds(credit)

    def render_due(self, record: Contract) -> SafeString:
        due = self.standings[record.pk].due
        context = {"due": due[0] if due else None, "others": len(due) - 1}
        return render_to_string("reports/components/due.html", context)


BY_LIST = ("service_area__position", "reference")


class KpiTable(Table):
    """The KPIs of a contract, with their terms as of ``month`` and, in ``lines``, their figures drawn."""

    reference = Column("KPI", order_by=BY_LIST)
    area = Column("Area", accessor="service_area__code", order_by=BY_LIST)
    frequency = Column("Frequency", order_by=("frequency", *BY_LIST))
    tsl = Column("TSL", orderable=False, empty_values=(), attrs=NUMERIC)
    msl = Column("MSL", orderable=False, empty_values=(), attrs=NUMERIC)
    points = Column("Points", empty_values=(), attrs=NUMERIC)
    course = Column("Course", orderable=False, empty_values=())
    in_service = Column(
        "In service", accessor="in_service_from", order_by=("in_service_from", *BY_LIST), empty_values=()
    )

    lines: dict[int, SafeString] = {}

    def __init__(self, *args: Any, month: Month, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.caption = f"KPIs, with their terms in {month.name}"

    def render_reference(self, record: Kpi) -> SafeString:
        return render_to_string("reports/components/kpi_name.html", {"kpi": record})

    def render_tsl(self, record: Kpi, value: Decimal | None) -> str:
        return printed_value(value, record.unit, record.decimals)

    def render_msl(self, record: Kpi, value: Decimal | None) -> str:
        return printed_value(value, record.unit, record.decimals)

    def order_points(self, kpis: QuerySet[Kpi], is_descending: bool) -> tuple[QuerySet[Kpi], bool]:
        """By points; KPIs without any come last either way, on every database."""
        points = F("points")
        ordering = points.desc(nulls_last=True) if is_descending else points.asc(nulls_last=True)
        return kpis.order_by(ordering, *BY_LIST), True

    def render_points(self, value: Decimal | None) -> str:
        return NO_FIGURE if value is None else with_thousands(value)

    def render_course(self, record: Kpi) -> SafeString | str:
        return self.lines[record.pk] or NO_FIGURE

    def render_in_service(self, record: Kpi) -> SafeString:
        return render_to_string("reports/components/in_service.html", {"kpi": record})
