"""The forms of a meeting and of its papers."""

from __future__ import annotations

from typing import Any

from django import forms

from contracts.actions.meetings import change_meeting
from contracts.forms.records import RowForm, field_of
from contracts.meetings import LETTER
from contracts.models import Meeting, MeetingPaper, User

SMALL = {"source": forms.Textarea(attrs={"rows": 2})}


class MeetingForm(RowForm):
    """A meeting as it is typed; what was asked for there follows it."""

    numbered = LETTER

    class Meta:
        model = Meeting
        fields = ("committee", "held_on", "note", "source")
        formfield_callback = field_of
        labels = {"note": "What it is to decide, or decided"}  # noqa: RUF012 - as Django declares it
        help_texts = {"note": ""}  # noqa: RUF012
        widgets = SMALL

    def write(self, *, by: User) -> None:
        if self.is_new:
            super().write(by=by)
        elif self.changed_fields:
            seen = self.cleaned_data["seen"] or 0
            change_meeting(meeting=self.instance, fields=self.changed_fields, seen=seen, by=by)


class PaperForm(RowForm):
    """A paper of a meeting, and where it is on the web."""

    class Meta:
        model = MeetingPaper
        fields = ("title", "address", "source")
        formfield_callback = field_of
        widgets = SMALL
        help_texts = {"address": "Begins with https:// or http://"}  # noqa: RUF012 - as Django declares it
        error_messages = {  # noqa: RUF012
            "address": {
                "invalid": "Enter a web address that begins with https://, such as https://council.example/paper"
            }
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        others = self.instance.meeting.papers.exclude(pk=self.instance.pk)
        if others.filter(title=cleaned.get("title")).exists():
            self.add_error("title", "This meeting has a paper of this title already.")
        return cleaned
