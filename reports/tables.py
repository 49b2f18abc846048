"""Sortable, paged lists."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django_tables2 import Column, Table

from contracts.calculations.months import Month
from contracts.models import Contract
from kpis.models import PeriodState
from reports.portfolio import Standing
from reports.shares import shares_of

BY_NAME = ("title", "reference")


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

    def render_due(self, record: Contract) -> SafeString:
        due = self.standings[record.pk].due
        context = {"due": due[0] if due else None, "others": len(due) - 1}
        return render_to_string("reports/components/due.html", context)
