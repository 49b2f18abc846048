"""How rows of the record stand in the Django admin: every change kept, no change by the back door."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from operator import attrgetter
from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from simple_history.admin import SimpleHistoryAdmin

from contracts.forms.whole_rows import WholeRowForm
from contracts.recording import Recorded

SHORT_TEXTS: Any = {models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})}}


def unpadded(figure: Decimal) -> str:
    """A figure without the zeros that its column pads it with.

    >>> unpadded(Decimal("97.5000")), unpadded(Decimal("1800.0000"))
    ('97.5', '1800')
    """
    return f"{figure.normalize():f}"


def shown_figure(name: str, label: str) -> Callable[[models.Model], str | None]:
    """A column of figures, each without padding and a dash for none."""

    @admin.display(description=label, ordering=name, empty_value="–")
    def shown(row: models.Model) -> str | None:
        figure = getattr(row, name)
        return None if figure is None else unpadded(figure)

    shown.__name__ = f"shown_{name}"
    return shown


@admin.display(description="Contract")
def of_contract(row: Recorded) -> str:
    """The short name of the contract that a row belongs to, however far away it stands."""
    return attrgetter(f"{row.contract_path.replace('__', '.')}.reference")(row)


class RecordForm(WholeRowForm):
    """A form that shows figures without the zeros that their columns pad them with."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, value in self.initial.items():
            if isinstance(value, Decimal):
                self.initial[name] = unpadded(value)


class RecordAdmin(SimpleHistoryAdmin):
    """A model of the record. ``fixed`` names what a row keeps for good once it is there."""

    form = RecordForm
    fixed: tuple[str, ...] = ("contract",)
    formfield_overrides = SHORT_TEXTS
    # Rows are deleted one by one, each after asking: see RecordedQuerySet.
    actions = None
    list_per_page = 50
    # Who runs the admin need not have a role on the contract, without which there is no such page.
    view_on_site = False

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
    formfield_overrides = SHORT_TEXTS
    extra = 0


class ReadOnly:
    """Evidence: to be looked at here, and changed on the product's own pages by those entitled to."""

    opts: Any
    readonly_fields: Any = ()

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> tuple[Any, ...]:
        return (*self.readonly_fields, *(field.name for field in self.opts.fields))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
