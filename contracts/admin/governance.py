"""How a contract is judged beyond its KPIs, beside the pages that these have of their own."""

from __future__ import annotations

from django.contrib import admin

from contracts.admin.base import ReadOnly, RecordAdmin, RecordInline, of_contract
from contracts.models import (
    Assurance,
    Commitment,
    Highlight,
    Issue,
    IssueUpdate,
    Meeting,
    MeetingPaper,
    Objective,
    ObjectiveAssessment,
    Saving,
    WorkstreamStage,
    WorkstreamUpdate,
)


class OfContractAdmin(RecordAdmin):
    """Rows that belong to a contract directly."""

    list_filter: tuple[str, ...] = ("contract",)
    list_select_related: tuple[str, ...] = ("contract",)
    autocomplete_fields: tuple[str, ...] = ("contract",)


@admin.register(WorkstreamStage)
class WorkstreamStageAdmin(OfContractAdmin):
    list_display = ("workstream", "stage", "month_from", "month_to", "position", of_contract)
    search_fields = ("workstream", "stage", "contract__reference")


@admin.register(WorkstreamUpdate)
class WorkstreamUpdateAdmin(OfContractAdmin):
    list_display = ("workstream", "as_at", "status", "narrative", of_contract)
    list_filter = ("status", "contract")
    search_fields = ("workstream", "narrative", "contract__reference")


@admin.register(Objective)
class ObjectiveAdmin(OfContractAdmin):
    list_display = ("reference", "text", "horizon", of_contract)
    list_filter = ("horizon", "contract")
    search_fields = ("reference", "text", "contract__reference")


@admin.register(ObjectiveAssessment)
class ObjectiveAssessmentAdmin(ReadOnly, RecordAdmin):
    """To be looked at: what is written here would count without anybody's approval."""

    list_display = ("objective", "view", "as_at", "rating", "state", of_contract)
    list_filter = ("view", "rating", "state", "objective__contract")
    list_select_related = ("objective__contract",)
    search_fields = ("objective__reference", "narrative", "objective__contract__reference")


@admin.register(Saving)
class SavingAdmin(OfContractAdmin):
    list_display = ("financial_year", "contracted", "delivered", of_contract)
    search_fields = ("financial_year", "note", "contract__reference")


@admin.register(Highlight)
class HighlightAdmin(OfContractAdmin):
    list_display = ("text", "as_at", "service_area", of_contract)
    list_select_related = ("contract", "service_area")
    search_fields = ("text", "contract__reference")
    autocomplete_fields = ("contract", "service_area")


@admin.register(Issue)
class IssueAdmin(OfContractAdmin):
    list_display = ("reference", "title", "kind", "status", "under_control", "raised", of_contract)
    list_filter = ("status", "kind", "under_control", "contract")
    search_fields = ("reference", "title", "contract__reference")
    autocomplete_fields = ("contract", "service_area")
    fieldsets = (
        (None, {"fields": ("contract", "reference", "title", "kind", "service_area", "raised")}),
        ("What happened", {"fields": ("cause", "impact", "response")}),
        ("Where it stands", {"fields": ("status", "under_control", "owner", "lead", "due", "resolved_on")}),
        ("How each side sees it", {"fields": ("provider_view", "provider_view_source", "client_view")}),
        ("Where this comes from", {"fields": ("source",)}),
    )


@admin.register(IssueUpdate)
class IssueUpdateAdmin(RecordAdmin):
    fixed = ("issue",)
    list_display = ("issue", "number", "as_at", "kind", "status", "under_control", of_contract)
    list_filter = ("status", "kind", "issue__contract")
    list_select_related = ("issue__contract",)
    search_fields = ("issue__reference", "text", "issue__contract__reference")
    autocomplete_fields = ("issue",)


@admin.register(Commitment)
class CommitmentAdmin(OfContractAdmin):
    list_display = ("reference", "text", "kind", "due", "status", of_contract)
    list_filter = ("status", "kind", "contract")
    search_fields = ("reference", "text", "contract__reference")


@admin.register(Assurance)
class AssuranceAdmin(OfContractAdmin):
    list_display = ("reference", "text", "meeting", "requested", "owner", "due", "status", of_contract)
    list_filter = ("status", "owner", "contract")
    search_fields = ("reference", "text", "meeting", "contract__reference")
    fieldsets = (
        (None, {"fields": ("contract", "reference", "meeting", "requested", "text")}),
        ("The answer", {"fields": ("owner", "assigned_to", "due", "status", "answered_on", "response")}),
        ("Where this comes from", {"fields": ("source",)}),
    )


class PaperInline(RecordInline):
    model = MeetingPaper


@admin.register(Meeting)
class MeetingAdmin(OfContractAdmin):
    list_display = ("committee", "held_on", "reference", of_contract)
    search_fields = ("committee", "reference", "contract__reference")
    inlines = (PaperInline,)


@admin.register(MeetingPaper)
class MeetingPaperAdmin(RecordAdmin):
    fixed = ("meeting",)
    list_display = ("title", "meeting", "address", of_contract)
    list_select_related = ("meeting__contract",)
    search_fields = ("title", "meeting__contract__reference")
    autocomplete_fields = ("meeting",)
