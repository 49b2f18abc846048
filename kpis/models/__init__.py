"""What is measured, against what, with what result."""

from kpis.mitigation_state import MitigationState
from kpis.models.bands import KpiBand
from kpis.models.credits import ServiceCredit
from kpis.models.definitions import Change, Kpi, KpiTerms
from kpis.models.evidence import Evidence
from kpis.models.issues import IssueKpi
from kpis.models.mitigations import MitigatedKpi, Mitigation
from kpis.models.periods import Period, PeriodState, PeriodSummary
from kpis.models.results import Result
from kpis.models.reviews import KpiReview

__all__ = [
    "Change",
    "Evidence",
    "IssueKpi",
    "Kpi",
    "KpiBand",
    "KpiReview",
    "KpiTerms",
    "MitigatedKpi",
    "Mitigation",
    "MitigationState",
    "Period",
    "PeriodState",
    "PeriodSummary",
    "Result",
    "ServiceCredit",
]
