"""The statement of a range of months, as a Word document, a PDF or a spreadsheet."""

from __future__ import annotations

from django.utils import timezone

from contracts.calculations.months import Month
from reports.export import as_data
from reports.governance.load import day_reported
from reports.jobs.kinds import CannotMake, Made, Tell
from reports.jobs.writing import written
from reports.models import DocumentJob
from reports.papers.assemble import statement_paper
from reports.papers.material import statement_and_material


def make(job: DocumentJob, tell: Tell) -> Made:
    """The document; ``job.of`` has the first month as ``from`` and the last as ``to``.

    Raises:
        CannotMake: the contract has opened none of those months.
    """
    first, last = (Month.parse(job.of[name]) for name in ("from", "to"))
    tell("Collecting the figures")
    today = timezone.localtime(job.asked_at).date()
    as_at = day_reported(last, today=today)
    statement, material = statement_and_material(job.contract, first, last, as_at=as_at)
    if not statement.periods:
        raise CannotMake(f"{job.contract.reference} has opened no month from {first.name} to {last.name}.")
    paper = statement_paper(statement, material, made_on=today)
    content = written(paper, job.format, tell, data=as_data(statement))
    return Made(content=content, name=f"{job.contract.reference}-statement-{first}-{last}.{job.format}")
