"""Asking for a document, and asking again for one that could not be made."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, transaction

from contracts.access import abilities_of
from contracts.models import Contract, User
from contracts.refusals import NotAllowed
from reports.jobs.kinds import KINDS
from reports.jobs.starting import start_making
from reports.models.jobs import UNFINISHED, DocumentJob, JobState

FRESH = {
    "state": JobState.WAITING,
    "progress": "",
    "worker": "",
    "tries": 0,
    "started_at": None,
    "heard_at": None,
    "finished_at": None,
}
"""What a job that waits has in its columns."""


@transaction.atomic
def ask_for_document(
    *,
    contract: Contract,
    kind: str,
    of: Mapping[str, Any],
    format: str,  # noqa: A002 - the word for it
    title: str,
    back: str,
    by: User,
    at: datetime,
) -> DocumentJob:
    """The job that makes a document: a new one, or that which the person waits for already.

    Args:
        kind: a word of ``KINDS``.
        of: what it is made of, as JSON knows values.
        title: what the person asked for, for example "Statement, July to December 2021".
        back: the address that its page leads back to.

    Raises:
        NotAllowed: the person may not have such a document.
        ValueError: there is no such kind, or not in that format.
    """
    if kind not in KINDS or (format not in KINDS[kind].formats and (format or KINDS[kind].formats)):
        raise ValueError(f"there is no {kind!r} as {format!r}")
    if KINDS[kind].ability not in abilities_of(by, contract):
        raise NotAllowed("Your role on this contract does not let you have this document.")
    asked = {"contract": contract, "asked_by": by, "key": _key(kind, of, format)}
    job = DocumentJob.objects.filter(**asked, state__in=UNFINISHED).first()
    if job is None:
        rest = {"kind": kind, "of": dict(of), "format": format, "title": title, "back": back, "asked_at": at}
        job = _only_one(asked, rest)
    transaction.on_commit(start_making)
    return job


def _only_one(asked: dict[str, Any], rest: dict[str, Any]) -> DocumentJob:
    """A new job, or that which another request of the same person has just made."""
    try:
        with transaction.atomic():
            return DocumentJob.objects.create(**asked, **rest)
    except IntegrityError:
        return DocumentJob.objects.get(**asked, state__in=UNFINISHED)


@transaction.atomic
def try_again(*, job: DocumentJob, at: datetime) -> DocumentJob:
    """Let a document that could not be made be made again, with the figures as they are now.

    Returns:
        the job that waits: this one, or that which the person asked for meanwhile.
    """
    held = DocumentJob.objects.select_for_update().get(pk=job.pk)
    if held.state != JobState.FAILED:
        return held
    same = {"contract": held.contract_id, "asked_by": held.asked_by_id, "key": held.key}
    waiting = DocumentJob.objects.filter(**same, state__in=UNFINISHED).first()
    if waiting is None:
        DocumentJob.objects.filter(pk=held.pk).update(**FRESH, asked_at=at)
    transaction.on_commit(start_making)
    return waiting or held


def _key(kind: str, of: Mapping[str, Any], form: str) -> str:
    written = json.dumps([kind, of, form], sort_keys=True, ensure_ascii=False)
    return sha256(written.encode()).hexdigest()
