"""Using the Django admin in tests as a person would: open a page, change what it shows, send it."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.test import Client
from django.urls import reverse


def label(model: type[Model]) -> str:
    return model._meta.label


def address(model: type[Model], page: str, *args: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def save_page(client: Client, model: type[Model], row: Model | None = None, **entered: object) -> Any:
    """Open the page of a row, or the one to add a row, change some of what it shows, and send it."""
    url = address(model, "change", row.pk) if row else address(model, "add")
    context: Any = client.get(url).context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    shown = {field.html_name: field.value() for form in forms for field in form}
    # A browser sends nothing for an empty tick box.
    data = {
        name: value
        for name, value in {**shown, **entered}.items()
        if value is not None and value is not False
    }
    return client.post(url, data)


def errors_of(response: Any) -> str:
    """All that a page says was wrong, as one text."""
    return " ".join(map(str, response.context["errors"]))
