"""The record as pandas frames, for analysts and their notebooks: the one crossing from rows to pandas.

pandas is imported by the functions, which no page calls: figures become floats here, so nothing that money
or a status depends on may be worked out from a frame. In ``manage.py shell``::

    from contracts.models import Contract
    from reports.frames import values_frame

    values_frame(Contract.objects.get(reference="LCC-CSS")).rolling(12).mean()
"""

from __future__ import annotations

from decimal import Decimal
from math import nan
from typing import TYPE_CHECKING, Any

from contracts.calculations.months import Month
from contracts.models import Contract
from kpis.calculations.rag import Better
from kpis.calculations.trend import Series, Trend, trends
from kpis.models import Result
from kpis.models.definitions import MOST_DECIMALS

if TYPE_CHECKING:
    import pandas as pd

FIELDS = {
    "kpi": "kpi__reference",
    "area": "kpi__service_area__code",
    "month": "month",
    "outcome": "outcome",
    "value": "value",
    "unit": "kpi__unit",
    "better": "kpi__better",
    "tsl": "tsl",
    "msl": "msl",
    "status": "status",
    "underlying_status": "underlying_status",
    "points": "points",
    "points_incurred": "points_incurred",
    "is_repeat": "is_repeat",
    "in_service_from": "kpi__in_service_from",
    "in_service_to": "kpi__in_service_to",
}
CATEGORIES = ("kpi", "area", "outcome", "unit", "better", "status", "underlying_status")
FIGURES = ("value", "tsl", "msl", "points", "points_incurred")
IN_SERVICE = ("in_service_from", "in_service_to")
TREND = ("points", "mean", "lower", "upper", "is_provisional", "cause", "mark")


def results_frame(contract: Contract, first: Month | None = None, last: Month | None = None) -> pd.DataFrame:
    """Every result of a contract, a row each, by service area, KPI and month, in one query.

    Args:
        first, last: the months to begin and end with, both included; without them all there are.

    Returns:
        A frame with a plain index and these columns, also where it has no rows:

        ========================== ============== ==========================================================
        column                     dtype          what it holds
        ========================== ============== ==========================================================
        kpi, area                  category       reference and service area's code
        month                      period[M]      the month that was measured
        outcome                    category       measured, not_reported, no_activity or not_due
        value                      float64        in ``unit``; NaN where nothing was measured, never 0
        unit                       category       percent (97.5 means 97.5%), number, seconds, currency, ...
        better                     category       higher or lower
        tsl, msl                   float64        what it was judged by, in ``unit``; NaN for none
        status                     category       that counts: green, amber, red, blue and so on
        underlying_status          category       the same before mitigation
        points                     float64        abatement points the KPI carried; NaN for none
        points_incurred            float64        abatement points that it incurred
        is_repeat                  bool           whether the failure before made it dearer
        in_service                 bool           whether the KPI was counted in that month
        ========================== ============== ==========================================================

        A month for which nothing was recorded has no row: ``values_frame`` shows it as a gap.
    """
    import pandas as pd

    rows = Result.objects.filter(contract=contract).order_by(
        "kpi__service_area__position", "kpi__reference", "month"
    )
    if first is not None:
        rows = rows.filter(month__gte=first)
    if last is not None:
        rows = rows.filter(month__lte=last)
    return _typed(pd.DataFrame(list(rows.values_list(*FIELDS.values())), columns=list(FIELDS)))


def values_frame(contract: Contract, first: Month | None = None, last: Month | None = None) -> pd.DataFrame:
    """The values of a contract's KPIs side by side, in one query: what is asked of a trend over all of them.

    Returns:
        A frame of float64 with a month a row (``PeriodIndex`` named ``month``, every month from the first to
        the last that has a result) and a KPI a column, by reference in the contract's order. NaN is a gap:
        not recorded, not reported, no activity, not due, or measured while the KPI was out of service.
    """
    import pandas as pd

    results = results_frame(contract, first, last)
    counted = results[results["in_service"]]
    wide = counted.pivot(index="month", columns="kpi", values="value").astype("float64")
    wide.columns = pd.Index(wide.columns.astype("str"), name="kpi")
    if len(wide):
        wide = wide.reindex(pd.period_range(wide.index[0], wide.index[-1], freq="M", name="month"))
    return wide


def trends_frame(contract: Contract, first: Month | None = None, last: Month | None = None) -> pd.DataFrame:
    """The trend of every KPI of a contract, a row each in the contract's order, by all its values in service.

    Returns:
        A frame indexed by reference: ``points`` (int64), ``mean``, ``lower`` and ``upper`` (float64, in the
        KPI's unit; NaN for fewer than two values), ``is_provisional`` (bool: under thirteen points), and as
        text the ``cause`` and ``mark`` (improvement or concern) of the latest value; empty for none.
    """
    import pandas as pd

    results = results_frame(contract, first, last)
    measured = results[results["in_service"] & results["value"].notna()]
    series = {
        str(kpi): Series(figures=list(map(_figure, rows["value"])), better=Better(rows["better"].iloc[0]))
        for kpi, rows in measured.groupby("kpi", observed=True, sort=False)
    }
    rows = [_trend_row(trend) for trend in trends(list(series.values()))]
    return pd.DataFrame(rows, index=pd.Index(list(series), name="kpi"), columns=list(TREND))


def _figure(value: float) -> Decimal:
    """A figure as it is kept: the nearest float misses it by less than a ten-thousandth."""
    return Decimal(str(round(value, MOST_DECIMALS)))


def _trend_row(trend: Trend) -> dict[str, Any]:
    limits, signal = trend.limits, trend.signals[-1]
    return {
        "points": len(trend.signals),
        "mean": float(limits.mean) if limits else nan,
        "lower": float(limits.lower) if limits else nan,
        "upper": float(limits.upper) if limits else nan,
        "is_provisional": limits is None or limits.is_provisional,
        "cause": signal.cause.value if signal else "",
        "mark": signal.mark.value if signal else "",
    }


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    """The same rows with the columns and types that are promised."""
    months = {name: _months(frame[name]) for name in ("month", *IN_SERVICE)}
    begun = months["month"] >= months["in_service_from"]
    ended = (months["month"] > months["in_service_to"]).fillna(value=False)
    return frame.drop(columns=list(IN_SERVICE)).assign(
        **{name: _category(frame[name]) for name in CATEGORIES},
        **{name: frame[name].astype("float64") for name in FIGURES},
        month=months["month"],
        is_repeat=frame["is_repeat"].astype("bool"),
        in_service=begun & ~ended,
    )


def _months(column: pd.Series[Any]) -> pd.Series[Any]:
    """Months as pandas keeps them; NaT for none."""
    import pandas as pd

    written = [None if month is None else str(month) for month in column]
    return pd.Series(pd.PeriodIndex(written, freq="M"), index=column.index)


def _category(column: pd.Series[Any]) -> pd.Series[Any]:
    """Words as categories, in the order in which they occur."""
    import pandas as pd

    return column.astype(pd.CategoricalDtype(list(dict.fromkeys(column)), ordered=False))
