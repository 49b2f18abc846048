"""Which job is made next, and by whom: no two processes ever make the same one."""

from __future__ import annotations

import os
import socket
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet

from reports.models.jobs import DocumentJob, JobState

SILENCE = timedelta(minutes=3)
"""How long a process may say nothing of its job before it counts as dead."""
WAKING_UP = timedelta(seconds=15)
"""How long a process that was started may take until it claims its first job."""
MOST_TRIES = 3
GIVEN_UP = (
    f"It was begun {MOST_TRIES} times and never finished. The people who run the site find more in its log."
)


def this_process() -> str:
    """The name of this process among all that use the database."""
    return f"{socket.gethostname()}:{os.getpid()}"


def to_be_made(at: datetime) -> QuerySet[DocumentJob]:
    """The jobs that wait, and those that a process has left behind."""
    left = Q(state=JobState.MAKING, heard_at__lt=at - SILENCE)
    gone = Q(state=JobState.MAKING, worker__in=_gone())
    return DocumentJob.objects.filter(Q(state=JobState.WAITING) | left | gone).order_by("pk")


def is_forsaken(job: DocumentJob, at: datetime) -> bool:
    """Whether nobody makes a job that is to be made, nor is about to: somebody has to start a process.

    One that waits is left alone for a moment, for the process that was started for it has yet to wake up.
    """
    if job.state == JobState.WAITING and at - job.asked_at < WAKING_UP:
        return False
    return to_be_made(at).filter(pk=job.pk).exists()


def _gone() -> list[str]:
    """The processes of this machine that have jobs, and are no more."""
    here = f"{socket.gethostname()}:"
    making = DocumentJob.objects.filter(state=JobState.MAKING, worker__startswith=here)
    return [worker for worker in making.values_list("worker", flat=True) if not _lives(worker)]


def _lives(worker: str) -> bool:
    try:
        os.kill(int(worker.rpartition(":")[2]), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # Somebody else's process, but there.
    return True


@transaction.atomic
def claim(at: datetime) -> DocumentJob | None:
    """Take the next job, if there is one; one that was begun too often is given up."""
    job = to_be_made(at).select_for_update(skip_locked=True, of=("self",)).first()
    if job is None:
        return None
    rows = DocumentJob.objects.filter(pk=job.pk, state=job.state, worker=job.worker)
    if job.tries >= MOST_TRIES:
        rows.update(state=JobState.FAILED, progress=GIVEN_UP, finished_at=at)
        return claim(at)
    taken = rows.update(
        state=JobState.MAKING,
        worker=this_process(),
        tries=F("tries") + 1,
        started_at=at,
        heard_at=at,
        progress="",
    )
    return DocumentJob.objects.select_related("contract", "asked_by").get(pk=job.pk) if taken else claim(at)
