"""The list of mitigations."""

from __future__ import annotations

from datetime import date

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django_tables2 import Column, Table

from kpis.calculations.spans import Span
from kpis.mitigations.draft import Covered
from kpis.mitigations.lateness import lateness_of
from kpis.models import Mitigation


class MitigationTable(Table):
    """Mitigations with their KPIs fetched beside them. ``today`` decides which are late."""

    reference = Column(
        "Mitigation",
        linkify=lambda record: reverse(
            "mitigation_detail", args=[record.contract.reference, record.reference]
        ),
        order_by=("pk",),
        attrs={"a": {"class": "govuk-link"}},
    )
    kpis = Column("KPIs and months", orderable=False, empty_values=())
    reason = Column(orderable=False)
    state = Column("State", order_by=("state", "pk"))
    expected = Column("Expected by", order_by=("expected", "pk"), empty_values=())

    caption = "Mitigations"
    today: date

    def render_kpis(self, record: Mitigation) -> SafeString:
        return render_to_string("kpis/components/mitigation_kpis.html", {"covered": _covered(record)})

    def render_reason(self, value: str) -> SafeString:
        return render_to_string("kpis/components/mitigation_reason.html", {"reason": value})

    def render_state(self, record: Mitigation) -> SafeString:
        return render_to_string("kpis/components/mitigation_state.html", {"mitigation": record})

    def render_expected(self, record: Mitigation) -> SafeString:
        late = lateness_of(record, [each.span for each in _covered(record)], self.today)
        context = {"expected": record.expected, "late": late}
        return render_to_string("kpis/components/mitigation_expected.html", context)


def _covered(mitigation: Mitigation) -> list[Covered]:
    """What was fetched beside a mitigation, by reference and month."""
    rows = sorted(mitigation.kpis.all(), key=lambda row: (row.kpi.reference, row.month_from))
    return [Covered(row.kpi, Span(row.month_from, row.month_to)) for row in rows]
