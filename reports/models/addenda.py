"""An addendum while it is prepared; once published it is a publication of its own."""

from __future__ import annotations

from django.db import models

from contracts.models import User
from contracts.recording import Recorded
from reports.models.publications import Publication


class AddendumDraft(Recorded):
    """An addendum to a publication, waiting for a second person to publish it."""

    contract_path = "corrects__contract"

    corrects = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="drafts")
    reason = models.TextField(help_text="Why the publication is corrected. It is printed in the addendum")
    text = models.TextField(
        "further words", blank=True, help_text="Printed under the reason, above the differences"
    )
    meeting = models.CharField(max_length=200)
    held_on = models.DateField("date of the meeting")
    prepared_by = models.ForeignKey(User, on_delete=models.PROTECT, editable=False, related_name="+")
    prepared_at = models.DateTimeField(editable=False)
    version = models.PositiveIntegerField(
        default=1,
        editable=False,
        help_text="Goes up with every edit, so that no edit overwrites another unseen",
    )

    class Meta:
        verbose_name = "addendum in preparation"
        verbose_name_plural = "addenda in preparation"
        ordering = ("corrects",)
        constraints = (
            models.UniqueConstraint(fields=["corrects"], name="one_addendum_in_preparation_per_publication"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="addendum_says_why"),
        )

    def __str__(self) -> str:
        return f"Addendum to {self.corrects}"
