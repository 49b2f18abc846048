"""Mitigations, and the KPIs and months they cover."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet
from django.http import HttpRequest

from contracts.access import SignedInRequest
from contracts.admin.base import RecordForm, RecordInline, of_contract
from contracts.calculations.months import Month
from contracts.models import User
from kpis.admin.rejudged import RejudgedAdmin
from kpis.calculations.schedule import in_service
from kpis.calculations.spans import Span
from kpis.closed import closed_months, why_not
from kpis.mitigations.draft import Covered, covered_by, named_twice
from kpis.mitigations.overlaps import in_a_sentence, overlaps_of
from kpis.models import MitigatedKpi, Mitigation, MitigationState

DECIDED = (MitigationState.AGREED, MitigationState.DECLINED)
TOLD = ("reason", "impact", "path_to_green")
KEPT = "The statements of closed months print this. To correct it, have them reopened first."


def relief(mitigation: Mitigation, row: MitigatedKpi, month: Month) -> tuple[int, str] | None:
    """Which KPI a row relieves in a month and how, if it does."""
    counts = mitigation.state == MitigationState.AGREED and in_service(month, row.month_from, row.month_to)
    return (row.kpi_id, mitigation.covers) if counts else None


def relieves_closed_months(mitigation: Mitigation) -> bool:
    """Whether a mitigation, as it is stored, relieves some KPI in a closed month."""
    stored = MitigatedKpi.objects.filter(mitigation=mitigation.pk).select_related("mitigation")
    closed = closed_months(mitigation.contract)
    return any(_relieved(row, month) for row in stored for month in closed)


class MitigationForm(RecordForm):
    """A mitigation that relieves the KPIs it is stored with as before in closed months.

    The rows below it check themselves, but are not there for a person who may not see them.

    Attributes:
        by: who sends it.
    """

    by: User

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "state" in self.changed_data and cleaned.get("state") in DECIDED and self._is_proposed_by_them():
            self.add_error("state", "Someone else decides on what you propose: leave it proposed")
        if self.instance.pk and not self.errors and {"state", "covers"} & set(self.changed_data):
            after = Mitigation(state=cleaned["state"], covers=cleaned["covers"])
            self._check_stored_rows(after)
            if after.state == MitigationState.AGREED:
                self._check_overlaps()
        return cleaned

    def _is_proposed_by_them(self) -> bool:
        return self.instance.pk is None or self.instance.proposed_by_id == self.by.pk

    def _check_overlaps(self) -> None:
        if sentence := in_a_sentence(overlaps_of(covered_by(self.instance), but=self.instance)):
            self.add_error(None, sentence)

    def _check_stored_rows(self, after: Mitigation) -> None:
        stored = MitigatedKpi.objects.filter(mitigation=self.instance.pk)
        closed = closed_months(self.instance.contract)
        for row in stored.select_related("mitigation", "kpi"):
            touched = [m for m in closed if _relieved(row, m) != relief(after, row, m)]
            if touched:
                self.add_error(None, f"{row.kpi}: {why_not(touched)}")


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
        if self.instance.state == MitigationState.AGREED and self.has_changed():
            problems.extend(self._overlaps())
        if problems:
            raise ValidationError(problems)

    def _overlaps(self) -> list[str]:
        """Why the rows as they are typed cannot be agreed beside each other and other mitigations."""
        rows = [row for form in self.forms if (row := self._after(form))]
        covered = [Covered(row.kpi, Span(row.month_from, row.month_to)) for row in rows]
        sentence = in_a_sentence(overlaps_of(covered, but=self.instance))
        return [*(twice for _, twice in named_twice(covered)), *([sentence] if sentence else [])]

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
    form = MitigationForm
    list_display = ("reference", "state", "covers", "reason", of_contract)
    list_filter = ("state", "covers", "contract")
    list_select_related = ("contract",)
    search_fields = ("reference", "reason", "contract__reference", "kpis__kpi__reference")
    autocomplete_fields = ("contract",)
    readonly_fields = (
        *("proposed_by", "proposed_at", "decided_by", "decided_at"),
        *("decision_note", "ended_because"),
    )
    inlines = (MitigatedKpiInline,)
    fieldsets = (
        (
            None,
            {
                "fields": ("contract", "reference", "state", "covers"),
                "description": "Only an agreed mitigation counts. Open months are judged again at once.",
            },
        ),
        ("Why", {"fields": TOLD}),
        ("Until when", {"fields": ("expected",)}),
        ("Who and when", {"fields": readonly_fields}),
    )

    def get_form(
        self, request: SignedInRequest, obj: Mitigation | None = None, change: bool = False, **kwargs: Any
    ) -> type[MitigationForm]:
        form: type[MitigationForm] = super().get_form(request, obj, change=change, **kwargs)
        form.by = request.user
        return form

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        fields = super().get_readonly_fields(request, obj)
        return (*fields, *TOLD) if obj and relieves_closed_months(obj) else fields

    def get_fieldsets(self, request: HttpRequest, obj: Mitigation | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if TOLD[0] not in self.get_readonly_fields(request, obj):
            return fieldsets
        return [
            (name, {**shown, "description": KEPT} if name == "Why" else shown) for name, shown in fieldsets
        ]

    def save_model(self, request: SignedInRequest, obj: Mitigation, form: Any, change: bool) -> None:
        if not change:
            obj.proposed_by = request.user
        if "state" in form.changed_data and obj.state in DECIDED:
            obj.decided_by = request.user
        super().save_model(request, obj, form, change)
