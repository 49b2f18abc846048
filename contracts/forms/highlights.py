"""The form of a highlight."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from contracts.actions.highlights import add_highlight, change_highlight
from contracts.forms.records import RowForm, field_of
from contracts.models import Highlight, User

YET_TO_COME = "This day has yet to come."


class HighlightForm(RowForm):
    """A highlight as it is typed."""

    class Meta:
        model = Highlight
        fields = ("as_at", "service_area", "text", "source")
        formfield_callback = field_of
        labels = {"as_at": "Date", "text": "What went well"}  # noqa: RUF012 - as Django declares it
        widgets = {"source": forms.Textarea(attrs={"rows": 2})}  # noqa: RUF012

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        if self.is_new:
            self.initial["as_at"] = today

    def clean_as_at(self) -> date:
        day: date = self.cleaned_data["as_at"]
        if day > self.today:
            raise forms.ValidationError(YET_TO_COME, code="invalid")
        return day

    def write(self, *, by: User) -> None:
        """Write what was typed, where it says anything new; raises NotAllowed as the actions do."""
        if self.is_new:
            add_highlight(highlight=self.instance, by=by)
        elif self.changed_fields:
            seen = self.cleaned_data["seen"] or 0
            change_highlight(highlight=self.instance, fields=self.changed_fields, seen=seen, by=by)
