"""What a month still wants before it can be submitted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from contracts.kept import kept
from contracts.models import Contract
from kpis.calculations.rag import SHORTFALLS
from kpis.judging import Rulebook
from kpis.models import Kpi, Period, Result, ServiceCredit
from kpis.summaries import status_without_result


class Want(StrEnum):
    """A KPI's result or why there is none, the comment of a red or an amber one, or an area's payment."""

    RESULT = "result"
    COMMENT = "comment"
    PAYMENT = "payment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """One thing that a month wants of a KPI, by its reference and its area's code; a payment has no KPI."""

    kpi: str
    area: str
    want: Want


def what_is_missing(
    kpis: Iterable[Kpi], results: Mapping[int, Result], period: Period, rulebook: Rulebook
) -> list[Missing]:
    """All that a month wants, KPI by KPI.

    Args:
        kpis: those in service, each with its service area.
        results: the month's results by the primary key of their KPI.
    """
    number = period.contract_month
    found = []
    for kpi in kpis:
        result = results.get(kpi.pk)
        if result is None and status_without_result(kpi, period.month, number, rulebook) is None:
            found.append(_missing(kpi, Want.RESULT))
        elif result is not None and result.status in SHORTFALLS and not result.comment.strip():
            found.append(_missing(kpi, Want.COMMENT))
    return found


def _missing(kpi: Kpi, want: Want) -> Missing:
    return Missing(kpi=kpi.reference, area=kpi.service_area.code, want=want)


def missing_in(period: Period, rulebook: Rulebook) -> list[Missing]:
    """All that a month wants, read from the record in three queries."""
    kpis = kpis_in_service(period.contract, period)
    results = {result.kpi_id: result for result in Result.objects.filter(period=period)}
    return [*what_is_missing(kpis, results, period, rulebook), *payments_wanted(credits_of(period))]


def credits_of(period: Period) -> list[ServiceCredit]:
    """The credits of a month's areas in the order of reports, in one query."""
    rows = ServiceCredit.objects.filter(period=period).select_related("service_area")
    return list(rows.order_by("service_area__position", "service_area__code"))


def payments_wanted(credits: Iterable[ServiceCredit]) -> list[Missing]:
    """The payments without which points that were incurred have no price."""
    return [
        Missing(kpi="", area=credit.service_area.code, want=Want.PAYMENT)
        for credit in credits
        if credit.plain.is_waiting
    ]


@kept
def kpis_in_service(contract: Contract, period: Period) -> tuple[Kpi, ...]:
    """The KPIs of a month in the order of reports, each with its service area, in one query."""
    return tuple(
        Kpi.objects.filter(contract=contract).in_service_in(period.month).select_related("service_area")
    )


def in_words(missing: Iterable[Missing]) -> str:
    """How much is missing: ``3 results, 1 comment and the payment for IMT``; empty for nothing."""
    wanted = list(missing)
    counted = Counter(item.want for item in wanted)
    parts = [
        f"{counted[want]} {want}{'s' * (counted[want] > 1)}"
        for want in (Want.RESULT, Want.COMMENT)
        if counted[want]
    ]
    parts += [f"the payment for {item.area}" for item in wanted if item.want is Want.PAYMENT]
    *others, last = parts or [""]
    return f"{', '.join(others)} and {last}" if others else last
