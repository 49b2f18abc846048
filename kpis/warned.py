"""The warnings that a contract's record raises in a month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import Protocol

from contracts.calculations.months import Month, months_between
from contracts.calculations.pricing import WarningKind
from contracts.kept import kept
from contracts.models import Contract, WarningRule
from kpis.calculations.rag import Status
from kpis.calculations.schedule import MONTHS_APART, Frequency, is_due
from kpis.calculations.warnings import OF_KPIS, Rule, Warned, warnings_in
from kpis.models import Kpi, PeriodSummary, Result, ServiceCredit


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
    return [rule for rule in _load_rules(contract) if rule.is_watched_in(month)]


@kept
def _load_rules(contract: Contract) -> tuple[Rule, ...]:
    return tuple(rule_of(row) for row in WarningRule.objects.filter(contract=contract))


def load_warnings(contract: Contract, month: Month, rules: Collection[Rule] | None = None) -> list[Warned]:
    """The warnings of a month, in one query where nothing is watched for and five at most.

    Args:
        rules: what is watched for in the month, where that is known already.
    """
    rules = rules_in(contract, month) if rules is None else rules
    return warnings_in(
        month,
        rules,
        points=_points(contract, month, rules),
        at_cap=_at_cap(contract, month, rules),
        periods=_periods(contract, month, rules),
    )


def reach(contract: Contract, month: Month, rules: Iterable[Rule], kpis: Iterable[Measured]) -> Month:
    """The first month that rules look back to from another, given the KPIs in service in that."""
    apart = max((MONTHS_APART[Frequency(kpi.frequency)] for kpi in kpis), default=1)
    first = month
    for rule in rules:
        # The latest measurement period may have ended some months ago.
        months = (rule.span + 1) * apart if rule.kind in OF_KPIS and apart > 1 else rule.span
        first = min(first, max(rule.first, month + 1 + -months))
    return max(first, contract.first_month)


def periods_of(
    contract: Contract,
    kpis: Iterable[Measured],
    statuses: Mapping[tuple[int, Month], Status],
    months: Iterable[Month],
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


def _points(contract: Contract, month: Month, rules: Iterable[Rule]) -> dict[Month, Decimal]:
    watched = [rule for rule in rules if rule.kind is WarningKind.POINTS_IN_MONTHS]
    if not watched:
        return {}
    first = reach(contract, month, watched, ())
    rows = PeriodSummary.objects.filter(contract=contract, month__gte=first.first_day)
    return dict(rows.filter(month__lte=month.first_day).values_list("month", "points"))


def _at_cap(contract: Contract, month: Month, rules: Iterable[Rule]) -> dict[str, set[Month]]:
    watched = [rule for rule in rules if rule.kind is WarningKind.CAP_REACHED]
    if not watched:
        return {}
    first = reach(contract, month, watched, ())
    rows = ServiceCredit.objects.filter(contract=contract, month__gte=first.first_day)
    found: dict[str, set[Month]] = defaultdict(set)
    for row in rows.filter(month__lte=month.first_day).select_related("service_area"):
        if row.plain.is_capped:
            found[row.service_area.code].add(row.month)
    return found


def _periods(
    contract: Contract, month: Month, rules: Iterable[Rule]
) -> dict[str, list[tuple[Month, Status | None]]]:
    watched = [rule for rule in rules if rule.kind in OF_KPIS]
    if not watched:
        return {}
    kpis = list(Kpi.objects.filter(contract=contract).in_service_in(month).order_by("reference"))
    first = reach(contract, month, watched, kpis)
    rows = Result.objects.for_months(contract, first, month).order_by().values_list("kpi", "month", "status")
    statuses = {(kpi, each): Status(status) for kpi, each, status in rows}
    return periods_of(contract, kpis, statuses, list(months_between(first, month)))
