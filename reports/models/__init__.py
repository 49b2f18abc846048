"""The papers that a contract's officers write for a meeting, and what is published of them."""

from reports.models.addenda import AddendumDraft
from reports.models.jobs import DocumentJob, JobState
from reports.models.public_links import PublicLink
from reports.models.publications import (
    Audience,
    Format,
    Publication,
    PublishedDocument,
    PublishedText,
    TextKind,
)
from reports.models.reports import Report, ReportState
from reports.models.sections import ExemptRow, LeftOutHighlight, ReportSection

__all__ = [
    "AddendumDraft",
    "Audience",
    "DocumentJob",
    "ExemptRow",
    "Format",
    "JobState",
    "LeftOutHighlight",
    "PublicLink",
    "Publication",
    "PublishedDocument",
    "PublishedText",
    "Report",
    "ReportSection",
    "ReportState",
    "TextKind",
]
