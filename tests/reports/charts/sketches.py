"""Small charts to draw and to tell of."""

from __future__ import annotations

from dataclasses import replace

from reports.charts.values import (
    Band,
    GroupedBars,
    Mark,
    StackedBars,
    Stage,
    StatusGrid,
    Timeline,
    Workstream,
    XmrChart,
)

QUARTER = ("Apr 21", "May 21", "Jun 21")

POINTS = StackedBars(
    key="points_by_area",
    title="Points",
    unit="points",
    labels=QUARTER,
    bands=(
        Band(name="IMT", numbers=(10.0, 0.0, 62.5), tone="area_1"),
        Band(name="CSC", numbers=(0.0, 0.0, 1.0), tone="area_2"),
    ),
)
CREDITS = StackedBars(
    key="credits_against_cap",
    title="Credits",
    unit="pounds",
    labels=QUARTER,
    bands=(
        Band(name="Payable", numbers=(4500.0, None, 8568.92), tone="payable"),
        Band(name="Lost to the cap", numbers=(0.0, None, 431.08), tone="lost"),
    ),
    line=Band(name="Cap", numbers=(8568.92, None, 8568.92), tone="cap"),
)
XMR = XmrChart(
    key="xmr",
    title="IMT_KPI_01: calls answered",
    unit="percent",
    decimals=1,
    labels=QUARTER,
    figures=(96.2, None, 88.0),
    statuses=("green", "blue", "red"),
    tsl=(95.0, 95.0, 96.0),
    msl=(None, None, 90.0),
    mean=92.1,
    lower=70.294,
    upper=113.906,
    is_provisional=True,
    marks=(Mark(place=2, kind="concern", reason="below the lower limit"),),
    mitigated=(1,),
)
GRID = StatusGrid(
    key="status_grid",
    title="Statuses",
    labels=QUARTER,
    rows=(("CSC_KPI_01", "CSC"), ("IMT_KPI_01", "IMT")),
    statuses=(("green", "green", "green"), ("", "amber", "awaiting")),
)
PROGRAMME = Timeline(
    key="programme",
    title="Programme",
    labels=("Apr 21", "May 21", "Jun 21 to Mar 24"),
    workstreams=(
        Workstream(
            name="R&D <b>",
            standing="On plan",
            stages=(Stage(name="Options", first=0, last=1), Stage(name="Transition", first=2, last=2)),
        ),
    ),
    now=1,
)
SAVINGS = GroupedBars(
    key="savings",
    title="Savings",
    unit="pounds",
    per="Financial year",
    labels=("2021/22", "2022/23"),
    bands=(
        Band(name="Contracted", numbers=(7000000.0, 8000000.0), tone="contracted"),
        Band(name="Delivered", numbers=(6500000.5, None), tone="delivered"),
    ),
)
EVERY = (POINTS, CREDITS, XMR, GRID, PROGRAMME, SAVINGS)
NAMES = [chart.key for chart in EVERY]

NOTHING = (
    replace(POINTS, labels=(), bands=()),
    replace(
        XMR,
        labels=(),
        figures=(),
        statuses=(),
        tsl=(),
        msl=(),
        mean=None,
        lower=None,
        upper=None,
        marks=(),
        mitigated=(),
    ),
    replace(GRID, labels=(), rows=(), statuses=()),
    replace(PROGRAMME, labels=(), workstreams=(), now=None),
    replace(SAVINGS, labels=(), bands=()),
)
ONE_FIGURE = replace(
    XMR, figures=(96.2, None, None), mean=None, lower=None, upper=None, marks=(), is_provisional=False
)
