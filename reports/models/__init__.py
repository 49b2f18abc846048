"""The papers that a contract's officers write for a meeting."""

from reports.models.reports import Report, ReportState
from reports.models.sections import ExemptRow, ReportSection

__all__ = [
    "ExemptRow",
    "Report",
    "ReportSection",
    "ReportState",
]
