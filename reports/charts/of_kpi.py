"""The XmR chart of a KPI's figures: the trend that ``kpis.calculations.trend`` works out, to be drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from contracts.calculations.months import Month
from kpis.calculations.rag import Better, Status
from kpis.calculations.trend import Series, Side, Signal, SpecialCause, Trend, trend_of
from reports.charts.values import Mark, XmrChart

REASONS: Mapping[tuple[SpecialCause, Side], str] = {
    (SpecialCause.OUTSIDE_LIMITS, Side.HIGH): "above the upper limit",
    (SpecialCause.OUTSIDE_LIMITS, Side.LOW): "below the lower limit",
    (SpecialCause.TREND, Side.HIGH): "part of seven or more points rising",
    (SpecialCause.TREND, Side.LOW): "part of seven or more points falling",
    (SpecialCause.TWO_OF_THREE, Side.HIGH): "two of three points near the upper limit",
    (SpecialCause.TWO_OF_THREE, Side.LOW): "two of three points near the lower limit",
    (SpecialCause.SHIFT, Side.HIGH): "part of seven or more points above the mean",
    (SpecialCause.SHIFT, Side.LOW): "part of seven or more points below the mean",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthFigure:
    """A month of a KPI: its value and status, and the levels it was or would be judged by."""

    month: Month
    value: Decimal | None
    status: str
    tsl: Decimal | None
    msl: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A KPI's months, earliest first, and how its figures are expressed."""

    reference: str
    description: str
    unit: str
    decimals: int
    better: Better
    months: Sequence[MonthFigure]

    @property
    def trend(self) -> Trend:
        """What its figures say, the latest target being what is to be met."""
        target = self.months[-1].tsl if self.months else None
        figures = [month.value for month in self.months]
        return trend_of(Series(figures=figures, better=self.better, target=target))


def xmr_chart(kpi: Measured, trend: Trend) -> XmrChart:
    """A KPI's figures month by month with their lines, levels and marks."""
    limits = trend.limits
    return XmrChart(
        key="xmr",
        title=f"{kpi.reference}: {kpi.description}",
        unit=kpi.unit,
        decimals=kpi.decimals,
        labels=tuple(month.month.short_name for month in kpi.months),
        figures=tuple(_float(month.value) for month in kpi.months),
        statuses=tuple(month.status for month in kpi.months),
        tsl=tuple(_float(month.tsl) for month in kpi.months),
        msl=tuple(_float(month.msl) for month in kpi.months),
        mean=_float(limits.mean) if limits else None,
        lower=_float(limits.lower) if limits else None,
        upper=_float(limits.upper) if limits else None,
        is_provisional=limits.is_provisional if limits else False,
        marks=tuple(_mark(place, signal) for place, signal in enumerate(trend.signals) if signal),
        mitigated=tuple(place for place, month in enumerate(kpi.months) if month.status == Status.BLUE),
    )


def reason_of(signal: Signal) -> str:
    """Why a point is marked, as a reader of the chart would see it."""
    return REASONS[signal.cause, signal.side]


def _mark(place: int, signal: Signal) -> Mark:
    return Mark(place=place, kind=signal.mark.value, reason=reason_of(signal))


def _float(number: Decimal | None) -> float | None:
    return None if number is None else float(number)
