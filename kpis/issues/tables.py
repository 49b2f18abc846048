"""The list of issues."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django_tables2 import Column, Table

from contracts.calculations.issues import Course
from contracts.models import Issue
from contracts.tables.common import LINK, NOTHING, by_due, state_in_words
from kpis.issues.words import age_of, flags_of

Rows = QuerySet[Issue]


def address_of(record: Issue) -> str:
    """Where an issue, fetched with its contract, is read."""
    return reverse("issue_detail", args=[record.contract.reference, record.reference])


class IssueTable(Table):
    """Issues with their contract, area and log fetched beside them. ``today`` decides how old they are."""

    reference = Column("No.", linkify=address_of, order_by=("pk",), attrs=LINK)
    title = Column("Issue", order_by=("title", "pk"))
    kind = Column("Kind", order_by=("kind", "pk"))
    service_area = Column(
        "Area", accessor="service_area__code", order_by=("service_area__position", "pk"), default="All"
    )
    status = Column("Status", order_by=("status", "pk"))
    under_control = Column("Under control", order_by=("under_control", "pk"))
    lead = Column("Who acts", order_by=("owner", "lead", "pk"), empty_values=())
    raised = Column("Raised", order_by=("raised", "pk"))
    age = Column("Age", order_by=("-raised", "-pk"), empty_values=())
    due = Column("Due", empty_values=())

    caption = "Issues"
    today: date

    def render_title(self, record: Issue) -> SafeString:
        context = {"title": record.title, "flags": flags_of(self._course(record), record.due, self.today)}
        return render_to_string("kpis/components/issue_title.html", context)

    def render_status(self, record: Issue) -> SafeString:
        return state_in_words(record.get_status_display(), is_final=record.standing.is_resolved)

    def render_lead(self, record: Issue) -> str:
        return ": ".join(filter(None, (record.get_owner_display(), record.lead))) or NOTHING

    def render_raised(self, value: date) -> str:
        return date_format(value, "j M Y")

    def render_age(self, record: Issue) -> str:
        return age_of(self._course(record))

    def order_due(self, rows: Rows, is_descending: bool) -> tuple[Rows, bool]:
        return by_due(rows, is_descending)

    def render_due(self, record: Issue) -> str:
        return date_format(record.due, "j M Y") if record.due else NOTHING

    def _course(self, record: Issue) -> Course:
        return record.course(self.today)
