"""A change in three looks: the form, its preview, the confirmation. Nothing is written before the last.

What was typed travels in hidden fields and is checked anew each time, so nothing is held half-written.
"""

from __future__ import annotations

from enum import StrEnum
from hashlib import blake2b
from typing import Any, Self

from django import forms
from django.forms.renderers import get_default_renderer
from django.http import QueryDict

THEN, SEEN = "then", "seen"
NOT_TYPED = frozenset({THEN, SEEN, "csrfmiddlewaretoken"})
MOST_ROWS = 20
CHANGED_MEANWHILE = "The record changed since you looked: check the effect again before you confirm."


class Then(StrEnum):
    """What a button of the form or of the preview asks for."""

    PREVIEW = "preview"
    ADD_ROW = "add_row"
    CHANGE = "change"
    CONFIRM = "confirm"

    @classmethod
    def asked(cls, data: QueryDict) -> Then:
        """What was asked for; a preview where that is not said."""
        found = data.get(THEN)
        return cls(found) if found in list(cls) else cls.PREVIEW


BACK_TO_FORM = frozenset({Then.ADD_ROW, Then.CHANGE})
"""What shows the form again as it was typed, without a word about mistakes."""


def carried(data: QueryDict) -> list[tuple[str, str]]:
    """What was typed, as the names and values of hidden fields."""
    return [(name, value) for name, values in data.lists() if name not in NOT_TYPED for value in values]


def fingerprint(preview: Any) -> str:
    """Stands for what a person was shown, so that nothing else is confirmed."""
    return blake2b(repr(preview).encode(), digest_size=16).hexdigest()


class Rows(forms.BaseFormSet):
    """Rows of a form, of which more can be asked for without a script; what is empty does not count."""

    extra, min_num, max_num, absolute_max = 0, 0, MOST_ROWS, MOST_ROWS
    can_order = can_delete = can_delete_extra = validate_min = False
    validate_max = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.renderer = get_default_renderer()
        super().__init__(*args, **kwargs)

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.use_required_attribute = False

    @classmethod
    def as_typed(cls, data: QueryDict, *, prefix: str, more: int = 0) -> Self:
        """The rows that were sent, unchecked, and so many more."""
        sent = cls(data, prefix=prefix)
        typed = [{name: data.get(form.add_prefix(name), "") for name in form.fields} for form in sent.forms]
        return cls.showing(typed, prefix=prefix, more=more)

    @classmethod
    def showing(cls, rows: list[dict[str, str]], *, prefix: str, more: int) -> Self:
        """Rows that hold these texts, and so many empty ones."""
        shown = cls(initial=rows, prefix=prefix)
        shown.extra = more
        return shown

    @property
    def filled(self) -> list[dict[str, Any]]:
        """The checked rows in which something was typed."""
        found = [form.cleaned_data for form in self.forms]
        return [row for row in found if any(value not in (None, "") for value in row.values())]
