"""What the dashboard of a month tells everybody who may see the contract."""

from __future__ import annotations

from typing import Any

from contracts.calculations.months import Month
from contracts.models import Contract
from reports.drawn import drawn
from reports.performance import performance_of
from reports.statements import load_periods, load_record
from reports.timeline import timeline_at
from reports.trends.section import trend_section
from reports.warnings import warnings_on


@drawn("reports/components/dashboard.html")
def dashboard_of(contract: Contract, month: Month) -> dict[str, Any]:
    """How the contract did in a month that it has opened, and in the months before."""
    periods = load_periods(contract)
    timeline = timeline_at(periods, str(month))
    record = load_record(contract, periods, timeline.first_of_grid, month)
    return {
        "page": performance_of(record, timeline),
        "trend": trend_section(contract, timeline),
        "warnings": warnings_on(record, timeline),
    }
