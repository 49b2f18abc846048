"""The trend of a KPI on its page: its chart, its marks beside its results, and what they mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from contracts.calculations.months import Month
from kpis.calculations.rag import Better, Terms
from kpis.calculations.trend import Assurance, Trend
from kpis.judging import Rulebook
from kpis.models import Kpi, Result
from reports.charts.of_kpi import Measured, MonthFigure, reason_of, xmr_chart
from reports.charts.on_page import ChartOnPage

ASSURANCE_WORDS = {
    Assurance.PASS: "While nothing changes, the TSL will be met every month: it lies outside the limits.",
    Assurance.FAIL: "While nothing changes, the TSL will be missed every month: it lies outside the limits.",
    Assurance.HIT_AND_MISS: (
        "While nothing changes, the TSL will be met in some months and missed in others: "
        "it lies between the limits."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiChart:
    """The trend of a KPI.

    Attributes:
        marks: why months are marked, "Concern: above the upper limit", by the month.
        assurance: what is to be expected of the TSL, a sentence; empty without limits or without a TSL.
    """

    chart: ChartOnPage
    marks: Mapping[Month, str]
    assurance: str


def kpi_chart(
    kpi: Kpi, months: Sequence[tuple[Month, str, Result | None]], rulebook: Rulebook
) -> KpiChart | None:
    """The trend of a KPI; None where it has no figure.

    Args:
        months: in which it was in service, with status and result, earliest first.
        rulebook: says the levels of months without a result.
    """
    figures = [
        _judged(month, status, result) if result else _expected(month, status, rulebook.terms_in(kpi, month))
        for month, status, result in months
    ]
    if all(figure.value is None for figure in figures):
        return None
    measured = Measured(
        reference=kpi.reference,
        description=kpi.description,
        unit=kpi.unit,
        decimals=kpi.decimals,
        better=Better(kpi.better),
        months=figures,
    )
    trend = measured.trend
    return KpiChart(
        chart=ChartOnPage(chart=xmr_chart(measured, trend), has_table=False),
        marks=_marks(measured, trend),
        assurance=ASSURANCE_WORDS[trend.assurance] if trend.assurance else "",
    )


def _judged(month: Month, status: str, result: Result) -> MonthFigure:
    return MonthFigure(month=month, status=status, value=result.value, tsl=result.tsl, msl=result.msl)


def _expected(month: Month, status: str, terms: Terms) -> MonthFigure:
    return MonthFigure(month=month, status=status, value=None, tsl=terms.tsl, msl=terms.msl)


def _marks(kpi: Measured, trend: Trend) -> dict[Month, str]:
    return {
        figure.month: f"{signal.mark.capitalize()}: {reason_of(signal)}"
        for figure, signal in zip(kpi.months, trend.signals, strict=True)
        if signal
    }
