"""The form of one row of the record of governance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db import models
from django.forms.utils import pretty_name
from django.utils.formats import date_format

from contracts.actions.records import add_record, change_record, version_of
from contracts.forms.fields import DayField, TextField, tidy
from contracts.forms.whole_rows import WholeRowForm
from contracts.models import Contract, ServiceArea, User
from contracts.recording import Recorded

NOTHING = "nothing"


def field_of(field: models.Field, **kwargs: Any) -> forms.Field | None:
    """The form field in which people fill in a column."""
    if isinstance(field, models.DateField) and type(field) is models.DateField:
        return field.formfield(form_class=DayField, **{**kwargs, "widget": DayField.widget})
    if isinstance(field, models.TextField):
        rows = forms.Textarea(attrs={"rows": 4})
        return field.formfield(form_class=TextField, **{"widget": rows, **kwargs})
    return field.formfield(**kwargs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Theirs:
    """A column that somebody else changed meanwhile: what stands there now, and what is typed here."""

    label: str
    now: str
    typed: str


class RowForm(WholeRowForm):
    """A row of a contract's record as it is typed; ``seen`` says which version of it was looked at.

    Give ``instance`` its contract, or what leads to it, before the form is made. ``numbered`` is the letter
    of the references that new rows get, where they are numbered.
    """

    numbered = ""
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, contract: Contract, data: Any = None, *, instance: Any, **kwargs: Any) -> None:
        self.contract = contract
        self.theirs: list[Theirs] = []
        super().__init__(data, instance=instance, **kwargs)
        self.initial["seen"] = self.version_of(instance)
        if "service_area" in self.fields:
            areas: Any = self.fields["service_area"]
            areas.queryset = ServiceArea.objects.filter(contract=contract).order_by("position", "code")
            areas.empty_label = "The contract as a whole"
        for name, field in self.fields.items():
            if field.error_messages["required"] == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = left_empty(field, name)
            if field.required and isinstance(field, forms.TypedChoiceField):
                field.choices = offered(field)

    def version_of(self, row: Recorded) -> int:
        """A number that moves whenever what the form shows of a row is changed."""
        return version_of(row)

    @property
    def is_new(self) -> bool:
        return self.instance.pk is None

    @property
    def changed_fields(self) -> list[str]:
        """The columns in which something else was typed than stood there."""
        return [name for name in self.changed_data if name != "seen" and name in self.columns]

    @property
    def columns(self) -> set[str]:
        return {field.name for field in self.instance._meta.concrete_fields} & self.fields.keys()

    def clean(self) -> dict[str, Any]:
        cleaned: Any = super().clean() or self.cleaned_data
        return {name: tidy(value) if isinstance(value, str) else value for name, value in cleaned.items()}

    def write(self, *, by: User) -> None:
        """Write what was typed, where it says anything new.

        Raises:
            NotAllowed: it is against a rule, or somebody changed the row meanwhile.
        """
        if self.is_new:
            add_record(row=self.instance, by=by, numbered=self.numbered)
        elif self.changed_fields:
            seen = self.cleaned_data["seen"] or 0
            change_record(row=self.instance, fields=self.changed_fields, seen=seen, by=by)

    def show_theirs(self) -> None:
        """Put what somebody else wrote meanwhile beside what is typed.

        Who saves again then overwrites it knowingly.
        """
        now = type(self.instance).objects.filter(pk=self.instance.pk).first()
        if now is None:
            self.add_error(None, "Somebody removed this meanwhile.")
            return
        self.theirs = list(self._differences(now))
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data[self.add_prefix("seen")] = str(self.version_of(now))
        self.data = data

    def _differences(self, now: Recorded) -> Iterator[Theirs]:
        for name, field in self.fields.items():
            if name in self.columns and getattr(now, name) != getattr(self.instance, name):
                yield Theirs(label=str(field.label), now=shown(now, name), typed=shown(self.instance, name))


def offered(field: forms.TypedChoiceField) -> list[tuple[Any, Any]]:
    """The choices of a field that needs one: buttons have none for nothing, and a list says what to do."""
    is_buttons = isinstance(field.widget, forms.RadioSelect)
    choices: Any = field.choices
    return [(value, word if value else "Choose one") for value, word in choices if value or not is_buttons]


def left_empty(field: forms.Field, name: str) -> str:
    """What to do about a field that needs an answer, said so that the error summary tells which it is."""
    label = field.label or pretty_name(name)
    return f"Choose one under “{label}”." if isinstance(field, forms.ChoiceField) else f"Fill in “{label}”."


def shown(row: Recorded, name: str) -> str:
    """What a column of a row says, in words."""
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    if isinstance(value, date):
        return date_format(value, "j F Y")
    return NOTHING if value in (None, "") else str(value)
