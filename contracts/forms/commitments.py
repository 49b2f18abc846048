"""The forms of a commitment and of its steps."""

from __future__ import annotations

from typing import Any

from django import forms

from contracts.forms.records import RowForm, field_of
from contracts.forms.steps import SettledForm
from contracts.models import Commitment, Contract
from contracts.models.commitments import CommitmentStatus


class CommitmentForm(RowForm):
    """A commitment as it is typed; once it is settled, also when and by what."""

    numbered = "C"

    class Meta:
        model = Commitment
        fields = ("text", "kind", "owner", "due", "settled_on", "evidence", "source")
        formfield_callback = field_of
        labels = {"text": "What was undertaken", "due": "Due on"}  # noqa: RUF012 - as Django declares it
        widgets = {"source": forms.Textarea(attrs={"rows": 2})}  # noqa: RUF012

    def __init__(self, contract: Contract, data: Any = None, *, instance: Commitment) -> None:
        super().__init__(contract, data, instance=instance)
        if instance.status == CommitmentStatus.OPEN:
            del self.fields["settled_on"], self.fields["evidence"]


class DeliverForm(SettledForm):
    """When a commitment was delivered, and what shows it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = "Delivered on"
        self.fields["text"].label = "Evidence"
        self.fields["text"].help_text = "What shows that it was delivered, and where that is kept"
        self.initial["text"] = self.row.evidence


class MissForm(SettledForm):
    """When a commitment was found to be missed, and how."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = "Found to be missed on"
        self.fields["text"].label = "How it was missed"
        self.fields["text"].help_text = "What was not done, and what follows from that"
        self.initial["text"] = self.row.evidence
