"""The page of a document that somebody asked for, in every state."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone

from reports.models import DocumentJob, JobState
from tests.browser.scene import REAL, contract, person
from tests.browser.visits import Visit
from tests.factories import make_document_job


def asked_for(state: JobState, **fields: object) -> Callable[[], None]:
    """A member of the contract asked for a statement as PDF, and that is how far it is."""

    def make() -> None:
        now = timezone.now()
        make_document_job(contract(), person("member"), state, asked_at=now, heard_at=now, **fields)

    return make


def newest() -> int:
    return DocumentJob.objects.latest("pk").pk


def _visit(what: str, given: Callable[[], None]) -> Visit:
    values = {"reference": REAL, "job": newest}
    return Visit(what=what, to="document_job", by="member", values=values, given=given)


VISITS = [
    _visit("a document that waits its turn", asked_for(JobState.WAITING)),
    _visit(
        "a document that is being made",
        asked_for(JobState.MAKING, worker="elsewhere:1", progress="Setting the pages of the PDF"),
    ),
    _visit("a document that is ready", asked_for(JobState.DONE)),
    _visit(
        "a document that could not be made",
        asked_for(JobState.FAILED, progress="LCC-CSS has opened no month from January 2023 to March 2023."),
    ),
]
