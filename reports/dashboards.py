"""What the dashboard of a month, and the page of an area, tell everybody who may see the contract."""

from __future__ import annotations

from datetime import date
from typing import Any

from contracts.calculations.months import Month
from contracts.models import Contract, ServiceArea
from reports.drawn import drawn
from reports.outstanding import outstanding_on
from reports.performance import kpi_lines, performance_of, record_of_area
from reports.programme import programme_lines
from reports.statements import load_periods, load_record
from reports.timeline import timeline_at
from reports.trends.section import trend_section
from reports.warnings import warnings_on


@drawn("reports/components/dashboard.html")
def dashboard_shown(contract: Contract, month: Month, today: date) -> dict[str, Any]:
    """How the contract did in a month that it opened, and before; and what is outstanding today."""
    periods = load_periods(contract)
    timeline = timeline_at(periods, str(month))
    record = load_record(contract, periods, timeline.first_of_grid, month)
    return {
        "page": performance_of(record, timeline),
        "trend": trend_section(contract, timeline),
        "warnings": warnings_on(record, timeline),
        "programme": programme_lines(contract, month),
        "outstanding": outstanding_on(contract, today),
    }


@drawn("reports/components/area.html")
def area_shown(contract: Contract, area: ServiceArea, month: Month) -> dict[str, Any]:
    """The same of one service area, and its KPIs."""
    periods = load_periods(contract)
    timeline = timeline_at(periods, str(month))
    first = timeline.first_of_grid
    own = record_of_area(load_record(contract, periods, first, month), area.code, first, month)
    return {"page": performance_of(own, timeline, of=area.code), "kpis": kpi_lines(own, timeline.chosen)}
