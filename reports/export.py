"""A statement as data for other programs.

Decimals travel as text, months as ``YYYY-MM``, dates as ISO 8601.
"""

from __future__ import annotations

import csv
import errno
import io
import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import Any

from kpis.figures import unpadded
from reports.governance.data import governance_data
from reports.statements import ExceptionRow, MitigationRow, Statement, StatementPeriod, SummaryRow
from reports.statements.changes import ChangeRow, Levels
from reports.statements.money import CreditRow, DistributedRow, PointsRow
from reports.trends.values import TrendRow

COUNTED = ("green", "amber", "red", "blue", "not_reported", "no_activity", "not_due", "total")
"""The numbers of a month, in the order in which files give them."""
SUMMARY_COLUMNS = ("month", *COUNTED)


def as_data(statement: Statement) -> dict[str, Any]:
    """A statement as JSON knows values, its keys in the documented order."""
    return {
        "contract": {
            **asdict(statement.contract),
            "commencement": statement.contract.commencement.isoformat(),
            "end": statement.contract.end.isoformat(),
        },
        "periods": [_period(row) for row in statement.periods],
        "summary": [_summary(row) for row in statement.summary],
        "exceptions": [_exception(row) for row in statement.exceptions],
        "mitigations": [_mitigation(row) for row in statement.mitigations],
        "changes": [_change(row) for row in statement.changes],
        "trend": None if statement.trend is None else _trend(statement.trend),
        "points": [_points(row) for row in statement.points],
        "points_distributed": [_distributed(row) for row in statement.points_distributed],
        "credits": [_credit(row) for row in statement.credits],
        **governance_data(statement),
    }


def _period(row: StatementPeriod) -> dict[str, Any]:
    return {"month": str(row.month), "contract_month": row.contract_month, "state": row.state.value}


def _summary(row: SummaryRow) -> dict[str, Any]:
    return {"month": str(row.month), **{name: getattr(row.counts, name) for name in COUNTED}}


def _exception(row: ExceptionRow) -> dict[str, Any]:
    return {
        "kpi": row.kpi,
        "month": str(row.month),
        "description": row.description,
        "tsl": _text(row.tsl),
        "msl": _text(row.msl),
        "value": _text(row.value),
        "status": row.status.value,
        "comment": row.comment,
        "impact": row.impact,
        "resolution": row.resolution,
    }


def _mitigation(row: MitigationRow) -> dict[str, Any]:
    return {
        "kpis": [{"kpi": each.kpi, "months": [str(month) for month in each.months]} for each in row.kpis],
        "reason": row.reason,
        "impact": row.impact,
        "path_to_green": row.path_to_green,
    }


def _change(row: ChangeRow) -> dict[str, Any]:
    return {
        "kpi": row.kpi,
        "description": row.description,
        "previous": _levels(row.previous),
        "revised": _levels(row.revised),
        "effective_from": str(row.effective_from),
        "change": row.change.value,
        "change_notice": row.change_notice or None,
        "reason": row.reason,
        "status": row.status,
        "redistributed": [
            {
                "kpi": each.kpi,
                "points_before": unpadded(each.points_before),
                "points_after": unpadded(each.points_after),
            }
            for each in row.redistributed
        ],
    }


def _levels(levels: Levels) -> dict[str, str | None]:
    points = None if levels.points is None else unpadded(levels.points)
    return {"points": points, "tsl": _text(levels.tsl), "msl": _text(levels.msl)}


def _trend(row: TrendRow) -> dict[str, Any]:
    return {
        **_trend_numbers(row),
        "previous": None if row.previous is None else _trend_numbers(row.previous) | _forecast(row.previous),
        **_forecast(row),
        "no_longer_tracked": list(row.no_longer_tracked),
    }


def _trend_numbers(row: TrendRow) -> dict[str, Any]:
    counted = ("tracked", "improving", "stable", "deteriorating")
    return {
        "as_at": str(row.as_at),
        **{name: getattr(row, name) for name in counted},
        "stable_or_improving_percent": _text(row.stable_or_improving_percent),
    }


def _forecast(row: TrendRow) -> dict[str, Any]:
    """What the lines say; ``provisional`` names the KPIs of which little should be made, failing or not."""
    failing = [{"kpi": each.kpi, "month": str(each.month)} for each in row.failing_before_end]
    return {"failing_before_end": failing, "provisional": list(row.provisional_kpis)}


def _points(row: PointsRow) -> dict[str, Any]:
    by_area = {code: unpadded(points) for code, points in row.by_area}
    return {"month": str(row.month), "total": unpadded(row.total), "by_area": by_area}


def _distributed(row: DistributedRow) -> dict[str, Any]:
    """Points are handed out whole, and so travel as a number; should a part of one be, it is text."""
    is_whole = row.total == int(row.total)
    return {"month": str(row.month), "total": int(row.total) if is_whole else unpadded(row.total)}


def _credit(row: CreditRow) -> dict[str, Any]:
    pounds = {name: _text(getattr(row, name)) for name in ("uncapped", "cap", "payable", "lost_to_cap")}
    points = {"month": str(row.month), "area": row.area, "points": unpadded(row.points)}
    return {**points, **pounds, "suspended": row.is_suspended}


def _text(figure: Decimal | None) -> str | None:
    return None if figure is None else f"{figure:f}"


def to_json(statement: Statement) -> str:
    return data_text(as_data(statement))


def data_text(data: Mapping[str, Any]) -> str:
    """The data of a statement as a text."""
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def to_csv(statement: Statement) -> str:
    """The summary, one row a month."""
    return summary_text([_summary(row) for row in statement.summary])


def summary_text(rows: Iterable[Mapping[str, Any]]) -> str:
    """The summary of a statement's data as a table, its header alone where there is none."""
    file = io.StringIO()
    writer = csv.DictWriter(file, SUMMARY_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


FORMATS: dict[str, Callable[[Statement], str]] = {"json": to_json, "csv": to_csv}
"""The forms in which a statement is data, by the words of addresses and commands."""


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file so that at any moment it is there in full, as it was or as it will be; text as UTF-8.

    Raises:
        OSError: the file cannot be written; what was there is as it was.
    """
    if path.exists() and not path.is_file():
        raise FileExistsError(errno.EEXIST, "something other than a file stands there")
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    try:
        with unfinished.open("xb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
