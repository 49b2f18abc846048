"""The warnings of a month, from what its page has loaded."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from contracts.calculations.months import Month, months_between
from kpis.calculations.credits import Credit
from kpis.calculations.rag import Status
from kpis.calculations.warnings import Warned, warnings_in
from kpis.warned import load_warnings, periods_of, reach, rules_in
from reports.statements.load import Record
from reports.timeline import Timeline


def warnings_on(record: Record, timeline: Timeline) -> list[Warned]:
    """The warnings of the month shown, in one query: the rules; the rest is in the record of twelve months.

    Rules that look further back, to the ninth quarter say, take up to four queries more.
    """
    contract, month, first = record.contract, timeline.chosen.month, timeline.first_of_grid
    rules = rules_in(contract, month)
    if not rules:
        return []
    kpis = [kpi for kpi in record.kpis if kpi.is_in_service_in(month)]
    if reach(contract, month, rules, kpis) < first:
        return load_warnings(contract, month, rules)
    months = list(months_between(max(first, contract.first_month), month))
    return warnings_in(
        month,
        rules,
        points=_points(record),
        at_cap=_at_cap(record),
        periods=periods_of(contract, kpis, _statuses(record), months),
    )


def _points(record: Record) -> dict[Month, Decimal]:
    points: dict[Month, Decimal] = defaultdict(Decimal)
    for row in record.credits:
        points[row.month] += row.points
    return points


def _at_cap(record: Record) -> dict[str, set[Month]]:
    found: dict[str, set[Month]] = defaultdict(set)
    for row in record.credits:
        credit = Credit(
            points=row.points,
            payment=None,
            uncapped=row.uncapped,
            cap=row.cap,
            payable=row.payable,
            lost_to_cap=row.lost_to_cap,
        )
        if credit.is_capped:
            found[row.area].add(row.month)
    return found


def _statuses(record: Record) -> dict[tuple[int, Month], Status]:
    months = {period.pk: period.month for period in record.periods}
    return {(kpi, months[period]): Status(row.status) for (kpi, period), row in record.results.items()}
