"""Documents that somebody asked for, and how far each has come."""

from __future__ import annotations

from uuid import uuid4

from django.core.files.storage import storages
from django.core.files.storage.base import Storage
from django.db import models
from django.db.models import Q
from django.urls import reverse

from contracts.models import Contract, User
from contracts.models.choices import one_of


class JobState(models.TextChoices):
    """``waiting -> making -> done`` or ``failed``; a failed one can be tried again, and then waits."""

    WAITING = "waiting", "Waiting"
    MAKING = "making", "Being made"
    DONE = "done", "Ready"
    FAILED = "failed", "Could not be made"


UNFINISHED = (JobState.WAITING, JobState.MAKING)


def kept_apart() -> Storage:
    """Where documents wait to be fetched: outside what the web server hands out."""
    return storages["documents"]


def nameless(job: DocumentJob, file_name: str) -> str:
    """The name of a file in the store: nothing of the name it is handed out by."""
    return f"{job.contract_id}/{uuid4().hex}"


class DocumentJob(models.Model):
    """A document that somebody asked for. It is no part of the record, and is cleared after some days.

    Attributes:
        kind: which function makes it (``reports.jobs.kinds``), and ``of``, what it is made of, as JSON.
        key: stands for kind, content and format: the same twice is one job while it is unfinished.
        progress: a sentence for the person who waits.
        worker: names the process that makes it; ``heard_at`` is when that last said something.
        tries: how often it was begun.
        back: the address that its page leads back to.
    """

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="document_jobs")
    asked_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    kind = models.CharField(max_length=20)
    of = models.JSONField()
    format = models.CharField(max_length=10, blank=True)
    key = models.CharField(max_length=64)
    title = models.CharField(max_length=250)
    back = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.WAITING)
    progress = models.CharField(max_length=500, blank=True)
    worker = models.CharField(max_length=100, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField(null=True, blank=True)
    heard_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    file = models.FileField(storage=kept_apart, upload_to=nameless, blank=True)
    name = models.CharField("file name", max_length=200, blank=True)
    size = models.PositiveIntegerField("size in bytes", default=0)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["contract", "asked_by", "key"],
                condition=Q(state__in=[str(state) for state in UNFINISHED]),
                name="one_unfinished_job_for_the_same",
            ),
            one_of("state", JobState, name="job_state_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=[str(state) for state in UNFINISHED], finished_at__isnull=True)
                | Q(state__in=[JobState.DONE.value, JobState.FAILED.value], finished_at__isnull=False),
                name="a_finished_job_says_when",
            ),
        )
        indexes = (models.Index(fields=["state", "id"], name="jobs_that_wait"),)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("document_job", args=[self.contract.reference, self.pk])

    @property
    def is_finished(self) -> bool:
        return self.state not in UNFINISHED
