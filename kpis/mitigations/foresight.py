"""What a mitigation would do to the results of open months, were it agreed now; nothing is written."""

from __future__ import annotations

from collections.abc import Sequence

from contracts.calculations.months import Month
from contracts.models import Contract
from kpis.actions.open_months import Rejudged, foresee_open_months
from kpis.calculations.rag import Covers
from kpis.closed import closed_months
from kpis.judging import Rulebook
from kpis.mitigations.draft import Covered


def foresee(contract: Contract, covers: Covers, covered: Sequence[Covered]) -> list[Rejudged]:
    """The results that would come out otherwise, by month and KPI."""
    rulebook = Rulebook.of_contract(contract)
    for each in covered:
        rulebook.covers.setdefault(each.kpi.pk, []).append((each.span.first, each.span.last, covers))
    return foresee_open_months(contract, rulebook, [each.kpi for each in covered])


def closed_among(contract: Contract, covered: Sequence[Covered]) -> list[Month]:
    """The submitted and signed-off months that lie in any of the spans, earliest first."""
    return [month for month in closed_months(contract) if any(month in each.span for each in covered)]
