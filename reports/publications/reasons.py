"""Why figures differ: the reasons that people gave in the record since a publication."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from contracts.calculations.months import Month
from contracts.models import (
    Assurance,
    Commitment,
    Contract,
    CreditSuspension,
    CreditTerms,
    Issue,
    Objective,
    Saving,
    ServicePayment,
    WorkstreamUpdate,
)
from contracts.recording import Recorded
from kpis.bundles import REASON as BUNDLE
from kpis.models import KpiTerms, MitigatedKpi, Mitigation, Period, Result
from reports.history.search import of_contract
from reports.publications.differences import Difference
from reports.publications.rows import SINCE_ROUND

MONEY = frozenset({"credits"})
OF_MONTHS = frozenset({"periods"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What somebody gave as the reason for a change of the record.

    Attributes:
        kpi, area: what it is about; empty where it is about all.
        first, last: the months it bears on; None where it does not end, or where any month is meant.
        of_money: whether it changes only what failures cost.
        table, row: the one row that it bears on, as a difference names them; empty for figures of KPIs.
    """

    text: str
    kpi: str = ""
    area: str = ""
    first: Month | None = None
    last: Month | None = None
    of_money: bool = False
    table: str = ""
    row: str = ""

    def bears_on(self, difference: Difference) -> bool:
        """Whether a difference can come of it."""
        if self.table or difference.table in SINCE_ROUND:
            return (self.table, self.row) == (difference.table, difference.row)
        if self.of_money and difference.table not in MONEY:
            return False
        if (self.kpi or self.area) and difference.table in OF_MONTHS:
            return False
        if self.kpi and difference.kpis and self.kpi not in difference.kpis:
            return False
        if self.area and difference.areas and self.area not in difference.areas:
            return False
        return self._in_time(difference)

    def _in_time(self, difference: Difference) -> bool:
        months = [Month.parse(month) for month in difference.months]
        if not months or self.first is None:
            return True
        return max(months) >= self.first and (self.last is None or min(months) <= self.last)


def with_reasons(
    found: Sequence[Difference], reasons: Iterable[Reason]
) -> Iterator[tuple[Difference, tuple[str, ...]]]:
    """Each difference with the reasons that it can come of, each once, in the order in which they were given.

    What was said of a KPI is told only where that KPI's own rows differ: sums do not change without them.
    """
    concerned = {kpi for difference in found for kpi in difference.kpis}
    told = [reason for reason in reasons if not reason.kpi or reason.kpi in concerned]
    for difference in found:
        yield difference, tuple(dict.fromkeys(each.text for each in told if each.bears_on(difference)))


def reasons_since(contract: Contract, moment: datetime) -> list[Reason]:
    """The reasons that were given for changes of a contract's record since a moment, in 13 queries."""
    found = [each for source in SOURCES for each in source(contract.pk, moment)]
    return [reason for _, reason in sorted(found, key=lambda each: each[0])]


Found = Iterator[tuple[datetime, Reason]]


def _since(model: Any, contract: int, moment: datetime) -> Any:
    """History of a model since a moment; what came with a bundle says nothing of why."""
    lines = of_contract(model, contract).filter(history_date__gt=moment)
    return lines.exclude(history_change_reason=BUNDLE).order_by("history_id")


def _lines(model: Any, contract: int, moment: datetime, *columns: str) -> Any:
    """The same where it gives a reason: when, which, and some columns."""
    given = _since(model, contract, moment).exclude(history_change_reason=None)
    told = given.exclude(history_change_reason="")
    return told.values_list("history_date", "history_change_reason", *columns)


def _periods(contract: int, moment: datetime) -> Found:
    for at, text, month in _lines(Period, contract, moment, "month"):
        yield at, Reason(text=f"{month.name}: {text}", first=month, last=month)


def _results(contract: int, moment: datetime) -> Found:
    """Of results, unless their month was reopened by that reason, which tells it once for all."""
    for at, text, kpi, month in _lines(Result, contract, moment, "kpi__reference", "month").distinct():
        yield at, Reason(text=f"{month.name}: {text}", kpi=kpi, first=month, last=month)


def _terms(contract: int, moment: datetime) -> Found:
    lines = _since(KpiTerms, contract, moment)
    for at, reason, given, kpi, month in lines.values_list(
        "history_date", "reason", "history_change_reason", "kpi__reference", "effective_from"
    ):
        if text := reason or given:
            yield at, Reason(text=f"Terms from {month.name}: {text}", kpi=kpi, first=month)


def _mitigations(contract: int, moment: datetime) -> Found:
    lines = _since(Mitigation, contract, moment)
    told = {}
    for at, key, reference, reason, ended in lines.values_list(
        "history_date", "id", "reference", "reason", "ended_because"
    ):
        told[key] = (at, f"Mitigation {reference}: {ended or reason}")
    covered = MitigatedKpi.history.filter(mitigation_id__in=told).order_by("history_id")
    for key, kpi, first, last in covered.values_list(
        "mitigation_id", "kpi__reference", "month_from", "month_to"
    ):
        at, text = told[key]
        yield at, Reason(text=text, kpi=kpi, first=first, last=last)


def _credit_terms(contract: int, moment: datetime) -> Found:
    for at, text, month in _lines(CreditTerms, contract, moment, "effective_from"):
        yield at, Reason(text=f"Credit terms from {month.name}: {text}", first=month, of_money=True)


def _suspensions(contract: int, moment: datetime) -> Found:
    lines = _since(CreditSuspension, contract, moment)
    for at, text, first, last in lines.values_list("history_date", "reason", "month_from", "month_to"):
        yield at, Reason(text=f"Suspension of credits: {text}", first=first, last=last, of_money=True)


def _payments(contract: int, moment: datetime) -> Found:
    for at, text, area, month in _lines(ServicePayment, contract, moment, "service_area__code", "month"):
        yield (
            at,
            Reason(
                text=f"Payment of {month.name}: {text}", area=area, first=month, last=month, of_money=True
            ),
        )


def _governance(contract: int, moment: datetime) -> Found:
    for table, (model, column) in GOVERNED.items():
        for at, text, name in _lines(model, contract, moment, column):
            yield at, Reason(text=f"{name}: {text}", table=table, row=str(name))


GOVERNED: Mapping[str, tuple[type[Recorded], str]] = {
    "objectives": (Objective, "reference"),
    "savings": (Saving, "financial_year"),
    "issues": (Issue, "reference"),
    "commitments": (Commitment, "reference"),
    "assurances": (Assurance, "reference"),
    "programme": (WorkstreamUpdate, "workstream"),
}
"""By table of a statement's data: whose history gives reasons, and the column that names the row."""
SOURCES = (_periods, _results, _terms, _mitigations, _credit_terms, _suspensions, _payments, _governance)
