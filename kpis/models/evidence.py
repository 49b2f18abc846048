"""Files that show why a mitigation is asked for."""

from __future__ import annotations

from uuid import uuid4

from django.core.files.storage import storages
from django.core.files.storage.base import Storage
from django.db import models

from contracts.models import User
from contracts.recording import Recorded
from kpis.models.mitigations import Mitigation


def kept_apart() -> Storage:
    """Where evidence is kept: outside what the web server hands out."""
    return storages["evidence"]


def nameless(evidence: Evidence, file_name: str) -> str:
    """The name of a file in the store: nothing of the name it came with."""
    return f"{evidence.mitigation.contract_id}/{uuid4().hex}"


class Evidence(Recorded):
    """A file with a mitigation; its name, type and fingerprint are those it came with."""

    contract_path = "mitigation__contract"

    mitigation = models.ForeignKey(Mitigation, on_delete=models.PROTECT, related_name="evidence")
    file = models.FileField(storage=kept_apart, upload_to=nameless)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField("size in bytes")
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", editable=False)
    added_at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name_plural = "evidence"
        ordering = ("mitigation", "pk")

    def __str__(self) -> str:
        return self.name
