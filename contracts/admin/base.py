"""How rows of the record stand in the Django admin: every change kept, no change by the back door."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from simple_history.admin import SimpleHistoryAdmin


class RecordForm(forms.ModelForm):
    """A form that checks the database's rules over the whole row, fields that it does not show included."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, value in self.initial.items():
            if isinstance(value, Decimal):  # without the zeros that its column pads it with
                self.initial[name] = f"{value.normalize():f}"

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.errors:
            try:
                self.instance.validate_constraints()
            except ValidationError as error:
                self.add_error(None, error.messages)


class RecordAdmin(SimpleHistoryAdmin):
    """A model of the record. ``fixed`` names what a row keeps for good once it is there."""

    form = RecordForm
    fixed: tuple[str, ...] = ("contract",)
    # Rows are deleted one by one, each after asking: see RecordedQuerySet.
    actions = None
    list_per_page = 50

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> tuple[str, ...]:
        return (*super().get_readonly_fields(request, obj), *(self.fixed if obj else ()))

    def revert_disabled(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """The past is shown, not brought back: what holds today may depend on what came since."""
        return True

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: dict | None = None
    ) -> HttpResponse:
        # Simple History would save the old version for anyone who may see it, and past every rule.
        if request.method != "GET":
            raise PermissionDenied
        return super().history_form_view(request, object_id, version_id, extra_context)


class RecordInline(admin.TabularInline):
    """Rows of the record on the page of the row they belong to."""

    form = RecordForm
    extra = 0


class ReadOnly(admin.ModelAdmin):
    """Evidence: to be looked at here, and changed on the product's own pages by those entitled to."""

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> tuple[str, ...]:
        return tuple(field.name for field in self.opts.fields)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
