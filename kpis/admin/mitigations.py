"""Mitigations, and the KPIs and months they cover."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet

from contracts.access import SignedInRequest
from contracts.admin.base import RecordInline, of_contract
from contracts.calculations.months import Month
from kpis.admin.rejudged import RejudgedAdmin
from kpis.calculations.schedule import in_service
from kpis.closed import closed_months, why_not
from kpis.models import MitigatedKpi, Mitigation, MitigationState


def relief(mitigation: Mitigation, row: MitigatedKpi, month: Month) -> tuple[int, str] | None:
    """Which KPI a row relieves in a month and how, if it does."""
    counts = mitigation.state == MitigationState.AGREED and in_service(month, row.month_from, row.month_to)
    return (row.kpi_id, mitigation.covers) if counts else None


class CoverFormSet(BaseInlineFormSet):
    """The KPIs of a mitigation, which relieve nothing otherwise in closed months than before."""

    def clean(self) -> None:
        super().clean()
        if any(self.errors) or self.instance.contract_id is None:
            return
        kept = {
            row.pk: row
            for row in MitigatedKpi.objects.filter(mitigation=self.instance.pk).select_related("mitigation")
        }
        closed = closed_months(self.instance.contract)
        problems = []
        for form in self.forms:
            before, after = kept.get(form.instance.pk), self._after(form)
            touched = [month for month in closed if _relieved(before, month) != _relieved(after, month)]
            if touched:
                problems.append(f"{form.instance.kpi}: {why_not(touched)}")
        if problems:
            raise ValidationError(problems)

    def _after(self, form: Any) -> MitigatedKpi | None:
        is_left_empty = form.instance.pk is None and not form.has_changed()
        return None if is_left_empty or form in self.deleted_forms else form.instance


def _relieved(row: MitigatedKpi | None, month: Month) -> tuple[int, str] | None:
    return None if row is None else relief(row.mitigation, row, month)


class MitigatedKpiInline(RecordInline):
    model = MitigatedKpi
    formset = CoverFormSet
    fields = ("kpi", "month_from", "month_to")
    autocomplete_fields = ("kpi",)
    extra = 1


@admin.register(Mitigation)
class MitigationAdmin(RejudgedAdmin):
    list_display = ("reference", "state", "covers", "reason", of_contract)
    list_filter = ("state", "covers", "contract")
    list_select_related = ("contract",)
    search_fields = ("reference", "reason", "contract__reference", "kpis__kpi__reference")
    autocomplete_fields = ("contract",)
    readonly_fields = ("proposed_by", "decided_by")
    inlines = (MitigatedKpiInline,)
    fieldsets = (
        (
            None,
            {
                "fields": ("contract", "reference", "state", "covers"),
                "description": "Only an agreed mitigation counts. Open months are judged again at once.",
            },
        ),
        ("Why", {"fields": ("reason", "impact", "path_to_green")}),
        ("Who", {"fields": readonly_fields}),
    )

    def save_model(self, request: SignedInRequest, obj: Mitigation, form: Any, change: bool) -> None:
        if not change:
            obj.proposed_by = request.user
        if "state" in form.changed_data and obj.state != MitigationState.PROPOSED:
            obj.decided_by = request.user
        super().save_model(request, obj, form, change)
