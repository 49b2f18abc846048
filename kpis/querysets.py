"""Reads, named after the domain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from contracts.calculations.months import Month
from contracts.recording import RecordedQuerySet
from kpis.mitigation_state import MitigationState

if TYPE_CHECKING:
    from contracts.models import Contract


class KpiQuerySet(RecordedQuerySet):
    """KPIs, by service."""

    def in_service_in(self, month: Month) -> KpiQuerySet:
        """KPIs that are counted in a month, first and last month of service included."""
        return self.in_service_between(month, month)

    def in_service_between(self, first: Month, last: Month) -> KpiQuerySet:
        """KPIs that are in service in at least one month of a range, both ends included."""
        return self.filter(
            Q(in_service_to__isnull=True) | Q(in_service_to__gte=first),
            in_service_from__lte=last,
        )


class MitigatedKpiQuerySet(RecordedQuerySet):
    """Mitigated KPIs, by what counts."""

    def agreed(self) -> MitigatedKpiQuerySet:
        """Those whose mitigation is agreed: only they change a status."""
        return self.filter(mitigation__state=MitigationState.AGREED)

    def touching(self, first: Month, last: Month) -> MitigatedKpiQuerySet:
        """Those that cover at least one month of a range, both ends included."""
        return self.filter(Q(month_to__isnull=True) | Q(month_to__gte=first), month_from__lte=last)


class ResultQuerySet(RecordedQuerySet):
    """Results, by contract and month."""

    def for_months(self, contract: Contract, first: Month, last: Month) -> ResultQuerySet:
        """A contract's results in a range of months, both ends included."""
        return self.filter(contract=contract, month__gte=first, month__lte=last)
