"""The address under which everybody may read a publication, while it is switched on."""

from __future__ import annotations

from django.db import models

from contracts.models import User
from contracts.recording import Recorded
from reports.models.publications import Publication


class PublicLink(Recorded):
    """The public address of a publication.

    It stands in a row of its own, for the publication itself is never changed. ``token`` cannot be guessed;
    it stays the same when the link is switched off and on again, for it may stand in print.
    """

    contract_path = "publication__contract"

    publication = models.OneToOneField(Publication, on_delete=models.PROTECT, related_name="public_link")
    token = models.CharField(max_length=64, editable=False)
    is_on = models.BooleanField("switched on", default=False)
    switched_by = models.ForeignKey(User, on_delete=models.PROTECT, editable=False, related_name="+")
    switched_at = models.DateTimeField(editable=False)

    class Meta:
        ordering = ("publication",)
        constraints = (
            models.UniqueConstraint(fields=["token"], name="one_public_link_per_token"),
            models.CheckConstraint(condition=~models.Q(token=""), name="public_link_has_a_token"),
        )

    def __str__(self) -> str:
        return f"Public link of {self.publication}"
