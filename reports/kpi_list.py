"""The KPIs of a contract with the terms that hold in its latest month, for a list."""

from __future__ import annotations

from django.db.models import OuterRef, QuerySet, Subquery

from contracts.calculations.months import Month
from contracts.models import Contract
from kpis.models import Kpi, KpiTerms


def latest_month(contract: Contract) -> Month:
    """The latest month that a contract has opened, or its first: what a list calls "now"."""
    opened = contract.periods.order_by("-month").values_list("month", flat=True).first()
    return opened or contract.first_month


def kpis_with_terms(contract: Contract, month: Month) -> QuerySet[Kpi]:
    """The KPIs of a contract, each with ``tsl``, ``msl`` and ``points`` as of a month, in list order."""
    rows = KpiTerms.objects.filter(kpi=OuterRef("pk"), effective_from__lte=month.first_day)
    held = rows.order_by("-effective_from")
    levels = {name: Subquery(held.values(name)[:1]) for name in ("tsl", "msl", "points")}
    kpis = contract.kpis.select_related("service_area", "contract").annotate(**levels)
    return kpis.order_by("service_area__position", "reference")
