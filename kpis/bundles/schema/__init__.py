"""The bundle format: every file and every column, declared once.

Reading, dumping and ``datapackage.json`` all go by this table; the vocabularies are those of the models
and the calculations. What the format promises is told in ``docs/decisions/0002-bundles.md``.
"""

from kpis.bundles.schema.columns import BundleFile, Column, Kind
from kpis.bundles.schema.definitions import (
    CHANGE_NOTICES,
    CONTRACT,
    KPI_BANDS,
    KPI_REVIEWS,
    KPI_TERMS,
    KPIS,
    MITIGATIONS,
    PERIODS,
    RESULTS,
    SERVICE_AREAS,
)
from kpis.bundles.schema.governance import (
    ASSURANCES,
    COMMITMENTS,
    HIGHLIGHTS,
    ISSUE_KPIS,
    ISSUE_UPDATES,
    ISSUES,
    MEETING_PAPERS,
    MEETINGS,
    OBJECTIVE_ASSESSMENTS,
    OBJECTIVES,
    SAVINGS,
    WORKSTREAM_STAGES,
    WORKSTREAM_UPDATES,
)
from kpis.bundles.schema.money import (
    CREDIT_SUSPENSIONS,
    CREDIT_TERMS,
    CREDIT_TIERS,
    SERVICE_PAYMENTS,
    WARNING_RULES,
)

FILES = (
    CONTRACT,
    SERVICE_AREAS,
    CHANGE_NOTICES,
    KPIS,
    KPI_TERMS,
    KPI_BANDS,
    KPI_REVIEWS,
    MITIGATIONS,
    PERIODS,
    RESULTS,
    SERVICE_PAYMENTS,
    CREDIT_TERMS,
    CREDIT_TIERS,
    CREDIT_SUSPENSIONS,
    WARNING_RULES,
    WORKSTREAM_STAGES,
    WORKSTREAM_UPDATES,
    OBJECTIVES,
    OBJECTIVE_ASSESSMENTS,
    SAVINGS,
    HIGHLIGHTS,
    ISSUES,
    ISSUE_UPDATES,
    ISSUE_KPIS,
    COMMITMENTS,
    ASSURANCES,
    MEETINGS,
    MEETING_PAPERS,
)
"""Every file of the format; a file stands after those it refers to."""
FILE_NAMED = {file.name: file for file in FILES}

__all__ = ["FILES", "FILE_NAMED", "BundleFile", "Column", "Kind"]
