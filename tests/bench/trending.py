"""The trend of 40 KPIs over 108 months beside the same lines in numpy alone, and one from a contract's rows.

The floor takes an array of floats and gives means and limits, the outlying moving ranges left out once, and
no more: no special causes, no exact comparison, no plain values. Ours is measured on the array too
(``xmr.charts``, all special causes included), and from figures as they are kept to plain values (``trends``).
"""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from contracts.kept import forget, reading
from contracts.models import Contract
from kpis.calculations.rag import Better
from kpis.calculations.trend import Series, table, trends
from kpis.calculations.xmr import charts
from kpis.models import Result
from reports.frames import values_frame
from reports.trends.of_contract import trend_of_contract
from tests.bench.timing import count_queries, in_turn

REFERENCE = "BENCH-40-108"
LIMIT, OUTLIER = 2.66, 3.267


def trend_figures() -> dict:
    """Milliseconds of each, and their ratios to numpy alone."""
    contract = reading(Contract.objects.select_related("record_version").get(reference=REFERENCE))
    series = _series(contract)
    array = table([each.figures for each in series])
    as_at = max(Result.objects.filter(contract=contract).values_list("month", flat=True))

    def from_rows() -> None:
        forget()
        trend_of_contract(contract, as_at, as_at + -6)

    alone, on_array, plain, rows = in_turn(
        lambda: numpy_alone(array), lambda: charts(array), lambda: trends(series), from_rows
    )
    return {
        "kpis": array.shape[0],
        "months": array.shape[1],
        "milliseconds": {"numpy alone": alone, "charts": on_array, "trends": plain, "from rows": rows},
        "charts": on_array / alone,
        "trends": plain / alone,
        "queries": count_queries(from_rows),
    }


def _series(contract: Contract) -> list[Series]:
    frame = values_frame(contract)
    figures = frame.astype("object").where(frame.notna(), None)
    return [
        Series(
            figures=[None if figure is None else Decimal(str(figure)) for figure in figures[kpi]],
            better=Better.HIGHER,
            target=Decimal(95),
        )
        for kpi in figures.columns
    ]


def numpy_alone(array: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Mean and limits of every row of an array without gaps."""
    mean = array.mean(axis=1)
    moving = np.abs(np.diff(array, axis=1))
    kept = np.where(moving < OUTLIER * moving.mean(axis=1)[:, None], moving, np.nan)
    reach = LIMIT * np.nanmean(kept, axis=1)
    return mean, mean - reach, mean + reach
