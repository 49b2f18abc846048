"""All that is on record for one KPI: its months, its terms through time, its mitigations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from typing import Any

from contracts.calculations.months import Month
from contracts.models import Contract
from kpis.calculations.baseline import Dated
from kpis.figures import NO_FIGURE, printed_value, with_thousands
from kpis.issues.load import issues_in
from kpis.judging import Rulebook
from kpis.models import Kpi, KpiReview, KpiTerms, MitigatedKpi, Period, PeriodState, Result
from kpis.summaries import status_without_result
from kpis.words import AWAITING
from reports.baselines import BaselineRow, row_of_kpi
from reports.drawn import drawn
from reports.kpi_chart import KpiChart, kpi_chart
from reports.letters import WORDS
from reports.points_working import PointRules, rules_of
from reports.working import difference, working

OUT_OF_SERVICE = "out_of_service"
"""The status, to style sheets, of a result of a month in which the KPI was not in service."""
UNCOUNTED = "Recorded, and not counted: the KPI was not in service."


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthLine:
    """A month of a KPI: its status and working, and what was said; no result where none is recorded.

    ``mark`` says what the chart of the KPI marks of it, and is empty for most months.
    """

    month: Month
    is_final: bool
    status: str
    word: str
    value: str
    working: str
    difference: str
    result: Result | None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Year:
    """The months of a calendar year, latest first."""

    number: int
    lines: tuple[MonthLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsLine:
    """Terms of a KPI, figures with their unit, beside the row they come from."""

    terms: KpiTerms
    tsl: str
    msl: str
    points: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiHistory:
    """What the page of a KPI shows, latest first throughout; ``latest`` is the last counted result.

    ``trend`` is None without any figure to draw, and ``compared`` without a figure to hold against what was
    before the contract and against the first.
    """

    latest: MonthLine | None
    trend: KpiChart | None
    years: tuple[Year, ...]
    terms: tuple[TermsLine, ...]
    mitigations: tuple[MitigatedKpi, ...]
    reviews: tuple[KpiReview, ...]
    replaced_by: tuple[str, ...]
    baseline: str
    compared: BaselineRow | None
    previous: str | None
    next: str | None


@drawn("reports/components/kpi.html")
def kpi_shown(contract: Contract, kpi: Kpi) -> dict[str, Any]:
    """All that the page of a KPI shows: its history, and the issues that show in it."""
    return {"kpi": kpi, "history": history_of(kpi), "issues": issues_in(kpi)}


def history_of(kpi: Kpi) -> KpiHistory:
    """The history of a KPI, in seven queries however long it is, eight with bands."""
    mitigated = MitigatedKpi.objects.agreed().filter(kpi=kpi).select_related("mitigation")
    others = _others(kpi)
    before, after = _neighbours(kpi, list(others))
    reviews = kpi.reviews.select_related("change_notice").order_by("-held_on")
    terms = list(kpi.terms.select_related("change_notice").order_by("-effective_from"))
    rulebook = Rulebook({kpi.pk: [(row.effective_from, row.plain) for row in terms[::-1]]}, {})
    lines = _month_lines(kpi, rulebook, rules_of(kpi.contract, [kpi]))
    served = [line for line in lines if line.status != OUT_OF_SERVICE]
    trend = kpi_chart(kpi, [(line.month, line.status, line.result) for line in served[::-1]], rulebook)
    return KpiHistory(
        latest=next((line for line in served if line.result), None),
        trend=trend,
        years=_by_year(_with_marks(lines, trend)),
        terms=_terms(kpi, terms),
        mitigations=tuple(mitigated.order_by("-month_from", "-pk")),
        reviews=tuple(reviews),
        replaced_by=tuple(reference for reference, replaces in others.items() if replaces == kpi.pk),
        baseline=_with_unit(kpi.baseline, kpi),
        compared=_compared(kpi, served, rulebook),
        previous=before,
        next=after,
    )


def _compared(kpi: Kpi, lines: list[MonthLine], rulebook: Rulebook) -> BaselineRow | None:
    """Its latest figure, of lines latest first, beside its baseline and its first."""
    figures = [
        Dated(line.month, line.result.value)
        for line in lines
        if line.result and line.result.value is not None
    ]
    has_target = bool(figures) and rulebook.terms_in(kpi, figures[0].month).tsl is not None
    return row_of_kpi(kpi, figures, has_target=has_target)


def _with_unit(figure: Decimal | None, kpi: Kpi) -> str:
    return printed_value(figure, kpi.unit, kpi.decimals)


def _by_year(lines: list[MonthLine]) -> tuple[Year, ...]:
    return tuple(Year(year, tuple(of_year)) for year, of_year in groupby(lines, lambda line: line.month.year))


def _with_marks(lines: list[MonthLine], trend: KpiChart | None) -> list[MonthLine]:
    marks = trend.marks if trend else {}
    return [replace(line, mark=marks.get(line.month, "")) for line in lines]


def _month_lines(kpi: Kpi, rulebook: Rulebook, rules: PointRules) -> list[MonthLine]:
    results = {result.month: result for result in kpi.results.order_by()}
    periods = Period.objects.filter(contract=kpi.contract_id).order_by("-month")
    return [
        _month_line(kpi, month, state == PeriodState.SIGNED_OFF, results.get(month), rulebook, rules)
        for month, state in periods.values_list("month", "state")
        if month in results or kpi.is_in_service_in(month)
    ]


def _month_line(
    kpi: Kpi, month: Month, is_final: bool, result: Result | None, rulebook: Rulebook, rules: PointRules
) -> MonthLine:
    if result and not kpi.is_in_service_in(month):
        return _uncounted(result, is_final=is_final, kpi=kpi)
    status = result.status if result else _unrecorded(kpi, month, rulebook)
    return MonthLine(
        month=month,
        is_final=is_final,
        status=status,
        word=WORDS[status],
        value=_with_unit(result.value, kpi) if result else NO_FIGURE,
        working=working(result, kpi, rules) if result else "",
        difference=difference(result, kpi) if result else "",
        result=result,
    )


def _uncounted(result: Result, *, is_final: bool, kpi: Kpi) -> MonthLine:
    return MonthLine(
        month=result.month,
        is_final=is_final,
        status=OUT_OF_SERVICE,
        word="Not in service",
        value=_with_unit(result.value, kpi),
        working=UNCOUNTED,
        difference="",
        result=result,
    )


def _unrecorded(kpi: Kpi, month: Month, rulebook: Rulebook) -> str:
    number = kpi.contract.month_number(month)
    return status_without_result(kpi, month, number, rulebook) or AWAITING


def _terms(kpi: Kpi, rows: Iterable[KpiTerms]) -> tuple[TermsLine, ...]:
    return tuple(
        TermsLine(
            terms=row,
            tsl=_with_unit(row.tsl, kpi),
            msl=_with_unit(row.msl, kpi),
            points=NO_FIGURE if row.points is None else with_thousands(row.points),
        )
        for row in rows
    )


def _others(kpi: Kpi) -> dict[str, int | None]:
    """Every KPI of the contract, by service area and reference, with the key of the one it replaced."""
    rows = Kpi.objects.filter(contract=kpi.contract_id).order_by("service_area__position", "reference")
    return dict(rows.values_list("reference", "replaces"))


def _neighbours(kpi: Kpi, references: list[str]) -> tuple[str | None, str | None]:
    """The references of the KPIs before and after it."""
    around: list[str | None] = [None, *references, None]
    place = around.index(kpi.reference)
    return around[place - 1], around[place + 1]
