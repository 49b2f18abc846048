"""The XmR chart of a KPI, held against the trend that is reckoned of its figures."""

from __future__ import annotations

from decimal import Decimal

from contracts.calculations.months import Month
from kpis.calculations.rag import Better
from kpis.calculations.trend import Side, SpecialCause
from reports.charts.of_kpi import REASONS, Measured, MonthFigure, xmr_chart

VECTOR = (1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1)
"""Section 4.4 of the design: mean 1.94, limits -0.72 and 4.60, and only the fifth point special."""


def measured(figures, *, better=Better.HIGHER, statuses=None, tsl=None):
    first = Month(2020, 1)
    return Measured(
        reference="IMT_KPI_01",
        description="Calls",
        unit="number",
        decimals=0,
        better=better,
        months=[
            MonthFigure(
                month=first + place,
                value=None if figure is None else Decimal(figure),
                status=statuses[place] if statuses else "green",
                tsl=tsl,
                msl=None,
            )
            for place, figure in enumerate(figures)
        ],
    )


def chart_of(kpi):
    return xmr_chart(kpi, kpi.trend)


def test_the_lines_and_the_marks_are_those_of_the_trend():
    chart = chart_of(measured(VECTOR))
    assert [round(line, 2) for line in (chart.mean, chart.lower, chart.upper)] == [1.94, -0.72, 4.60]
    assert [(mark.place, mark.kind, mark.reason) for mark in chart.marks] == [
        (4, "improvement", "above the upper limit")
    ]
    assert not chart.is_provisional


def test_what_is_better_decides_what_a_mark_means():
    assert [mark.kind for mark in chart_of(measured(VECTOR, better=Better.LOWER)).marks] == ["concern"]


def test_a_gap_stays_a_gap_and_moves_no_mark():
    chart = chart_of(measured((*VECTOR[:2], None, *VECTOR[2:])))
    assert chart.figures[2] is None
    assert [mark.place for mark in chart.marks] == [5]


def test_limits_of_twelve_figures_are_provisional_and_of_thirteen_not():
    assert chart_of(measured(VECTOR[:12])).is_provisional
    assert not chart_of(measured(VECTOR[:13])).is_provisional


def test_one_figure_has_no_lines():
    chart = chart_of(measured((1,)))
    assert (chart.mean, chart.lower, chart.upper, chart.marks) == (None, None, None, ())


def test_blue_months_are_those_mitigated():
    assert chart_of(measured((1, 2, 1), statuses=("green", "blue", "blue"))).mitigated == (1, 2)


def test_every_special_cause_has_its_words():
    assert REASONS.keys() == {(cause, side) for cause in SpecialCause for side in Side}
