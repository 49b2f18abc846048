"""The documents of a report that is not published, each of which says that it is a draft."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone

from reports.drafts.whole import whole_of
from reports.export import as_data
from reports.jobs.kinds import CannotMake, Made, Tell
from reports.jobs.writing import written
from reports.models import DocumentJob, Report
from reports.papers.notices import file_name

KIND = "draft"
"""What it is called among the kinds of documents that are made outside the request."""


def make(job: DocumentJob, tell: Tell) -> Made:
    """The document; ``job.of`` has the report's number as ``report``.

    Raises:
        CannotMake: there is no such report any more, or it is published meanwhile.
    """
    report = Report.objects.filter(contract=job.contract, number=job.of["report"]).first()
    if report is None:
        raise CannotMake("This report was deleted meanwhile.")
    if report.is_published:
        raise CannotMake("This report was published meanwhile: its documents are with the publication.")
    report.contract = job.contract
    tell("Collecting the figures")
    whole = whole_of(report, made_on=timezone.localtime(job.asked_at).date())
    content = written(whole.draft, job.format, tell, data=as_data(whole.statement))
    return Made(content=content, name=file_name(whole.draft, job.format))


def what_for(report: Report) -> dict[str, Any]:
    """What is asked for, and where the page of the document leads back to."""
    return {
        "contract": report.contract,
        "kind": KIND,
        "of": {"report": report.number},
        "title": f"Draft of {str(report).lower()}: {report.title}",
        "back": reverse("report_detail", args=[report.contract.reference, report.number]),
    }
