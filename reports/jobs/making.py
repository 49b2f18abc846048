"""Making the documents that wait, one after another, as the process of ``manage.py make_documents``."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet

from reports.jobs.claiming import claim, this_process, to_be_made
from reports.jobs.kinds import KINDS, CannotMake, Made
from reports.jobs.locking import alone
from reports.models.jobs import DocumentJob, JobState

logger = logging.getLogger(__name__)
KEPT = timedelta(days=7)
"""How long a document can be fetched after it was made."""
WENT_WRONG = "Something went wrong. The people who run the site find it in the log, as document job {}."
Clock = Callable[[], datetime]


def make_all(lock: Path, now: Clock) -> int:
    """Make every document that waits, unless another process of this machine does; how many were made.

    After it lets the lock go it looks once more: a job that came just before is seen by it, and one that
    comes later starts a process of its own.
    """
    made = 0
    while to_be_made(now()).exists():
        with alone(lock) as is_alone:
            if not is_alone:
                break
            while job := claim(now()):
                make_one(job, now)
                made += 1
    return made


def make_one(job: DocumentJob, now: Clock) -> None:
    """Make a claimed document, and say how that ended."""

    def tell(sentence: str) -> None:
        _ours(job).update(progress=sentence, heard_at=now())

    try:
        made = KINDS[job.kind].make(job, tell)
        _finish(job, made, now())
    except CannotMake as why:
        _fail(job, str(why), now())
    except Exception:
        logger.exception("document job %d failed", job.pk)
        _fail(job, WENT_WRONG.format(job.pk), now())


def _ours(job: DocumentJob) -> QuerySet[DocumentJob]:
    """The job's row, while it is still this process that makes it."""
    return DocumentJob.objects.filter(pk=job.pk, state=JobState.MAKING, worker=this_process())


def _finish(job: DocumentJob, made: Made | None, at: datetime) -> None:
    """Keep the file, then say so; a file that no row is kept for is deleted."""
    values = {"state": JobState.DONE, "finished_at": at, "heard_at": at, "progress": ""}
    if made is None:
        _ours(job).update(**values)
        return
    job.file.save(made.name, ContentFile(made.content), save=False)
    kept = {"file": job.file.name, "name": made.name, "size": len(made.content)}
    try:
        with transaction.atomic():
            is_kept = _ours(job).update(**values, **kept)
    except BaseException:
        _discard(job)
        raise
    if not is_kept:
        _discard(job)


def _fail(job: DocumentJob, why: str, at: datetime) -> None:
    _ours(job).update(state=JobState.FAILED, progress=why[:500], finished_at=at, heard_at=at)


def clear(at: datetime) -> int:
    """Delete what nobody can fetch any more, files and rows; how many."""
    old = list(DocumentJob.objects.filter(finished_at__lt=at - KEPT))
    for job in old:
        _discard(job)
        job.delete()
    return len(old)


def _discard(job: DocumentJob) -> None:
    """Delete a job's file, should it have one."""
    if job.file.name:
        with suppress(FileNotFoundError):
            job.file.storage.delete(job.file.name)
