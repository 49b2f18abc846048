"""The warnings that a contract's record raises in a month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import Protocol

from contracts.calculations.months import Month, months_between
from contracts.calculations.pricing import WarningKind
from contracts.models import Contract, WarningRule
from kpis.calculations.rag import Status
from kpis.calculations.schedule import MONTHS_APART, Frequency, is_due
from kpis.calculations.warnings import OF_KPIS, Rule, Warned, warnings_in
from kpis.models import Kpi, PeriodSummary, Result, ServiceCredit

LONGEST_APART = max(MONTHS_APART.values())


class Measured(Protocol):
    """A KPI, as a row of the database or as a page has loaded it."""

    @property
    def pk(self) -> int: ...
    @property
    def reference(self) -> str: ...
    @property
    def frequency(self) -> str: ...
    def is_in_service_in(self, month: Month) -> bool: ...


def rule_of(row: WarningRule) -> Rule:
    """A rule as plain values."""
    return Rule(
        kind=WarningKind(row.kind),
        number=row.number,
        months=row.months,
        first=row.month_from,
        last=row.month_to,
        clause=row.clause,
    )


def rules_in(contract: Contract, month: Month) -> list[Rule]:
    """What is watched for in a month, in one query."""
    rules = [rule_of(row) for row in WarningRule.objects.filter(contract=contract, month_from__lte=month)]
    return [rule for rule in rules if rule.is_watched_in(month)]


def load_warnings(contract: Contract, month: Month) -> list[Warned]:
    """The warnings of a month, in one query where nothing is watched for and five at most."""
    rules = rules_in(contract, month)
    return warnings_in(
        month,
        rules,
        points=_points(contract, month, rules),
        at_cap=_at_cap(contract, month, rules),
        periods=_periods(contract, month, rules),
    )


def reach(rules: Iterable[Rule], month: Month, contract: Contract) -> Month:
    """The first month that rules look back to; KPIs are taken to be measured as seldom as any may be."""
    first = month
    for rule in rules:
        months = rule.span * (LONGEST_APART if rule.kind in OF_KPIS else 1)
        first = min(first, max(rule.first, month + 1 + -months))
    return max(first, contract.first_month)


def periods_of(
    kpis: Iterable[Measured],
    statuses: Mapping[tuple[int, Month], Status],
    months: Iterable[Month],
    contract: Contract,
) -> dict[str, list[tuple[Month, Status | None]]]:
    """The measurement periods of KPIs among some months, by reference.

    Args:
        statuses: what counted, by the primary key of the KPI and the month.
    """
    numbered = [(month, contract.month_number(month)) for month in months]
    return {
        kpi.reference: [
            (month, statuses.get((kpi.pk, month)))
            for month, number in numbered
            if is_due(Frequency(kpi.frequency), number) and kpi.is_in_service_in(month)
        ]
        for kpi in kpis
    }


def _of_kind(rules: Iterable[Rule], *kinds: WarningKind) -> list[Rule]:
    return [rule for rule in rules if rule.kind in kinds]


def _points(contract: Contract, month: Month, rules: Collection[Rule]) -> dict[Month, Decimal]:
    rules = _of_kind(rules, WarningKind.POINTS_IN_MONTHS)
    if not rules:
        return {}
    rows = PeriodSummary.objects.filter(
        contract=contract, month__gte=reach(rules, month, contract), month__lte=month
    )
    return dict(rows.values_list("month", "points"))


def _at_cap(contract: Contract, month: Month, rules: Collection[Rule]) -> dict[str, set[Month]]:
    rules = _of_kind(rules, WarningKind.CAP_REACHED)
    if not rules:
        return {}
    rows = ServiceCredit.objects.filter(
        contract=contract, month__gte=reach(rules, month, contract), month__lte=month
    )
    found: dict[str, set[Month]] = defaultdict(set)
    for row in rows.select_related("service_area"):
        if row.plain.is_capped:
            found[row.service_area.code].add(row.month)
    return found


def _periods(
    contract: Contract, month: Month, rules: Collection[Rule]
) -> dict[str, list[tuple[Month, Status | None]]]:
    rules = _of_kind(rules, *OF_KPIS)
    if not rules:
        return {}
    first = reach(rules, month, contract)
    rows = Result.objects.for_months(contract, first, month).order_by()
    statuses = {
        (kpi, each): Status(status) for kpi, each, status in rows.values_list("kpi", "month", "status")
    }
    kpis = Kpi.objects.filter(contract=contract).in_service_between(month, month)
    return periods_of(kpis, statuses, list(months_between(first, month)), contract)
