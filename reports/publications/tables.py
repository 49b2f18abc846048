"""The register of what a contract published."""

from __future__ import annotations

from datetime import date

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django_tables2 import Column, Table

from reports.models import Publication
from reports.papers.notices import long_date


class PublicationTable(Table):
    """Reports that were published, each with its addenda and its public link fetched beside it."""

    number = Column("No.", order_by=("number",))
    title = Column(
        "Publication",
        order_by=("title", "number"),
        linkify=lambda record: record.get_absolute_url(),
        attrs={"a": {"class": "govuk-link"}},
    )
    meeting = Column("Meeting", order_by=("meeting", "held_on", "number"))
    held_on = Column("Date", order_by=("held_on", "number"))
    months = Column("Months", order_by=("month_from", "number"), empty_values=())
    addenda = Column("Addenda", orderable=False, empty_values=())
    public = Column("Public link", order_by=("public_link__is_on", "number"), empty_values=())
    fingerprint = Column("Fingerprint", orderable=False, empty_values=())

    caption = "What was published, with the beginning of each fingerprint"

    def render_held_on(self, value: date) -> str:
        return long_date(value)

    def render_months(self, record: Publication) -> str:
        return record.range

    def render_addenda(self, record: Publication) -> SafeString:
        context = {"addenda": list(record.addenda.all())}
        return render_to_string("reports/components/publication_addenda.html", context)

    def render_public(self, record: Publication) -> str:
        return "On" if record.is_public else "Off"

    def render_fingerprint(self, record: Publication) -> SafeString:
        context = {"sha256": getattr(record, "sha256", "")}
        return render_to_string("reports/components/fingerprint.html", context)
