"""KPIs, and the dated terms they are judged by."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest

from contracts.admin.base import RecordAdmin, RecordForm, RecordInline, of_contract, shown_figure
from contracts.calculations.months import Month
from kpis.admin.rejudged import RejudgedAdmin
from kpis.calculations.schedule import in_service
from kpis.closed import closed_months, why_not
from kpis.models import Kpi, KpiReview, KpiTerms, Result

LEVELS = (shown_figure("tsl", "TSL"), shown_figure("msl", "MSL"), shown_figure("points", "Points"))


def closed_reach(kpi: Kpi, effective_from: Month) -> list[Month]:
    """The closed months in which a KPI's terms from a month on hold, or would: until its next terms."""
    following = kpi.terms.filter(effective_from__gt=effective_from).order_by("effective_from").first()
    last = following.effective_from + -1 if following else None
    return closed_months(kpi.contract, effective_from, last)


def is_first(terms: KpiTerms) -> bool:
    """Whether a KPI would enter service without terms if it were not for these."""
    start = terms.kpi.in_service_from
    by_then = KpiTerms.objects.filter(kpi=terms.kpi_id, effective_from__lte=start)
    return terms.effective_from <= start and not by_then.exclude(pk=terms.pk).exists()


def clear_first(months: list[Month]) -> str:
    """Why a KPI cannot leave service in months that have a result of it."""
    names = ", ".join(month.name for month in months)
    results = "result" if len(months) == 1 else "results"
    return f"Clear the {names} {results} first: out of service nothing is counted, or can be corrected"


class TermsForm(RecordForm):
    """Terms that leave closed months as they were judged, and no KPI without terms when it enters service."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        kpi = cleaned.get("kpi") or getattr(self.instance, "kpi", None)
        month = cleaned.get("effective_from")
        if kpi and month:
            # A KPI that is only being added asks about its months of service itself.
            if kpi.pk and (closed := closed_reach(kpi, month)):
                self.add_error("effective_from", why_not(closed))
            elif self._comes_too_late(kpi, month):
                start = kpi.in_service_from.name
                self.add_error("effective_from", f"A KPI's first terms hold from {start}, or begin earlier")
        return cleaned

    def _comes_too_late(self, kpi: Kpi, month: Month) -> bool:
        start: Month | None = kpi.in_service_from
        if start is None or month <= start:
            return False
        return kpi.pk is None or (self.instance.pk is not None and is_first(self.instance))


class KpiForm(RecordForm):
    """A KPI that is in service in the same closed months as before, and wherever it has a result."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            contract = cleaned.get("contract") or self.instance.contract
            touched = [
                month for month in closed_months(contract) if self._served(month) != self._serves(month)
            ]
            stranded = [
                month for month in self._reported() if self._served(month) and not self._serves(month)
            ]
            if touched or stranded:
                moved = "in_service_from" if "in_service_from" in self.changed_data else "in_service_to"
                self.add_error(moved, why_not(touched) if touched else clear_first(stranded))
            elif self.instance.pk and "in_service_from" in self.changed_data:
                self._check_terms(cleaned["in_service_from"])
        return cleaned

    def _update_errors(self, errors: ValidationError) -> None:
        """What is wrong with a field that is only shown stands above the form."""
        found = getattr(errors, "error_dict", {})
        for name in [name for name in found if name not in (*self.fields, NON_FIELD_ERRORS)]:
            found.setdefault(NON_FIELD_ERRORS, []).extend(found.pop(name))
        super()._update_errors(errors)  # type: ignore[misc]

    def _check_terms(self, start: Month) -> None:
        first = self.instance.terms.order_by("effective_from").first()
        if first and first.effective_from > start:
            name = first.effective_from.name
            self.add_error(
                "in_service_from", f"The KPI's first terms hold from {name}: add earlier ones first"
            )

    def _reported(self) -> list[Month]:
        """The months for which the KPI has a result."""
        results = Result.objects.filter(kpi=self.instance.pk)
        return list(results.order_by("month").values_list("month", flat=True))

    def _served(self, month: Month) -> bool:
        return bool(self.instance.pk) and self.instance.is_in_service_in(month)

    def _serves(self, month: Month) -> bool:
        first = self.cleaned_data.get("in_service_from", self.instance.in_service_from)
        return in_service(month, first, self.cleaned_data.get("in_service_to"))


class FirstTermsInline(RecordInline):
    """The terms with which a new KPI begins."""

    model = KpiTerms
    form = TermsForm
    fields = ("effective_from", "tsl", "msl", "points", "change", "change_notice")
    autocomplete_fields = ("change_notice",)
    min_num = max_num = 1
    verbose_name_plural = "first terms"

    def get_formset(self, request: HttpRequest, obj: Kpi | None = None, **kwargs: Any) -> Any:
        return super().get_formset(request, obj, validate_min=True, **kwargs)


class TermsInline(RecordInline):
    """The terms of a KPI through time; each has a page of its own."""

    model = KpiTerms
    fields: ClassVar[Any] = ("effective_from", *LEVELS, "change", "change_notice")
    readonly_fields = fields
    ordering = ("effective_from",)
    show_change_link = True
    verbose_name_plural = "terms through time (new ones are added under KPI terms)"

    def get_queryset(self, request: HttpRequest) -> QuerySet[KpiTerms]:
        return super().get_queryset(request).select_related("kpi", "change_notice")

    def has_add_permission(self, request: HttpRequest, obj: Kpi | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Kpi | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Kpi | None = None) -> bool:
        return False


@admin.register(Kpi)
class KpiAdmin(RejudgedAdmin):
    """A KPI keeps its direction, and once it has results all else that they rest on."""

    form = KpiForm
    fixed = ("contract", "better", "replaces")
    fixed_by_results = ("reference", "service_area", "unit", "decimals", "frequency", "in_service_from")
    list_display = (
        *("reference", "description", "service_area", "unit", "better", "frequency"),
        *("in_service_from", "in_service_to", of_contract),
    )
    list_filter = ("unit", "better", "frequency", "contract")
    list_select_related = ("contract", "service_area")
    search_fields = ("reference", "description", "contract__reference")
    autocomplete_fields = ("contract", "service_area", "replaces")
    fieldsets = (
        (None, {"fields": ("contract", "service_area", "reference", "description")}),
        (
            "How it is measured",
            {
                "fields": ("unit", "better", "decimals", "frequency"),
                "description": "Fixed once there are results: to measure otherwise, add another KPI that "
                "replaces this one.",
            },
        ),
        ("When it counts", {"fields": ("in_service_from", "in_service_to")}),
        ("Before the contract", {"fields": ("baseline", "baseline_note")}),
        (
            "In words",
            {
                "fields": (
                    *("numerator_meaning", "denominator_meaning", "owner", "clause", "why_it_matters"),
                    "replaces",
                ),
                "description": "The contract's administrators edit these words on the KPI's own page.",
            },
        ),
        ("Where this comes from", {"fields": ("source",)}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """No KPI is added without its first terms, for which Django asks a permission of their own."""
        return super().has_add_permission(request) and request.user.has_perm("kpis.add_kpiterms")

    def get_inlines(self, request: HttpRequest, obj: Kpi | None) -> list[type[RecordInline]]:
        return [TermsInline if obj else FirstTermsInline]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        fields = super().get_readonly_fields(request, obj)
        if obj is None:
            return fields
        counted = closed_months(obj.contract, obj.in_service_from, obj.in_service_to)
        return (*fields, *self.fixed_by_results) if counted or obj.results.exists() else fields


@admin.register(KpiTerms)
class KpiTermsAdmin(RejudgedAdmin):
    """Terms by which a closed month was judged are only looked at."""

    form = TermsForm
    fixed = ("kpi",)
    list_display = ("kpi", "effective_from", *LEVELS, "change", "change_notice", of_contract)
    list_filter = ("change", "kpi__contract")
    list_select_related = ("kpi__contract", "change_notice")
    search_fields = ("kpi__reference", "kpi__contract__reference", "effective_from")
    autocomplete_fields = ("kpi", "change_notice")
    fieldsets = (
        (
            None,
            {
                "fields": ("kpi", "effective_from"),
                "description": "Terms hold until the KPI's next ones. Open months are judged again at once.",
            },
        ),
        ("What is in force", {"fields": ("tsl", "msl", "points")}),
        ("Why", {"fields": ("change", "change_notice", "description", "reason", "status", "source")}),
    )

    def has_change_permission(self, request: HttpRequest, obj: KpiTerms | None = None) -> bool:
        return super().has_change_permission(request, obj) and not (
            obj and closed_reach(obj.kpi, obj.effective_from)
        )

    def has_delete_permission(self, request: HttpRequest, obj: KpiTerms | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not (
            obj and (is_first(obj) or closed_reach(obj.kpi, obj.effective_from))
        )


@admin.register(KpiReview)
class KpiReviewAdmin(RecordAdmin):
    """Reviews that changed nothing; which KPI and which day a review was of stays."""

    fixed = ("kpi", "held_on")
    list_display = ("kpi", "held_on", "change_notice", of_contract)
    list_filter = ("kpi__contract",)
    list_select_related = ("kpi__contract", "change_notice")
    search_fields = ("kpi__reference", "kpi__contract__reference", "reason")
    autocomplete_fields = ("kpi", "change_notice")
    fields = ("kpi", "held_on", "change_notice", "reason", "source")
