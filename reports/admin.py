"""Reports as the admin shows them: they are written, reviewed and published on the product's own pages."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from contracts.admin.base import ReadOnly, RecordAdmin, of_contract
from reports.models import (
    AddendumDraft,
    ExemptRow,
    LeftOutHighlight,
    Publication,
    PublicLink,
    PublishedDocument,
    PublishedText,
    Report,
    ReportSection,
)


@admin.register(Report)
class ReportAdmin(ReadOnly, RecordAdmin):
    list_display = ("number", "title", "month_from", "month_to", "meeting", "held_on", "state", of_contract)
    list_filter = ("state", "contract")
    list_select_related = ("contract",)
    search_fields = ("title", "meeting", "author", "officer", "contract__reference")


@admin.register(ReportSection)
class ReportSectionAdmin(ReadOnly, RecordAdmin):
    list_display = ("title", "kind", "report", "position", "is_included", of_contract)
    list_filter = ("kind", "report__contract")
    list_select_related = ("report__contract",)
    search_fields = ("title", "text", "report__contract__reference")


@admin.register(ExemptRow)
class ExemptRowAdmin(ReadOnly, RecordAdmin):
    list_display = ("row_key", "section", "paragraph", "report", of_contract)
    list_filter = ("section", "report__contract")
    list_select_related = ("report__contract",)
    search_fields = ("row_key", "report__contract__reference")


@admin.register(LeftOutHighlight)
class LeftOutHighlightAdmin(ReadOnly, RecordAdmin):
    list_display = ("report", "highlight_id", of_contract)
    list_filter = ("report__contract",)
    list_select_related = ("report__contract",)
    search_fields = ("report__contract__reference",)


class Undisclosed(ReadOnly):
    """Rows with columns that are for the contract's people, or for nobody: ``exclude`` names them."""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[Any, ...]:
        hidden = getattr(self, "exclude", None) or ()
        return tuple(name for name in super().get_readonly_fields(request, obj) if name not in hidden)


@admin.register(Publication)
class PublicationAdmin(ReadOnly, RecordAdmin):
    list_display = ("number", "title", "meeting", "held_on", "published_by", "published_at", of_contract)
    list_filter = ("contract",)
    list_select_related = ("contract", "published_by")
    search_fields = ("title", "meeting", "contract__reference")


@admin.register(PublishedText)
class PublishedTextAdmin(Undisclosed, admin.ModelAdmin):
    """What can hold exempt items, and so is not shown here; its fingerprint is."""

    list_display = ("publication", "audience", "kind", "sha256")
    list_filter = ("audience", "kind", "publication__contract")
    list_select_related = ("publication__contract",)
    search_fields = ("sha256", "publication__title", "publication__contract__reference")
    exclude = ("text",)


@admin.register(PublishedDocument)
class PublishedDocumentAdmin(Undisclosed, admin.ModelAdmin):
    """What came of a publication; the file itself is served to those who may read it."""

    list_display = ("name", "publication", "audience", "format", "size", "sha256")
    list_filter = ("audience", "format", "publication__contract")
    list_select_related = ("publication__contract",)
    search_fields = ("name", "sha256", "publication__contract__reference")
    exclude = ("file",)


@admin.register(PublicLink)
class PublicLinkAdmin(Undisclosed, RecordAdmin):
    list_display = ("publication", "is_on", "switched_by", "switched_at", of_contract)
    list_filter = ("is_on", "publication__contract")
    list_select_related = ("publication__contract", "switched_by")
    search_fields = ("publication__title", "publication__contract__reference")
    exclude = ("token",)


@admin.register(AddendumDraft)
class AddendumDraftAdmin(ReadOnly, RecordAdmin):
    list_display = ("corrects", "reason", "meeting", "held_on", "prepared_by", of_contract)
    list_filter = ("corrects__contract",)
    list_select_related = ("corrects__contract", "prepared_by")
    search_fields = ("reason", "text", "corrects__contract__reference")
