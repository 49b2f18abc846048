"""Where a mitigation would relieve a KPI that another one relieves already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kpis.calculations.spans import Span
from kpis.mitigations.draft import Covered
from kpis.models import MitigatedKpi, Mitigation


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """The months in which an agreed mitigation, named by its reference, already relieves a KPI."""

    kpi: str
    by: str
    months: Span

    def __str__(self) -> str:
        return f"{self.kpi} is mitigated by {self.by} already, {self.months}"


def overlaps_of(covered: Sequence[Covered], *, but: Mitigation | None = None) -> list[Overlap]:
    """The agreed mitigations, but for one, that relieve the same KPIs in a common month, in one query."""
    agreed = MitigatedKpi.objects.agreed().filter(kpi__in={each.kpi.pk for each in covered})
    if but is not None and but.pk is not None:
        agreed = agreed.exclude(mitigation=but)
    rows = agreed.select_related("mitigation", "kpi").order_by("kpi__reference", "month_from")
    return [
        Overlap(kpi=row.kpi.reference, by=row.mitigation.reference, months=common)
        for row in rows
        for each in covered
        if each.kpi.pk == row.kpi_id and (common := each.span.common_with(Span(row.month_from, row.month_to)))
    ]


def in_a_sentence(overlaps: Sequence[Overlap]) -> str:
    """All overlaps, and what can be done about them."""
    named = "; ".join(map(str, overlaps))
    return f"{named}. End the other mitigation first, or choose other months." if named else ""
