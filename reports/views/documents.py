"""Documents that people asked for: how far each has come, the file, and another try."""

from __future__ import annotations

import logging

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from contracts.access import SignedInRequest, contract_for
from reports.jobs.asking import try_again
from reports.jobs.claiming import is_forsaken
from reports.jobs.kinds import CONTENT_TYPES, FORMAT_WORDS, KINDS
from reports.jobs.locking import is_at_work
from reports.jobs.starting import start_making
from reports.jobs.words import sentence_of
from reports.models import DocumentJob, JobState

logger = logging.getLogger(__name__)


@require_safe
def document_job(request: SignedInRequest, reference: str, job: int) -> HttpResponse:
    """How far a document has come. One that nobody works on is taken up again."""
    asked = _looked_at(request, reference, job)
    context = {
        "contract": asked.contract,
        "section": "reports",
        "job": asked,
        "sentence": sentence_of(asked),
        "format": FORMAT_WORDS.get(asked.format, ""),
    }
    return render(request, "reports/document_job.html", context)


@require_safe
def document_job_state(request: SignedInRequest, reference: str, job: int) -> JsonResponse:
    """The same for the page's script, which asks until it is finished."""
    asked = _looked_at(request, reference, job)
    return JsonResponse({"finished": asked.is_finished, "sentence": sentence_of(asked)})


@require_safe
def document_job_file(request: SignedInRequest, reference: str, job: int) -> HttpResponseBase:
    """The document, to be kept by the browser."""
    asked = _job(request, reference, job)
    if asked.state != JobState.DONE or not asked.file:
        raise Http404("This document is not made.")
    try:
        content = asked.file.open("rb")
    except FileNotFoundError:
        logger.error("document job %d has no file in the store", asked.pk)
        raise Http404("This document is not in the store.") from None
    response = FileResponse(content, as_attachment=True, filename=asked.name)
    response["Content-Type"] = CONTENT_TYPES[asked.format]
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
def document_job_again(request: SignedInRequest, reference: str, job: int) -> HttpResponse:
    """Try again to make a document that could not be made."""
    asked = _job(request, reference, job)
    return redirect("document_job", reference, try_again(job=asked, at=timezone.now()).pk)


def _looked_at(request: SignedInRequest, reference: str, pk: int) -> DocumentJob:
    """A job that somebody waits for: a process is started where none makes it nor is about to."""
    job = _job(request, reference, pk)
    if is_forsaken(job, timezone.now()) and not is_at_work(settings.DOCUMENT_MAKER_LOCK):
        start_making()
    return job


def _job(request: SignedInRequest, reference: str, pk: int) -> DocumentJob:
    """A job of a contract, if the person may have what it makes.

    Raises:
        Http404: the contract has no such job, or the person has no role on it.
        PermissionDenied: their role does not let them have such a document.
    """
    contract = contract_for(request.user, reference)
    job = get_object_or_404(DocumentJob, pk=pk, contract=contract)
    if KINDS[job.kind].ability not in contract.abilities:
        raise PermissionDenied("Your role on this contract does not let you have this document.")
    job.contract = contract
    return job
