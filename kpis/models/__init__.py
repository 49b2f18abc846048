"""What is measured, against what, with what result."""

from kpis.models.definitions import Change, Kpi, KpiTerms
from kpis.models.mitigations import MitigatedKpi, Mitigation
from kpis.models.periods import Period, PeriodState, PeriodSummary
from kpis.models.results import Result
from kpis.words import MitigationState

__all__ = [
    "Change",
    "Kpi",
    "KpiTerms",
    "MitigatedKpi",
    "Mitigation",
    "MitigationState",
    "Period",
    "PeriodState",
    "PeriodSummary",
    "Result",
]
