"""The change notice under which terms change: one on record, or a new one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from contracts.models import ChangeNotice, Contract

NEW = {"reference": "notice_reference", "date": "notice_date", "title": "notice_title"}
"""The columns of a notice, and the fields in which a new one is typed."""


class NoticeForm(forms.Form):
    """Chooses a change notice, or takes down a new one; neither is needed.

    Once it is valid, ``notice`` is the notice: unsaved where it is new, None where there is none.
    """

    says_optional = False
    notice: ChangeNotice | None = None

    change_notice = forms.ModelChoiceField(
        queryset=ChangeNotice.objects.none(),
        required=False,
        to_field_name="reference",
        label="Change notice on record",
        empty_label="None of these",
        error_messages={"invalid_choice": "Choose a change notice of this contract."},
    )
    notice_reference = forms.CharField(
        required=False, max_length=40, label="Reference of a new notice", help_text="For example CCN113"
    )
    notice_date = forms.DateField(
        required=False,
        label="The day it took effect",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Enter a day that exists, as 2022-04-01."},
    )
    notice_title = forms.CharField(required=False, max_length=300, label="Its title")

    def __init__(self, *args: Any, contract: Contract, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contract = contract
        chosen: Any = self.fields["change_notice"]
        chosen.queryset = contract.change_notices.order_by("-date", "reference")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        new = {column: cleaned.get(field) for column, field in NEW.items()}
        self.notice = cleaned.get("change_notice")
        if any(new.values()):
            self._take_down(new)
        return cleaned

    def _take_down(self, new: dict[str, Any]) -> None:
        if self.notice:
            self.add_error("notice_reference", "Choose a notice on record or enter a new one, not both.")
            return
        self.notice = ChangeNotice(contract=self.contract, **new)
        missing = [column for column in NEW if not new[column] and NEW[column] not in self.errors]
        for column in missing:
            self.add_error(NEW[column], f"Enter the {column} of the new change notice.")
        try:
            self.notice.full_clean(exclude=[*missing, "source"])
        except ValidationError as error:
            self._say(error)

    def _say(self, error: ValidationError) -> None:
        """Put what the record says against the notice beside the field it was typed in."""
        for column, sentences in error.message_dict.items():
            field = NEW.get(column, "notice_reference")
            if field not in self.errors:
                taken = "This contract has a change notice of that reference: choose it above."
                self.add_error(field, sentences if column in NEW else taken)
