"""How every form of the product is drawn: with the class names of GOV.UK Frontend."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Input

CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.HiddenInput, ""),
    (forms.CheckboxSelectMultiple, "govuk-checkboxes__input"),
    (forms.RadioSelect, "govuk-radios__input"),
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (forms.ClearableFileInput, "govuk-file-upload"),
    (forms.Textarea, "govuk-textarea"),
    (forms.Select, "govuk-select"),
    (Input, "govuk-input"),
)
WITH_ERROR_CLASS = frozenset({"govuk-file-upload", "govuk-textarea", "govuk-select", "govuk-input"})


def class_of(widget: forms.Widget) -> str:
    """The name GOV.UK Frontend has for an input, empty where it has none."""
    return next((name for kind, name in CLASSES if isinstance(widget, kind)), "")


class GovukBoundField(forms.BoundField):
    """A field of a form, whose input carries its GOV.UK class besides any of its own."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        ours = class_of(widget)
        names = [ours, f"{ours}--error" if self.errors and ours in WITH_ERROR_CLASS else ""]
        own = str(built.get("class") or widget.attrs.get("class") or "")
        found = " ".join(dict.fromkeys(name for name in (*names, *own.split()) if name))
        # No field has a placeholder: it disappears when it is needed, and few can read its grey.
        return {**built, "placeholder": False, **({"class": found} if found else {})}


class Renderer(TemplatesSetting):
    """Draws forms from the project's own templates."""

    bound_field_class = GovukBoundField
